package dev.entente.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small questions to the server. */
final class Query {

    private Query() {}

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> all(
            Connection connection, Reader<T> reader, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                List<T> answers = new ArrayList<>();
                while (row.next()) {
                    answers.add(reader.read(row));
                }
                return answers;
            }
        }
    }

    /** The only row, or null where there is none. */
    static <T> @Nullable T one(
            Connection connection, Reader<T> reader, String sql, @Nullable Object... parameters)
            throws SQLException {
        List<T> answers = all(connection, reader, sql, parameters);
        return answers.isEmpty() ? null : answers.getFirst();
    }

    /** The only row that a command of the replication protocol answers. */
    static <T> T command(Connection connection, Reader<T> reader, String command)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(command)) {
            row.next();
            return reader.read(row);
        }
    }

    static boolean isTrue(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        return Boolean.TRUE.equals(one(connection, row -> row.getBoolean(1), sql, parameters));
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
