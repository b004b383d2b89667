package dev.entente.testkit.system;

import dev.entente.connector.Resource;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people do at a system, past Entente. A table is named, a cell that is absent is left alone.
 */
public interface Users {
    /** The key of the new row. */
    Key insert(String table, Row row);

    /** Whether there was such a row. */
    boolean update(String table, Key key, Row patch);

    /** Whether there was such a row. */
    boolean delete(String table, Key key);

    /** Several in one transaction. */
    void together(Consumer<Users> work);

    /** A row with these cells, by the names of their columns. */
    static Row row(Resource resource, Object... namesAndValues) {
        @Nullable Value[] cells = new @Nullable Value[resource.columns().size()];
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Resource.Column column = resource.column((String) namesAndValues[i]);
            if (column == null) {
                throw new IllegalArgumentException(
                        "no column `" + namesAndValues[i] + "` in `" + resource.name() + "`");
            }
            cells[column.index()] = (Value) namesAndValues[i + 1];
        }
        return Row.owning(cells);
    }
}
