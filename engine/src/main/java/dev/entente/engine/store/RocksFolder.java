package dev.entente.engine.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** RocksDB opened on its folder, with everything of it that must be freed again. */
record RocksFolder(
        Path path, RocksTuning tuning, RocksDB db, Map<Space, ColumnFamilyHandle> handles)
        implements AutoCloseable {

    /** Within the data folder: the files beside it (key, lock) are not RocksDB's. */
    private static final String NAME = "store";

    static RocksFolder open(Path dataFolder, boolean durable) {
        RocksLibrary.load();
        Path path = dataFolder.resolve(NAME);
        RocksTuning tuning = new RocksTuning(durable);
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(
                new ColumnFamilyDescriptor(
                        RocksDB.DEFAULT_COLUMN_FAMILY, tuning.space(Space.META)));
        for (Space space : Space.values()) {
            families.add(new ColumnFamilyDescriptor(name(space), tuning.space(space)));
        }
        List<ColumnFamilyHandle> opened = new ArrayList<>();
        try {
            RocksDB db = RocksDB.open(tuning.database(), path.toString(), families, opened);
            Map<Space, ColumnFamilyHandle> handles = new EnumMap<>(Space.class);
            Iterator<ColumnFamilyHandle> next = opened.iterator();
            next.next();
            for (Space space : Space.values()) {
                handles.put(space, next.next());
            }
            return new RocksFolder(path, tuning, db, handles);
        } catch (RocksDBException e) {
            tuning.close();
            throw RocksFault.halt(dataFolder, "Nothing was started.", e);
        }
    }

    private static byte[] name(Space space) {
        return space.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        db.cancelAllBackgroundWork(true);
        handles.values().forEach(ColumnFamilyHandle::close);
        db.close();
        tuning.close();
    }
}
