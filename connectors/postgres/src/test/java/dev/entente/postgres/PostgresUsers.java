package dev.entente.postgres;

import dev.entente.connector.Resource;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.testkit.system.Users;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** People who work in a database with SQL, each deed in a transaction of its own. */
final class PostgresUsers implements Users {
    private final Database database;
    private final Function<String, Resource> resources;
    private final @Nullable Connection shared;

    PostgresUsers(Database database, Function<String, Resource> resources) {
        this(database, resources, null);
    }

    private PostgresUsers(
            Database database, Function<String, Resource> resources, @Nullable Connection shared) {
        this.database = database;
        this.resources = resources;
        this.shared = shared;
    }

    @Override
    public Key insert(String table, Row row) {
        Resource resource = resources.apply(table);
        List<Integer> given = given(row);
        String names = given.stream().map(i -> name(resource, i)).collect(Collectors.joining(","));
        String marks = given.stream().map(_ -> "?").collect(Collectors.joining(","));
        String key =
                resource.key().stream()
                        .map(i -> name(resource, i))
                        .collect(Collectors.joining(","));
        return run(
                "INSERT INTO %s (%s) VALUES (%s) RETURNING %s".formatted(table, names, marks, key),
                given.stream().map(row::orNull).toList(),
                statement -> {
                    try (ResultSet made = statement.executeQuery()) {
                        made.next();
                        List<Value> parts = new ArrayList<>();
                        for (int i = 1; i <= resource.key().size(); i++) {
                            parts.add(
                                    made.getObject(i) instanceof Number number
                                            ? Value.of(number.longValue())
                                            : Value.of(made.getString(i)));
                        }
                        return new Key(parts);
                    }
                });
    }

    @Override
    public boolean update(String table, Key key, Row patch) {
        Resource resource = resources.apply(table);
        List<Integer> given = given(patch);
        List<Value> values = new ArrayList<>(given.stream().map(patch::orNull).toList());
        values.addAll(key.parts());
        String changes =
                given.stream().map(i -> name(resource, i) + "=?").collect(Collectors.joining(","));
        return run(
                "UPDATE %s SET %s WHERE %s".formatted(table, changes, where(resource)),
                values,
                statement -> statement.executeUpdate() > 0);
    }

    @Override
    public boolean delete(String table, Key key) {
        return run(
                "DELETE FROM %s WHERE %s".formatted(table, where(resources.apply(table))),
                key.parts(),
                statement -> statement.executeUpdate() > 0);
    }

    @Override
    public void together(Consumer<Users> work) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            work.accept(new PostgresUsers(database, resources, connection));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> given(Row row) {
        return IntStream.range(0, row.width()).filter(row::has).boxed().toList();
    }

    private static String where(Resource resource) {
        return resource.key().stream()
                .map(i -> name(resource, i) + "=?")
                .collect(Collectors.joining(" AND "));
    }

    private static String name(Resource resource, int column) {
        return '"' + resource.columns().get(column).name() + '"';
    }

    @FunctionalInterface
    private interface Deed<T> {
        T in(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, List<Value> values, Deed<T> deed) {
        if (shared != null) {
            return run(shared, sql, values, deed);
        }
        try (Connection connection = database.connect()) {
            return run(connection, sql, values, deed);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T run(Connection connection, String sql, List<Value> values, Deed<T> deed) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(
                        i + 1,
                        switch (values.get(i)) {
                            case Value.Whole(long whole) -> whole;
                            case Value.Text(String text) -> text;
                            case Value.Null _ -> null;
                            default -> throw new IllegalArgumentException("no such column");
                        });
            }
            return deed.in(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
