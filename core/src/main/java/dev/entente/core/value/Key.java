package dev.entente.core.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** What a list says, too, at a fraction of the price: every change is looked up by its key. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Key(List<Value> others)) || others.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).equals(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < parts.size(); i++) {
            hash = 31 * hash + parts.get(i).hashCode();
        }
        return hash;
    }
}
