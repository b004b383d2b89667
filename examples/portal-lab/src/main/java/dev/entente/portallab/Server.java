package dev.entente.portallab;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server with one end's database in it, on a port of its own, reachable from this
 * machine with a password.
 */
public final class Server implements AutoCloseable {

    /**
     * With these Entente marks its own transactions, so that the server does not send them back.
     */
    private static final List<String> ORIGINS =
            List.of(
                    "pg_replication_origin_create(text)",
                    "pg_replication_origin_drop(text)",
                    "pg_replication_origin_oid(text)",
                    "pg_replication_origin_progress(text, boolean)",
                    "pg_replication_origin_session_setup(text)",
                    "pg_replication_origin_xact_setup(pg_lsn, timestamp with time zone)");

    private final Site site;
    private final Path binaries;
    private final Path data;
    private final String superPassword = UUID.randomUUID().toString();
    private @Nullable EmbeddedPostgres running;
    private int port;

    private Server(Site site, Path binaries, Path data) {
        this.site = site;
        this.binaries = binaries;
        this.data = data;
    }

    /**
     * Starts a new server and makes the database, its user and the given tables.
     *
     * @param binaries where the program is unpacked, once for all servers
     * @param data where the server keeps its files; of its own, and not there yet
     */
    static Server start(Site site, Path binaries, Path data, String schema) {
        Server server = new Server(site, binaries, data);
        server.start();
        try {
            server.lock();
            server.make(schema);
        } catch (SQLException | IOException e) {
            server.close();
            throw new IllegalStateException(
                    "The " + site.word() + "'s database could not be made: " + e.getMessage(), e);
        }
        return server;
    }

    /** Starts it, for the first time or again, on the same port as before. */
    public void start() {
        // the library makes a folder of its own below the temporary one, used or not
        System.setProperty("ot.epg.working-dir", binaries.toString());
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(binaries.toFile())
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("unix_socket_directories", "");
        if (port != 0) {
            builder.setPort(port).setConnectConfig("password", superPassword);
        }
        try {
            running = builder.start();
            port = running.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The " + site.word() + "'s PostgreSQL server did not start", e);
        }
    }

    /** Stops it; what it keeps stays. Connections break. */
    public void stop() {
        EmbeddedPostgres server = running;
        running = null;
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The " + site.word() + "'s PostgreSQL server did not stop", e);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    public int port() {
        return port;
    }

    /** As the file writes it. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + site.word();
    }

    public String user() {
        return site.word();
    }

    /** Not worth hiding: the server is gone when the example ends. */
    public String password() {
        return site.word();
    }

    /** A new connection as that end's people have it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    /** A new connection with all rights, to the same database. */
    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", superPassword);
    }

    /** Nobody gets in without a password, not even from this machine. */
    private void lock() throws SQLException, IOException {
        try (Connection first =
                        DriverManager.getConnection(
                                "jdbc:postgresql://localhost:" + port + "/postgres",
                                "postgres",
                                "");
                Statement sql = first.createStatement()) {
            sql.execute("alter role postgres password '" + superPassword + "'");
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    """
                    host all all 127.0.0.1/32 scram-sha-256
                    host all all ::1/128      scram-sha-256
                    """);
            sql.execute("select pg_reload_conf()");
            sql.execute(
                    "create role %s login replication password '%s'".formatted(user(), password()));
            sql.execute("create database %s owner %s".formatted(site.word(), user()));
        }
    }

    /** The tables, and what Entente asks an administrator for. */
    private void make(String schema) throws SQLException, IOException {
        try (Connection connection = connectAsOwner();
                Statement sql = connection.createStatement()) {
            for (String function : ORIGINS) {
                sql.execute("grant execute on function %s to %s".formatted(function, user()));
            }
        }
        try (InputStream file = Server.class.getResourceAsStream(schema)) {
            if (file == null) {
                throw new IOException(schema + " is missing from the program");
            }
            try (Connection connection = connect();
                    Statement sql = connection.createStatement()) {
                sql.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }
}
