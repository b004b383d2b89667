package dev.entente.postgres;

import dev.entente.connector.Resource;
import dev.entente.core.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table lie in the log from a relation message on: which column of the resource
 * each of theirs is, and how to read it.
 */
final class Shape {
    private final Table table;
    private final int[] columns;
    private final @Nullable PgType[] types;
    private final boolean asDescribed;

    private Shape(Table table, int[] columns, @Nullable PgType[] types, boolean asDescribed) {
        this.table = table;
        this.columns = columns;
        this.types = types;
        this.asDescribed = asDescribed;
    }

    /**
     * A column as a relation message names it.
     *
     * @param inKey whether it is one of those by which the log tells rows apart
     */
    record Told(String name, int type, boolean inKey) {}

    static Shape of(Table table, List<Told> told, Types known) {
        int[] columns = new int[told.size()];
        @Nullable PgType[] types = new @Nullable PgType[told.size()];
        for (int i = 0; i < columns.length; i++) {
            Resource.Column column = table.resource().column(told.get(i).name());
            columns[i] = column == null ? -1 : column.index();
            PgType type = known.of(told.get(i).type());
            types[i] =
                    column != null && type.isMapped() && type.form().kind() == column.kind()
                            ? type
                            : null;
        }
        return new Shape(table, columns, types, told.equals(described(table)));
    }

    /** What a relation message would say of the table as it was when it was described. */
    private static List<Told> described(Table table) {
        List<Told> columns = new ArrayList<>();
        for (Relation.Attribute attribute : table.relation().attributes()) {
            Resource.Column column = table.resource().column(attribute.name());
            if (column == null || !attribute.typeName().equals(column.typeName())) {
                return List.of();
            }
            if (attribute.inLog()) {
                boolean inKey = table.resource().key().contains(column.index());
                columns.add(new Told(attribute.name(), attribute.type().oid(), inKey));
            }
        }
        return columns;
    }

    Table table() {
        return table;
    }

    /**
     * Whether the log surely speaks of the table as it was described. Where it names the whole row
     * instead of the key, it cannot tell.
     */
    boolean isAsDescribed() {
        return asDescribed;
    }

    /**
     * Reads a row into cells that are absent so far, and returns where it ends.
     *
     * @param nullMeansAbsent whether a null says nothing: in an old row that holds the key only
     */
    int read(byte[] message, int from, @Nullable Value[] cells, boolean nullMeansAbsent) {
        int count = BinaryValues.int16(message, from);
        int at = from + 2;
        for (int i = 0; i < count; i++) {
            byte kind = message[at++];
            int column = i < columns.length ? columns[i] : -1;
            PgType type = column < 0 ? null : types[i];
            switch (kind) {
                case 'n' -> {
                    if (type != null && !nullMeansAbsent) {
                        cells[column] = Value.Null.NULL;
                    }
                }
                case 'u' -> {
                    // Unchanged, and too big to be sent: absent.
                }
                default -> {
                    int length = BinaryValues.int32(message, at);
                    at += 4;
                    if (type != null) {
                        cells[column] =
                                kind == 'b'
                                        ? BinaryValues.read(type, message, at, length)
                                        : inWords(message, at, length);
                    }
                    at += length;
                }
            }
        }
        return at;
    }

    /** A type without a binary form comes as text, and is delivered as such. */
    private static Value inWords(byte[] message, int at, int length) {
        return Value.of(new String(message, at, length, StandardCharsets.UTF_8));
    }
}
