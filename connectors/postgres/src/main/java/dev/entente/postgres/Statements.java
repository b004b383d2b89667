package dev.entente.postgres;

import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Statements that read rows, packed like those that a {@link WriteStatement} returns. */
final class Statements {
    private final List<String> types = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> arrays = new ArrayList<>();

    private Statements() {}

    /**
     * The rows under some keys.
     *
     * @param locking how they are locked, such as {@code FOR SHARE OF t}; empty for a mere look
     */
    static PreparedStatement read(
            Connection connection, Table table, List<Key> keys, String locking)
            throws SQLException {
        Statements draft = new Statements();
        List<Integer> columns = table.resource().key();
        String same =
                IntStream.range(0, columns.size())
                        .mapToObj(part ->
                                draft.sameAs(
                                        table,
                                        columns.get(part),
                                        keys.size(),
                                        i -> keys.get(i).parts().get(part)))
                        .collect(Collectors.joining(" AND "));
        return draft.prepare(connection, table, same, locking);
    }

    /** One row that has the same values in some columns as a given one. */
    static PreparedStatement find(
            Connection connection, Table table, List<Integer> columns, Row like, String locking)
            throws SQLException {
        Statements draft = new Statements();
        String same =
                columns.stream()
                        .map(column -> draft.sameAs(table, column, 1, _ -> like.get(column)))
                        .collect(Collectors.joining(" AND "));
        return draft.prepare(connection, table, same, "LIMIT 1 " + locking);
    }

    private String sameAs(Table table, int column, int count, IntFunction<@Nullable Value> values) {
        PgType type = table.typeToWrite(column);
        StringBuilder array = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            SqlText.appendElement(array.append(i == 0 ? "" : ","), type, values.apply(i));
        }
        types.add("?::" + type.sentAs() + "[]");
        names.add("c" + types.size());
        arrays.add(array.append('}').toString());
        return "t." + table.column(column) + "=" + type.received("v." + names.getLast());
    }

    private PreparedStatement prepare(Connection connection, Table table, String same, String tail)
            throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT "
                                + table.packed("v.n,'0/0'::pg_lsn")
                                + " FROM unnest("
                                + String.join(",", types)
                                + ") WITH ORDINALITY AS v("
                                + String.join(",", names)
                                + ",n) JOIN "
                                + table.relation().sql()
                                + " AS t ON "
                                + same
                                + " "
                                + tail);
        for (int i = 0; i < arrays.size(); i++) {
            statement.setObject(i + 1, arrays.get(i), Types.OTHER);
        }
        return statement;
    }
}
