package dev.entente.engine.observe;

import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.core.link.LinkId;
import dev.entente.core.step.Event;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Noticed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the reconciler has to take in. */
public sealed interface Arrival {

    /**
     * A batch of a feed, translated.
     *
     * @param last whether the source transaction ends here
     * @param cursor from where to go on once it is durable; null while the first load lasts, which
     *     can only start over
     * @param loaded whether everything that was there when the feed began has now been read
     * @param observed the engine's clock when it was read
     */
    record Changes(
            int system,
            Feed.Phase phase,
            long transaction,
            boolean last,
            List<Noticed> notices,
            @Nullable Cursor cursor,
            boolean loaded,
            long observed)
            implements Arrival {}

    /**
     * The feed was lost and opened anew: what is here of an unfinished transaction comes again.
     *
     * @param afresh whether it begins with everything that is there
     */
    record Reopened(int system, boolean afresh) implements Arrival {}

    /**
     * What became of every write of a batch.
     *
     * @param clean whether all of them simply took effect
     */
    record Answered(int system, long batch, List<Answer> answers, boolean clean)
            implements Arrival {}

    /**
     * @param observed when the change was read that led to the write
     * @param busy whether it may work later: the record or the system was busy, or (where it was
     *     rejected) another record must be dealt with first
     */
    record Answer(Home home, LinkId link, Event event, long observed, boolean busy) {}

    /** What was read at keys that had to be looked at again. */
    record Looked(int system, List<Sight> sights) implements Arrival {}

    /**
     * @param beside what is at the key that the record would have to leave, where there is one
     *     (R15)
     */
    record Sight(Look look, Noticed found, @Nullable Noticed beside) {}

    /** A system can be written to again, or not for now. */
    record Reach(int system, boolean isUp) implements Arrival {}

    /** Something to be done between two micro-batches, on the reconciler's thread. */
    record Told(Errand errand) implements Arrival {}

    /** What was told. */
    @FunctionalInterface
    interface Errand {
        void run() throws InterruptedException;
    }
}
