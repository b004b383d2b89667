package dev.entente.testkit.system;

import java.time.Duration;

/**
 * How a {@link FakeSystem} goes about things: all of it allowed by the connector's contract.
 *
 * @param echo whether its feed tells of Entente's own writes, too
 * @param partial whether its feed leaves out cells that did not change
 * @param early whether an answer has a version from just before its commit, as one that is taken
 *     inside of the transaction has, rather than the commit's own
 * @param certain whether it can tell that a batch whose answer was lost took effect wholly, or not
 *     at all
 * @param mostInBatch rows of one batch of its feed; longer transactions come in several
 * @param slowest how long anything that is asked of it may take
 */
public record Habits(
        boolean echo,
        boolean partial,
        boolean early,
        boolean certain,
        int mostInBatch,
        Duration slowest) {
    public static final Habits PLAIN = new Habits(false, false, true, true, 1000, Duration.ZERO);

    public Habits withEcho(boolean next) {
        return new Habits(next, partial, early, certain, mostInBatch, slowest);
    }

    public Habits withMostInBatch(int next) {
        return new Habits(echo, partial, early, certain, next, slowest);
    }

    public Habits withCertain(boolean next) {
        return new Habits(echo, partial, early, next, mostInBatch, slowest);
    }

    public Habits withPartial(boolean next) {
        return new Habits(echo, next, early, certain, mostInBatch, slowest);
    }
}
