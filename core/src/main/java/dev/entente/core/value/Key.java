package dev.entente.core.value;

import java.util.List;

/**
 * The key of a record at one system: one value, or several for a composite key, in the order of the
 * system's key columns.
 */
public record Key(List<Value> parts) {

    public Key {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one part");
        }
    }

    public static Key of(Value... parts) {
        return new Key(List.of(parts));
    }
}
