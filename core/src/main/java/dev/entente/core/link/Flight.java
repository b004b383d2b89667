package dev.entente.core.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to a replica.
 *
 * @param unsettled the one write whose outcome is not known yet (I16)
 * @param waiting observations that arrived meanwhile, in their order; stepped once it is settled
 *     (R12)
 * @param givenUp attempts given up without certainty, which may yet take effect (R9)
 * @param found what a refused write found at a system with an exact feed, until the feed tells of
 *     it with its true time and author; meanwhile nothing is written there
 */
public record Flight(
        @Nullable Write unsettled,
        List<Observation> waiting,
        List<Attempt> givenUp,
        @Nullable Reading found) {

    public static final Flight EMPTY = new Flight(null, List.of(), List.of(), null);

    /** Nothing found that the feed has not told. */
    public Flight(@Nullable Write unsettled, List<Observation> waiting, List<Attempt> givenUp) {
        this(unsettled, waiting, givenUp, null);
    }

    public Flight {
        waiting = List.copyOf(waiting);
        givenUp = List.copyOf(givenUp);
    }

    public Flight withUnsettled(@Nullable Write next) {
        return new Flight(next, waiting, givenUp, found);
    }

    public Flight withWaiting(List<Observation> next) {
        return new Flight(unsettled, next, givenUp, found);
    }

    public Flight withGivenUp(List<Attempt> next) {
        return new Flight(unsettled, waiting, next, found);
    }

    public Flight withFound(@Nullable Reading next) {
        return new Flight(unsettled, waiting, givenUp, next);
    }

    /** An attempt that may still land until its deadline, in microseconds since the epoch. */
    public record Attempt(Write write, long deadlineMicros) {}
}
