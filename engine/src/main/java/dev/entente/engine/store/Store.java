package dev.entente.engine.store;

import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map of bytes in several {@link Space}s, durable; readers may come from other threads.
 *
 * <p>Batches may be committed from several threads, each on its own.
 *
 * <p>The contract is {@code StoreContract} in the testkit. Two implementations: RocksDB, and one in
 * memory that loses, tears or flips what was not synced.
 */
public interface Store extends AutoCloseable {

    /** Applies the batch wholly or not at all, and returns only once it is durable: one fsync. */
    void commit(StoreBatch batch);

    byte @Nullable [] get(Space space, byte[] key);

    /** The values under these keys of one space, in their order; null where there is none. */
    List<byte @Nullable []> multiGet(Space space, List<byte[]> keys);

    /**
     * Visits entries whose keys begin with the prefix, in the order of unsigned bytes, until the
     * visitor returns false.
     */
    void scan(Space space, byte[] prefix, BiPredicate<byte[], byte[]> visitor);

    /** Like {@link #scan}, from the first key at or after {@code from} on. */
    void scanFrom(Space space, byte[] prefix, byte[] from, BiPredicate<byte[], byte[]> visitor);

    /**
     * Takes off the disk whatever was overwritten or deleted under this prefix; returns when
     * nothing of it is left there. Costs a rewrite of the neighbourhood: for erasures only.
     */
    void scrub(Space space, byte[] prefix);

    /** What it takes up on disk, in bytes; 0 where there is no disk. */
    long diskBytes();

    @Override
    void close();
}
