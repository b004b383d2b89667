package dev.entente.connector;

import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of changes. Used by one thread, but for {@link #acknowledge}. */
public interface Feed extends AutoCloseable {

    /** The next batch, or null when there is none within {@code wait}. */
    @Nullable Batch next(Duration wait);

    /**
     * Everything up to this cursor is durable here: the system may forget it. May be called from
     * another thread.
     */
    void acknowledge(Cursor cursor);

    /** How far behind the source this feed is, or null where the system cannot say. */
    default @Nullable Lag lag() {
        return null;
    }

    @Override
    void close();

    /**
     * Changes in the order in which they were committed.
     *
     * @param transaction the source transaction that all of them belong to, or 0 where there is
     *     none (a snapshot). A long transaction may come in several batches
     * @param last whether the transaction (or the snapshot of the resource) ends here
     * @param cursor from where to go on once all of it is durable; in the midst of a transaction
     *     that is still its beginning
     */
    record Batch(Phase phase, long transaction, boolean last, List<Change> changes, Cursor cursor) {
        public Batch {
            changes = List.copyOf(changes);
        }
    }

    /** Where a batch comes from. */
    enum Phase {
        /**
         * What was there when the feed began. The last batch of each resource has {@code last} set,
         * with {@link Batch#changes} possibly empty.
         */
        SNAPSHOT,
        /** What happened since. */
        LIVE
    }

    /** One record that changed, or was there. */
    sealed interface Change {
        Resource resource();

        /**
         * The row is now this.
         *
         * @param formerKey its key until then, where the key itself was changed; else null
         * @param row an absent cell says nothing: it did not change and was not sent
         * @param time when it was committed, in microseconds since the epoch by the system's clock,
         *     or {@link dev.entente.core.link.Observation#NO_TIME}
         */
        record Upsert(
                Resource resource,
                Key key,
                @Nullable Key formerKey,
                Row row,
                Version version,
                long time,
                @Nullable String actor)
                implements Change {}

        /** The row is gone. */
        record Delete(
                Resource resource, Key key, Version version, long time, @Nullable String actor)
                implements Change {}

        /** All rows are gone at once: never obeyed blindly. */
        record Truncate(Resource resource, Version version, long time) implements Change {}

        /**
         * The resource has another shape than when it was described: what is mapped must be looked
         * at before going on.
         */
        record Reshaped(Resource resource, Resource now) implements Change {}
    }

    /**
     * @param bytes the system keeps back for this feed, or -1 where unknown
     * @param micros between the newest commit taken in and now, or -1
     */
    record Lag(long bytes, long micros) {}
}
