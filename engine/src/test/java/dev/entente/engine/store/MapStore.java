package dev.entente.engine.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The least store: sorted maps, for tests of what is put into one. */
public final class MapStore implements Store {

    private final Map<Space, NavigableMap<byte[], byte[]>> spaces = new EnumMap<>(Space.class);

    public MapStore() {
        for (Space space : Space.values()) {
            spaces.put(space, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    /** A space, to be looked at or tampered with. */
    public NavigableMap<byte[], byte[]> space(Space space) {
        return Objects.requireNonNull(spaces.get(space));
    }

    @Override
    public void commit(StoreBatch batch) {
        for (StoreBatch.Entry entry : batch.entries()) {
            byte[] value = entry.value();
            if (value == null) {
                space(entry.space()).remove(entry.key());
            } else {
                space(entry.space()).put(entry.key(), value);
            }
        }
    }

    @Override
    public byte @Nullable [] get(Space space, byte[] key) {
        return space(space).get(key);
    }

    @Override
    public List<byte @Nullable []> multiGet(Space space, List<byte[]> keys) {
        List<byte @Nullable []> values = new ArrayList<>();
        keys.forEach(key -> values.add(get(space, key)));
        return values;
    }

    @Override
    public void scan(Space space, byte[] prefix, BiPredicate<byte[], byte[]> visitor) {
        scanFrom(space, prefix, prefix, visitor);
    }

    @Override
    public void scanFrom(
            Space space, byte[] prefix, byte[] from, BiPredicate<byte[], byte[]> visitor) {
        byte[] first = Arrays.compareUnsigned(from, prefix) < 0 ? prefix : from;
        for (Map.Entry<byte[], byte[]> entry : space(space).tailMap(first, true).entrySet()) {
            byte[] key = entry.getKey();
            boolean inside =
                    key.length >= prefix.length
                            && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
            if (!inside || !visitor.test(key, entry.getValue())) {
                return;
            }
        }
    }

    @Override
    public void scrub(Space space, byte[] prefix) {}

    @Override
    public long diskBytes() {
        return 0;
    }

    @Override
    public void close() {}
}
