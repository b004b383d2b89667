package dev.entente.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** One of the two servers. Writes as carefully as a server in earnest: fsync on. */
final class Side implements AutoCloseable {
    static final String USER = "postgres";
    private static final String DATABASE = "postgres";

    private final String name;
    private final EmbeddedPostgres server;

    private Side(String name, EmbeddedPostgres server) {
        this.name = name;
        this.server = server;
    }

    /**
     * @param folder where its data shall lie, on a real disk; gone when it is closed
     */
    static Side start(String name, Path folder) throws IOException {
        return new Side(
                name,
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(true)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("wal_level", "logical")
                        // No checkpoint in the middle of one participant's turn and not another's.
                        .setServerConfig("max_wal_size", "4GB")
                        .setServerConfig("checkpoint_timeout", "30min")
                        .start());
    }

    String name() {
        return name;
    }

    int port() {
        return server.getPort();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port() + "/" + DATABASE;
    }

    /** As the other server's subscription connects. */
    String conninfo() {
        return "host=localhost port=" + port() + " dbname=" + DATABASE + " user=" + USER;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, "");
    }

    /** A connection that speaks the replication protocol. */
    Connection connectToLog() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", "14");
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(url(), properties);
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the answer. */
    List<String> ask(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answer = new ArrayList<>();
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
            return answer;
        }
    }

    /** Ends its reading from the other side, where the slot stays behind. */
    void unsubscribe() throws SQLException {
        for (String subscription : ask("select quote_ident(subname) from pg_subscription")) {
            run(
                    "alter subscription " + subscription + " disable",
                    "alter subscription " + subscription + " set (slot_name = none)",
                    "drop subscription " + subscription);
        }
    }

    /**
     * Removes whatever a participant left behind, so that the next finds the server as the first
     * did.
     */
    void sweep() throws SQLException {
        ask("select pg_terminate_backend(active_pid) from pg_replication_slots where active");
        for (long end = System.nanoTime() + 10_000_000_000L;
                System.nanoTime() < end
                        && !ask("select slot_name from pg_replication_slots where active")
                                .isEmpty(); ) {
            Pause.of(Pause.LOOK);
        }
        ask("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
        for (String publication : ask("select quote_ident(pubname) from pg_publication")) {
            run("drop publication " + publication);
        }
        ask("select pg_replication_origin_drop(roname) from pg_replication_origin");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
