package dev.entente.engine.store;

import dev.entente.connector.Halt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;

/**
 * The store in RocksDB: a column family a {@link Space}, one synced write a commit.
 *
 * <p>RocksDB lives outside of Java's memory, where a call on something closed would end the
 * process; so closing waits for every call, and every later call is refused.
 */
public final class RocksStore implements Store {

    private final Path folder;
    private final RocksFolder files;
    private final FolderLock lock;
    private final boolean scratch;
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    private RocksStore(Path folder, RocksFolder files, FolderLock lock, boolean scratch) {
        this.folder = folder;
        this.files = files;
        this.lock = lock;
        this.scratch = scratch;
    }

    /**
     * Opens or makes the store in this data folder and locks the folder.
     *
     * @throws Halt where another process works with the folder (named in the message), or where
     *     what is there cannot be read
     */
    public static Store open(Path folder) {
        return open(folder, false);
    }

    /**
     * A store for the time being, in a folder that may be empty or missing: nothing is synced, and
     * closing it deletes the folder.
     */
    public static Store scratch(Path folder) {
        return open(folder, true);
    }

    private static Store open(Path folder, boolean scratch) {
        new Folder(folder).make();
        FolderLock lock = FolderLock.take(folder);
        try {
            return new RocksStore(folder, RocksFolder.open(folder, !scratch), lock, scratch);
        } catch (Halt halt) {
            lock.close();
            throw halt;
        }
    }

    @Override
    public void commit(StoreBatch batch) {
        during(
                "The last batch was not committed.",
                () -> {
                    try (WriteBatch writes = new WriteBatch()) {
                        for (StoreBatch.Entry entry : batch.entries()) {
                            byte[] value = entry.value();
                            if (value == null) {
                                writes.delete(handle(entry.space()), entry.key());
                            } else {
                                writes.put(handle(entry.space()), entry.key(), value);
                            }
                        }
                        files.db().write(files.tuning().writes(), writes);
                    }
                    return true;
                });
    }

    @Override
    public byte @Nullable [] get(Space space, byte[] key) {
        return multiGet(space, List.of(key)).getFirst();
    }

    @Override
    public List<byte @Nullable []> multiGet(Space space, List<byte[]> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<ColumnFamilyHandle> each = Collections.nCopies(keys.size(), handle(space));
        return during(
                "Nothing was read.",
                () ->
                        Collections.<byte @Nullable []>unmodifiableList(
                                files.db().multiGetAsList(each, keys)));
    }

    @Override
    public void scan(Space space, byte[] prefix, BiPredicate<byte[], byte[]> visitor) {
        scanFrom(space, prefix, prefix, visitor);
    }

    @Override
    public void scanFrom(
            Space space, byte[] prefix, byte[] from, BiPredicate<byte[], byte[]> visitor) {
        byte[] first = Arrays.compareUnsigned(from, prefix) < 0 ? prefix : from;
        byte[] behind = behind(prefix);
        during(
                "Reading stopped.",
                () -> {
                    try (ReadOptions options = new ReadOptions();
                            @Nullable Slice bound = behind == null ? null : new Slice(behind)) {
                        if (bound != null) {
                            options.setIterateUpperBound(bound);
                        }
                        visit(space, options, first, visitor);
                    }
                    return true;
                });
    }

    private void visit(
            Space space, ReadOptions options, byte[] first, BiPredicate<byte[], byte[]> visitor)
            throws RocksDBException {
        try (RocksIterator entries = files.db().newIterator(handle(space), options)) {
            entries.seek(first);
            while (entries.isValid()) {
                if (!visitor.test(entries.key(), entries.value())) {
                    return;
                }
                entries.next();
            }
            entries.status();
        }
    }

    /** The least key greater than all that begin with the prefix; null where there is none. */
    private static byte @Nullable [] behind(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != -1) {
                byte[] behind = Arrays.copyOf(prefix, i + 1);
                behind[i]++;
                return behind;
            }
        }
        return null;
    }

    /**
     * Writes all buffers to tables, which frees the logs, then rewrites the tables that have the
     * prefix, down to the last level.
     */
    @Override
    public void scrub(Space space, byte[] prefix) {
        during(
                "What was erased may still be on the disk.",
                () -> {
                    try (FlushOptions flush = new FlushOptions();
                            CompactRangeOptions all = new CompactRangeOptions()) {
                        files.db().flush(flush, List.copyOf(files.handles().values()));
                        all.setBottommostLevelCompaction(
                                CompactRangeOptions.BottommostLevelCompaction.kForceOptimized);
                        files.db().compactRange(handle(space), prefix, behind(prefix), all);
                    }
                    return true;
                });
    }

    @Override
    public long diskBytes() {
        return new Folder(folder).bytes();
    }

    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            files.close();
            lock.close();
            if (scratch) {
                new Folder(folder).delete();
            }
        } catch (IOException e) {
            throw new Halt("The folder " + folder + " cannot be deleted: " + e, e);
        } finally {
            life.writeLock().unlock();
        }
    }

    private ColumnFamilyHandle handle(Space space) {
        return Objects.requireNonNull(files.handles().get(space));
    }

    @FunctionalInterface
    private interface Call<R> {
        R run() throws RocksDBException;
    }

    private <R> R during(String undone, Call<R> call) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            return call.run();
        } catch (RocksDBException e) {
            throw RocksFault.halt(folder, undone, e);
        } finally {
            life.readLock().unlock();
        }
    }
}
