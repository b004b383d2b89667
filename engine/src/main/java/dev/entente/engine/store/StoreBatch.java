package dev.entente.engine.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes to be made together. The arrays belong to the batch once they are put in. */
public final class StoreBatch {

    /**
     * @param value null deletes
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Entry(Space space, byte[] key, byte @Nullable [] value) {}

    private final List<Entry> entries = new ArrayList<>();

    public void put(Space space, byte[] key, byte[] value) {
        entries.add(new Entry(space, key, value));
    }

    public void delete(Space space, byte[] key) {
        entries.add(new Entry(space, key, null));
    }

    /** In the order they were put: of two for one key the later one counts. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
