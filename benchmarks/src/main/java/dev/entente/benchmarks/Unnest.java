package dev.entente.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Many rows in one statement: {@code UPDATE … FROM unnest(…)}, an array a column. */
final class Unnest implements AutoCloseable {
    static final int ROWS = 5_000;

    private final PreparedStatement update;

    Unnest(Connection connection) throws SQLException {
        update = connection.prepareStatement(sql());
    }

    private static String sql() {
        String names =
                Items.COLUMNS.stream().map(Items.Column::name).collect(Collectors.joining(", "));
        String arrays =
                Items.COLUMNS.stream()
                        .map(column -> "?::" + column.type() + "[]")
                        .collect(Collectors.joining(", "));
        String set =
                Items.COLUMNS.stream()
                        .skip(1)
                        .map(column -> column.name() + " = u." + column.name())
                        .collect(Collectors.joining(", "));
        return "update item t set %s from unnest(%s) as u(%s) where t.id = u.id"
                .formatted(set, arrays, names);
    }

    /** Each row once. */
    void write(Collection<@Nullable String[]> rows) throws SQLException {
        Connection connection = update.getConnection();
        for (int column = 0; column < Items.COLUMNS.size(); column++) {
            @Nullable Object[] cells = new @Nullable Object[rows.size()];
            int i = 0;
            for (@Nullable String[] row : rows) {
                cells[i++] = row[column];
            }
            update.setArray(column + 1, connection.createArrayOf("text", cells));
        }
        update.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        update.close();
    }
}
