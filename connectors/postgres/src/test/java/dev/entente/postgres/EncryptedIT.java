package dev.entente.postgres;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Connector;
import dev.entente.connector.Halt;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.WriteBatch;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.testkit.Onlooker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With {@code sslmode: verify-full}: whom we speak to, and whom we do not. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class EncryptedIT {

    private Path folder;
    private Authority.Certified root;
    private Authority.Certified stranger;
    private Authority.Certified ours;
    private Authority.Certified elsewhere;
    private Authority.Certified expired;
    private EmbeddedPostgres server;

    @BeforeAll
    void start(@TempDir Path own) throws IOException {
        folder = own;
        Authority authority = new Authority(folder);
        root = authority.root("root");
        stranger = authority.root("stranger");
        ours = authority.issued("root", "ours", "localhost", 1, 30);
        elsewhere = authority.issued("root", "elsewhere", "db.example", 1, 30);
        expired = authority.issued("root", "expired", "localhost", 30, 10);
        take(ours);
        server =
                EmbeddedPostgres.builder()
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("ssl", "on")
                        .setServerConfig("ssl_cert_file", folder.resolve("server.crt").toString())
                        .setServerConfig("ssl_key_file", folder.resolve("server.key").toString())
                        .start();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private Database database() {
        return Database.create(server.getPort(), "encrypted");
    }

    /** From now on the server shows this certificate. */
    private void show(Database database, Authority.Certified shown) throws IOException {
        String before = database.one("SELECT pg_conf_load_time()");
        take(shown);
        database.sql("SELECT pg_reload_conf()");
        long until = System.nanoTime() + 20_000_000_000L;
        while (database.one("SELECT pg_conf_load_time()").equals(before)) {
            assertThat(System.nanoTime()).as("it is read again").isLessThan(until);
        }
    }

    private void take(Authority.Certified shown) throws IOException {
        Files.copy(shown.certificate(), folder.resolve("server.crt"), REPLACE_EXISTING);
        Files.copy(shown.key(), folder.resolve("server.key"), REPLACE_EXISTING);
    }

    private Connector trusting(Database database, Authority.Certified trusted) {
        return database.connector(
                Map.of("sslmode", "verify-full", "sslrootcert", trusted.certificate().toString()));
    }

    private static void isRefused(Connector connector, String why) {
        assertThatThrownBy(connector::describe)
                .isInstanceOf(Halt.class)
                .hasMessageStartingWith(
                        "System `lab`: no trusted encrypted connection could be made: ")
                .hasMessageContaining(why)
                .hasMessageEndingWith(
                        "What to do: look at sslmode and sslrootcert, and at the server's"
                                + " certificate");
    }

    @Test
    void a_server_with_the_right_certificate_is_read_and_written_and_no_other() throws IOException {
        Database database = database();
        try {
            reads_and_writes(database);
            isRefused(trusting(database, stranger), "unable to find valid certification path");
            isRefused(
                    trusting(database, new Authority.Certified(folder.resolve("none"), folder)),
                    "none");
            show(database, elsewhere);
            isRefused(trusting(database, root), "localhost");
            show(database, expired);
            isRefused(trusting(database, root), "validity");
            show(database, stranger);
            isRefused(trusting(database, root), "unable to find valid certification path");
            show(database, ours);
            assertThat(trusting(database, root).describe().resource("a")).isNotNull();
        } finally {
            database.drop();
        }
    }

    /** By the log, too, with rows that are longer than any record of the encryption. */
    private void reads_and_writes(Database database) {
        database.sql("CREATE TABLE a (id int PRIMARY KEY, v text)");
        Connector connector = trusting(database, root);
        Resource a = Database.resource(connector, "a");
        Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
        reader.snapshot(1);
        database.sql("INSERT INTO a SELECT i, repeat('x', 40000) FROM generate_series(1, 50) i");
        assertThat(reader.changes(50)).hasSize(50);
        WriteBatch.Item update =
                new WriteBatch.Item.Update(
                        a,
                        "",
                        Key.of(Value.of(1)),
                        Row.of(null, Value.of("y")),
                        Row.of(null, Value.of("x".repeat(40_000))));
        assertThat(connector.write(new WriteBatch(1, List.of(update)), new Onlooker()))
                .hasOnlyElementsOfType(Outcome.Applied.class);
        assertThat(
                        database.ask(
                                "SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING"
                                        + " (pid) WHERE application_name LIKE 'entente lab%'"))
                .containsExactly("t");
    }

    @Test
    void a_server_without_encryption_is_refused() throws IOException {
        try (EmbeddedPostgres plain = EmbeddedPostgres.start()) {
            Database database = new Database(plain.getPort(), "postgres");
            isRefused(trusting(database, root), "SSL");
        }
    }
}
