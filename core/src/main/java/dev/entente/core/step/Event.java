package dev.entente.core.step;

import dev.entente.core.link.Observation;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Write;
import dev.entente.core.value.Value;
import java.util.List;

/**
 * What can happen to a link. Together with {@link Step} these are the words of the whole system.
 *
 * <p>A system is named by its branch. {@code now} is the engine's clock in microseconds since the
 * epoch: the core has none of its own. Every outcome names the write that it answers; an outcome of
 * a write that is not the unsettled one is old news and changes nothing (I15).
 */
public sealed interface Event {

    /** The engine's clock when the event was taken in, in microseconds since the epoch. */
    long now();

    /** "At this system, this key is now this, or gone." */
    record Observed(int branch, Observation observation) implements Event {
        @Override
        public long now() {
            return observation.now();
        }
    }

    /** A complete listing of the system did not have this record: it is not there. */
    record Unlisted(int branch, long now) implements Event {}

    /**
     * What the system has said of versions so far is worth nothing from now on: its log was lost,
     * or it is another server. What it holds is read anew, and compared with what was seen.
     *
     * @param setBack whether it was set back to an earlier state, from a backup, so that a
     *     difference is nobody's edit
     */
    record LogLost(int branch, boolean setBack, long now) implements Event {}

    /**
     * The write took effect; {@code held} is what the system says it holds now, partial where it
     * told only a part.
     */
    record Applied(int branch, Write.Id write, Reading held, long now) implements Event {}

    /**
     * The write took effect but the answer did not say what is there now; it stays unsettled until
     * it is read back (R3).
     */
    record Accepted(int branch, Write.Id write, long now) implements Event {}

    /** The write did not take effect because something else was there: what, is {@code current}. */
    record Refused(int branch, Write.Id write, Reading current, long now) implements Event {}

    /** The write was not accepted, and the same write never will be. */
    record Rejected(int branch, Write.Id write, Parked why, long now) implements Event {}

    /**
     * The write certainly did not take effect, and nothing was learnt: busy, locked, no connection.
     * It is planned anew.
     */
    record Unsent(int branch, Write.Id write, long now) implements Event {}

    /**
     * It was not known whether the write took effect; it has been read back (R3, R8).
     *
     * @param landed what the system itself could tell about the write
     */
    record ReadBack(int branch, Write.Id write, Landed landed, Reading current, long now)
            implements Event {}

    /** What a system can tell of a write whose answer was lost. */
    enum Landed {
        YES,
        NO,
        UNKNOWN
    }

    /**
     * A person chose. Each choice is the value that a field shall have, or presence (see {@link
     * dev.entente.core.link.Conflict}).
     */
    record Decided(List<Choice> choices, String by, long now) implements Event {
        public Decided {
            choices = List.copyOf(choices);
        }
    }

    /**
     * @param value the value of the field; for presence, true keeps the record and false deletes it
     */
    record Choice(int field, Value value) {}

    /** Somebody asks to try again what is parked, or the mapping has changed: plan once more. */
    record Reviewed(String by, long now) implements Event {}

    /** Whatever is personal is dropped from the state; the systems' records are not touched. */
    record Erased(String by, long now) implements Event {}
}
