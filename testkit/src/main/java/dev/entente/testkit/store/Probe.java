package dev.entente.testkit.store;

import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store, spoken to in texts or in hexadecimal digits. */
record Probe(Store store) {

    void put(Space space, String key, String value) {
        StoreBatch batch = new StoreBatch();
        batch.put(space, bytes(key), bytes(value));
        store.commit(batch);
    }

    void putHex(String key) {
        StoreBatch batch = new StoreBatch();
        batch.put(Space.LINKS, HexFormat.of().parseHex(key), new byte[0]);
        store.commit(batch);
    }

    void delete(Space space, String key) {
        StoreBatch batch = new StoreBatch();
        batch.delete(space, bytes(key));
        store.commit(batch);
    }

    @Nullable String value(Space space, String key) {
        byte[] value = store.get(space, bytes(key));
        return value == null ? null : text(value);
    }

    List<String> scan(Space space, String prefix) {
        List<String> entries = new ArrayList<>();
        store.scan(
                space, bytes(prefix), (key, value) -> entries.add(text(key) + "=" + text(value)));
        return entries;
    }

    List<String> scanHex(String prefix, String from) {
        HexFormat hex = HexFormat.of();
        List<String> keys = new ArrayList<>();
        store.scanFrom(
                Space.LINKS,
                hex.parseHex(prefix),
                hex.parseHex(from),
                (key, _) -> keys.add(hex.formatHex(key)));
        return keys;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
