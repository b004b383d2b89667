package dev.entente.postgres;

import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a table in key order, as {@code COPY … (FORMAT binary)} sends them.
 *
 * <p>Source: "COPY, Binary Format" in PostgreSQL's documentation.
 */
final class CopiedRows {

    /** A signature of eleven bytes, flags, and the length of what else the header holds. */
    private static final int HEADER = 19;

    private final Table table;
    private final CopyOut copy;
    private byte @Nullable [] message;
    private int at;
    private int size;

    CopiedRows(Connection connection, Table table) throws SQLException {
        this.table = table;
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(command(table));
        this.message = copy.readFromCopy();
        if (message != null) {
            at = HEADER + BinaryValues.int32(message, HEADER - 4);
        }
    }

    private static String command(Table table) {
        String order =
                table.resource().key().stream()
                        .map(index -> "t." + table.column(index))
                        .collect(Collectors.joining(","));
        return "COPY (SELECT "
                + table.columns("t.")
                + " FROM "
                + table.relation().sql()
                + " t"
                + (order.isEmpty() ? "" : " ORDER BY " + order)
                + ") TO STDOUT (FORMAT binary)";
    }

    /** The next row, or null at the end. */
    @Nullable Row next() throws SQLException {
        while (message != null && at >= message.length) {
            message = copy.readFromCopy();
            at = 0;
        }
        if (message == null || BinaryValues.int16(message, at) < 0) {
            end();
            return null;
        }
        return row(message);
    }

    /** How many bytes the last row took. */
    int size() {
        return size;
    }

    private Row row(byte[] bytes) {
        int from = at;
        at += 2;
        @Nullable Value[] cells = new @Nullable Value[table.width()];
        for (int column : table.readable()) {
            int length = BinaryValues.int32(bytes, at);
            at += 4;
            if (length < 0) {
                cells[column] = Value.Null.NULL;
            } else {
                cells[column] = BinaryValues.read(table.typeToWrite(column), bytes, at, length);
                at += length;
            }
        }
        size = at - from;
        return Row.owning(cells);
    }

    private void end() throws SQLException {
        while (message != null) {
            message = copy.readFromCopy();
        }
    }
}
