package dev.entente.portallab;

import java.time.Duration;

/** What a demo has to tell while it goes. */
public sealed interface News {

    /** Something happened: a line of its own. */
    record Said(String text) implements News {}

    /**
     * How it stands, several times a second.
     *
     * @param edited rows that people inserted, updated or deleted
     * @param seen changes that Entente took in
     * @param written writes that took effect
     * @param conflicts fields in which two edits stood against each other
     * @param up whether Entente answers
     */
    record Beat(
            Duration elapsed,
            long edited,
            long seen,
            long written,
            long conflicts,
            Timing timing,
            boolean up)
            implements News {}

    /**
     * @param p50 milliseconds from a commit at one end until it is to be seen at the other
     * @param away milliseconds from a kill until changes arrived again, at worst
     */
    record Timing(double p50, double p99, double away) {}
}
