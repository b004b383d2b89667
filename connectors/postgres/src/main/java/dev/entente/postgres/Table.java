package dev.entente.postgres;

import dev.entente.connector.Resource;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A resource as it was described, bound to the table that it is now: cell {@code i} of a row is
 * column {@code i} of the resource, whatever the table's order is by now. A column that is gone, or
 * that no value can be made of, is absent from every row.
 */
final class Table {
    private final Relation relation;
    private final Resource resource;
    private final @Nullable PgType[] types;
    private final int[] readable;

    Table(Relation relation, Resource resource) {
        this.relation = relation;
        this.resource = resource;
        this.types = new @Nullable PgType[resource.columns().size()];
        for (Resource.Column column : resource.columns()) {
            Relation.Attribute attribute = relation.attribute(column.name());
            types[column.index()] =
                    attribute != null
                                    && column.kind() != Resource.Kind.UNMAPPABLE
                                    && attribute.type().form().kind() == column.kind()
                            ? attribute.type()
                            : null;
        }
        this.readable =
                IntStream.range(0, types.length).filter(index -> types[index] != null).toArray();
    }

    Relation relation() {
        return relation;
    }

    Resource resource() {
        return resource;
    }

    int width() {
        return types.length;
    }

    /** The type of a column, or null where it cannot be read. */
    @Nullable PgType type(int column) {
        return types[column];
    }

    /** The type of a column that is to be written or compared. */
    PgType typeToWrite(int column) {
        PgType type = types[column];
        if (type == null) {
            throw new IllegalArgumentException(
                    "column " + column + " of " + resource.name() + " cannot be written");
        }
        return type;
    }

    /** The columns that can be read, in the order of the resource. */
    int[] readable() {
        return readable;
    }

    /** A column's name in SQL. */
    String column(int index) {
        return SqlText.quote(resource.columns().get(index).name());
    }

    /** All that can be read, as a list in SQL, after {@code alias}. */
    String columns(String alias) {
        return IntStream.of(readable)
                .mapToObj(index -> alias + column(index))
                .collect(Collectors.joining(","));
    }

    /** Everything to be known of a row as one binary value: {@code first}, then its cells. */
    String packed(String first) {
        String cells = columns("t.");
        return "record_send(ROW(" + first + (cells.isEmpty() ? "" : "," + cells) + "))";
    }

    /** The key of a row, or null where a part of it is absent. */
    @Nullable Key keyOf(Row row) {
        List<Integer> columns = resource.key();
        if (columns.size() == 1) {
            Value only = row.get(columns.getFirst());
            return only == null ? null : Key.of(only);
        }
        List<Value> parts = new ArrayList<>(columns.size());
        for (int column : columns) {
            Value part = row.get(column);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return parts.isEmpty() ? null : new Key(parts);
    }
}
