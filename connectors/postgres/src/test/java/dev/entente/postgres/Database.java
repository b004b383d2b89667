package dev.entente.postgres;

import dev.entente.connector.Connector;
import dev.entente.connector.Host;
import dev.entente.connector.Resource;
import dev.entente.connector.Secret;
import dev.entente.connector.Settings;
import dev.entente.connector.SystemHost;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A database for one test, with what a test does to it. */
final class Database {
    private final int port;
    private final String name;
    private final Host host = new SystemHost();
    private final List<AutoCloseable> opened = new ArrayList<>();

    Database(int port, String name) {
        this.port = port;
        this.name = name;
    }

    static Database create(int port, String name) {
        new Database(port, "postgres").sql("CREATE DATABASE " + name);
        return new Database(port, name);
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    String name() {
        return name;
    }

    Host host() {
        return host;
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(url(), "postgres", "postgres");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements, each in a transaction of its own. */
    void sql(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements in one transaction. */
    void together(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows that a question is answered with, their columns separated by a bar. */
    List<String> ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String one(String sql) {
        return ask(sql).getFirst();
    }

    Settings settings(Map<String, String> more) {
        Map<String, String> words = new java.util.HashMap<>(more);
        words.putIfAbsent("url", url());
        words.putIfAbsent("user", "postgres");
        return new Settings("lab", words, Map.of("password", Secret.of("postgres")));
    }

    Connector connector() {
        return connector(Map.of());
    }

    Connector connector(Map<String, String> settings) {
        return closing(new PostgresKind().open(settings(settings), host));
    }

    /** Closes it when the test is over. */
    <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }

    static Resource resource(Connector connector, String table) {
        return Objects.requireNonNull(connector.describe().resource(table), table);
    }

    void drop() {
        try {
            for (AutoCloseable resource : opened.reversed()) {
                resource.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        try (Connector last = new PostgresKind().open(settings(Map.of()), host)) {
            last.remove();
        }
        sql(
                "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE database ="
                        + " current_database() AND active");
        for (String slot :
                ask(
                        "SELECT slot_name FROM pg_replication_slots WHERE database ="
                                + " current_database()")) {
            dropSlot(slot);
        }
        new Database(port, "postgres").sql("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void dropSlot(String slot) {
        while (ask("SELECT 1 FROM pg_replication_slots WHERE active AND slot_name = '" + slot + "'")
                        .size()
                > 0) {
            Thread.onSpinWait();
        }
        sql("SELECT pg_drop_replication_slot('" + slot + "')");
    }
}
