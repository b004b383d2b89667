package dev.entente.postgres;

import org.jspecify.annotations.Nullable;

/**
 * What the reader of the log leaves out of our own transactions, known to the writer: who finds
 * that more must be read says so here, before anything is lost.
 */
final class EchoWatch {

    /**
     * What must be as it was when it was decided to leave something out.
     *
     * @param tables the numbers of the tables, as an array in SQL
     * @param origins whether there must be no other origins, either
     * @param fingerprint of all that
     */
    record Premise(String tables, boolean origins, String fingerprint) {}

    private volatile @Nullable Premise premise;
    private volatile boolean outdated;

    /** From now on the log is read so; null where all of it is read. */
    void begin(@Nullable Premise now) {
        premise = now;
        outdated = false;
    }

    @Nullable Premise premise() {
        return premise;
    }

    /** The log must be opened anew. */
    void outdate() {
        outdated = true;
    }

    boolean isOutdated() {
        return outdated;
    }
}
