package dev.entente.core.link;

import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
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
 * @param replaced what writes of ours replaced at a system with an exact feed, the oldest first, as
 *     long as the feed may still tell of what was before them
 */
public record Flight(
        @Nullable Write unsettled,
        List<Observation> waiting,
        List<Attempt> givenUp,
        @Nullable Reading found,
        List<Replaced> replaced) {

    public static final Flight EMPTY = new Flight(null, List.of(), List.of());

    /** Nothing found, and nothing replaced, that the feed has not told. */
    public Flight(@Nullable Write unsettled, List<Observation> waiting, List<Attempt> givenUp) {
        this(unsettled, waiting, givenUp, null, List.of());
    }

    public Flight {
        waiting = List.copyOf(waiting);
        givenUp = List.copyOf(givenUp);
        replaced = List.copyOf(replaced);
    }

    public Flight withUnsettled(@Nullable Write next) {
        return new Flight(next, waiting, givenUp, found, replaced);
    }

    public Flight withWaiting(List<Observation> next) {
        return new Flight(unsettled, next, givenUp, found, replaced);
    }

    public Flight withGivenUp(List<Attempt> next) {
        return new Flight(unsettled, waiting, next, found, replaced);
    }

    public Flight withFound(@Nullable Reading next) {
        return new Flight(unsettled, waiting, givenUp, next, replaced);
    }

    /**
     * Nothing is known of what is there until it has been read, and whatever was on its way is gone
     * with what it was on its way to: in place of something found stands the record's last key,
     * unmet, which no reading ever is.
     */
    public static Flight unread(Replica replica) {
        Row nothing = Row.empty(replica.seen().values().width());
        return EMPTY.withFound(
                new Reading(replica.key(), Standing.UNMET, nothing, nothing, Version.None.NONE));
    }

    /** Whether that is so. */
    public boolean isUnread() {
        return found != null && found.standing() == Standing.UNMET;
    }

    public Flight withReplaced(List<Replaced> next) {
        return new Flight(unsettled, waiting, givenUp, found, next);
    }

    /** An attempt that may still land until its deadline, in microseconds since the epoch. */
    public record Attempt(Write write, long deadlineMicros) {}

    /**
     * What a write of ours found, and so took the place of.
     *
     * @param seen as it was when the write came; what the feed tells of between its version and
     *     {@code until} had been taken back by then, or the write would have been refused
     * @param until the version of the write itself
     * @param atMicros when that became known, in microseconds since the epoch
     */
    public record Replaced(Seen seen, Version until, long atMicros) {

        /** Whether what has this version came between what was seen and the write. */
        public boolean covers(Version version) {
            return !version.isStaleBeside(seen.version()) && !until.isStaleBeside(version);
        }

        public Replaced withSeen(Seen next) {
            return new Replaced(next, until, atMicros);
        }
    }
}
