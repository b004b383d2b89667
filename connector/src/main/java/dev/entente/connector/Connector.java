package dev.entente.connector;

import dev.entente.core.value.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One system, opened. Observes and writes records in their native form: rows of typed columns.
 *
 * <p>All methods block and may be called from different threads; a {@link Feed} belongs to one.
 * Expected outcomes are values. {@link Unavailable} means try again later; {@link Halt} means that
 * the sync must stop and a person must act.
 */
public interface Connector extends AutoCloseable {

    /** What is there: every resource that could be mapped, by name. Read anew on each call. */
    Catalog describe();

    Abilities abilities();

    /**
     * What stands in the way of syncing these resources: missing keys, rights, settings. Empty
     * means that nothing does. Changes nothing at the system.
     */
    List<Finding> check(List<Resource> resources);

    /**
     * The changes of these resources. Without a cursor: first everything that is there, as one
     * consistent snapshot, then what changes, without gap or overlap.
     */
    Feed open(List<Resource> resources, @Nullable Cursor from);

    /**
     * What is under these keys now, one reading a key, in their order. A key that is not there has
     * a reading without a row.
     */
    List<NativeReading> read(Resource resource, List<Key> keys);

    /**
     * All records, in key order, without leaving anything behind at the system (no slot, no lock
     * beyond the reading). Says at its end whether it was complete.
     */
    Listing list(Resource resource);

    /**
     * About how many records there are, for people who wait for a first load; -1 where the system
     * cannot say quickly.
     */
    default long estimate(Resource resource) {
        return -1;
    }

    /**
     * Carries out a batch, in one transaction where the system has them. One outcome an item, in
     * their order.
     *
     * @param witness waited for before anything of the batch takes effect; told before the commit
     *     where not every item would, or where the system gives a new record a key that the item
     *     does not name
     */
    List<Outcome> write(WriteBatch batch, Witness witness);

    /** Knows of a batch before it takes effect, so that it is known of after a crash. */
    interface Witness {

        /**
         * Returns once it is durable that the batch is under way. Before that nothing of it may
         * take effect; but a system with transactions can have everything ready for the commit.
         *
         * @throws Unavailable where that will not come to be; then the batch must be undone
         */
        void await();

        /**
         * This will come of the batch, if it is committed: for where its number does not say it
         * all. Returns once that is durable.
         *
         * @param outcomes one an item; exactly the applied ones take effect, new records under the
         *     keys that are said here
         */
        void hear(List<Outcome> outcomes);
    }

    /**
     * Whether this batch, sent before a crash or a lost connection, took effect: only what is
     * certain is not {@code UNKNOWN}.
     */
    Landed landed(long batch);

    /**
     * Takes away everything that Entente made at the system (slots, publications, origins) and says
     * what became of each in a few words, as in {@code removed publication entente}: also what was
     * left because it is not ours, and why.
     */
    List<String> remove();

    @Override
    void close();

    /** What a system can tell of a batch whose answer was lost. */
    enum Landed {
        YES,
        NO,
        /** As the {@link Witness} heard last. */
        PARTLY,
        UNKNOWN
    }
}
