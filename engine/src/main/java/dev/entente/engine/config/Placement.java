package dev.entente.engine.config;

import dev.entente.connector.Resource;
import dev.entente.core.entity.Branch;
import dev.entente.core.lens.Mapping;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one system keeps an entity.
 *
 * @param natural columns that identify a record beside its key, for creates: those of the first
 *     match that the system keeps unique; empty where it keeps none
 */
public record Placement(Branch branch, Mapping mapping, Resource resource, List<Integer> natural) {

    public Placement {
        natural = List.copyOf(natural);
    }

    /** The key that a native row has, or null where a part of it is absent or null. */
    public @Nullable Key key(Row nativeRow) {
        List<Value> parts = new ArrayList<>(resource.key().size());
        for (int column : resource.key()) {
            Value part = nativeRow.get(column);
            if (part == null || part.isNull()) {
                return null;
            }
            parts.add(part);
        }
        return parts.isEmpty() ? null : new Key(parts);
    }
}
