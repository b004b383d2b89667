package dev.entente.engine.store;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * How RocksDB is set up: for a process that has 400 MB in all, on a disk that shall not grow by
 * what is not data. Owns RocksDB's option objects, which live outside of Java's memory, and frees
 * them.
 */
final class RocksTuning implements AutoCloseable {

    private static final long MB = 1 << 20;

    /** What was read, indexes and filters included, and what was written and is in no table yet. */
    private static final long MEMORY = 24 * MB;

    /** What was written and is in no table yet, over all spaces: of the memory above. */
    private static final long WRITE_BUFFERS = 12 * MB;

    /** Logs beyond this make the spaces that need them be written to tables. */
    private static final long LOGS = 48 * MB;

    private static final int OPEN_FILES = 256;
    private static final int BACKGROUND_JOBS = 2;
    private static final int BLOOM_BITS = 10;

    /** Of a buffer's size, for its filter: some ten bits a key. */
    private static final double BUFFERS_BLOOM = 0.01;

    private final List<RocksObject> owned = new ArrayList<>();
    private final Cache cache = own(new LRUCache(MEMORY));
    private final DBOptions database;
    private final WriteOptions writes;

    /**
     * @param durable whether a commit is synced; else it is not even logged
     */
    RocksTuning(boolean durable) {
        database =
                own(new DBOptions())
                        .setCreateIfMissing(true)
                        .setCreateMissingColumnFamilies(true)
                        .setWriteBufferManager(own(new WriteBufferManager(WRITE_BUFFERS, cache)))
                        .setMaxTotalWalSize(LOGS)
                        .setMaxOpenFiles(OPEN_FILES)
                        .setMaxBackgroundJobs(BACKGROUND_JOBS)
                        // One writer needs no locks between writers.
                        .setAllowConcurrentMemtableWrite(false)
                        .setMaxManifestFileSize(4 * MB)
                        .setBytesPerSync(MB)
                        .setStatsDumpPeriodSec(0)
                        .setSkipStatsUpdateOnDbOpen(true)
                        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                        .setMaxLogFileSize(MB)
                        .setKeepLogFileNum(2)
                        // A torn end is what a crash leaves: what is whole before it counts.
                        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
        writes = own(new WriteOptions()).setSync(durable).setDisableWAL(!durable);
    }

    DBOptions database() {
        return database;
    }

    WriteOptions writes() {
        return writes;
    }

    ColumnFamilyOptions space(Space space) {
        return own(new ColumnFamilyOptions())
                .setWriteBufferSize(8 * MB)
                .setMaxWriteBufferNumber(2)
                // Buffers grow by small steps: spaces that hold little shall take little.
                .setArenaBlockSize(64 << 10)
                // Tables are merged later, and so less often: filters keep looking into them cheap.
                .setLevel0FileNumCompactionTrigger(8)
                .setTargetFileSizeBase(16 * MB)
                .setMaxBytesForLevelBase(64 * MB)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMemtableWholeKeyFiltering(true)
                .setMemtablePrefixBloomSizeRatio(isLookedUp(space) ? BUFFERS_BLOOM : 0)
                .setTableFormatConfig(table(space));
    }

    /**
     * Whether it is read key by key, all the time, and mostly keys that were not written lately.
     */
    private static boolean isLookedUp(Space space) {
        return space == Space.LINKS || space == Space.KEYS;
    }

    private BlockBasedTableConfig table(Space space) {
        BlockBasedTableConfig config =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(8 << 10)
                        .setFormatVersion(6)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true);
        return isLookedUp(space)
                ? config.setFilterPolicy(own(new BloomFilter(BLOOM_BITS)))
                        .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
                : config;
    }

    private <T extends RocksObject> T own(T object) {
        owned.add(object);
        return object;
    }

    @Override
    public void close() {
        for (RocksObject object : owned.reversed()) {
            object.close();
        }
    }
}
