package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Connector;
import dev.entente.connector.Finding;
import dev.entente.connector.Finding.Severity;
import dev.entente.connector.Halt;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.Secret;
import dev.entente.connector.Settings;
import dev.entente.connector.Unavailable;
import dev.entente.connector.WriteBatch;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.testkit.Onlooker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stands in the way is said before it does harm, with what to do about it. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class CheckIT {

    private static List<Finding> check(Connector connector, String... tables) {
        return connector.check(
                List.of(tables).stream().map(name -> Database.resource(connector, name)).toList());
    }

    private static void assertFinds(
            List<Finding> findings, Severity severity, String what, String remedy) {
        assertThat(findings)
                .anySatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.what()).contains(what);
                    assertThat(finding.remedy()).contains(remedy);
                });
    }

    private static void assertRefuses(Connector connector, String table, String words) {
        Resource resource = Database.resource(connector, table);
        assertThatThrownBy(() -> connector.open(List.of(resource), null))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("System `lab`")
                .hasMessageContaining(words)
                .hasMessageContaining("What to do:");
    }

    @Nested
    class Nothing {

        @Test
        void is_found_where_nothing_is_wrong(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY)");

            assertThat(check(database.connector(), "a")).isEmpty();
        }
    }

    @Nested
    class A_server {

        @Test
        void that_does_not_log_enough_or_has_no_room_is_refused() throws Exception {
            try (EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setServerConfig("wal_level", "minimal")
                            .setServerConfig("max_wal_senders", "0")
                            .setServerConfig("max_replication_slots", "0")
                            .start()) {
                Database database = new Database(server.getPort(), "postgres");
                database.sql("CREATE TABLE a (id int PRIMARY KEY)");
                try (Connector connector = database.connector()) {
                    List<Finding> findings = check(connector, "a");

                    assertFinds(
                            findings,
                            Severity.ERROR,
                            "wal_level is `minimal`",
                            "ALTER SYSTEM SET wal_level = 'logical'; then restart");
                    assertFinds(
                            findings,
                            Severity.ERROR,
                            "all 0 replication slots",
                            "ALTER SYSTEM SET max_replication_slots = 4;");
                    assertFinds(
                            findings,
                            Severity.ERROR,
                            "all 0 senders",
                            "ALTER SYSTEM SET max_wal_senders = 4;");
                    assertRefuses(connector, "a", "wal_level");
                }
            }
        }
    }

    @Nested
    class A_table {

        @Test
        void without_a_primary_key_is_refused(Database database) {
            database.sql("CREATE TABLE a (id int)");
            Connector connector = database.connector();

            assertFinds(
                    check(connector, "a"),
                    Severity.ERROR,
                    "no primary key",
                    "ALTER TABLE \"public\".\"a\" ADD PRIMARY KEY");
            assertRefuses(connector, "a", "no primary key");
            assertThat(database.ask("SELECT 1 FROM pg_publication")).isEmpty();
        }

        @Test
        void whose_updates_would_fail_once_it_is_published_is_refused(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int NOT NULL UNIQUE)",
                    "ALTER TABLE a REPLICA IDENTITY NOTHING",
                    "CREATE TABLE b (id int PRIMARY KEY, n int NOT NULL UNIQUE)",
                    "ALTER TABLE b REPLICA IDENTITY USING INDEX b_n_key");
            Connector connector = database.connector();

            assertFinds(
                    check(connector, "a"),
                    Severity.ERROR,
                    "REPLICA IDENTITY NOTHING",
                    "ALTER TABLE \"public\".\"a\" REPLICA IDENTITY DEFAULT;");
            assertFinds(
                    check(connector, "b"),
                    Severity.ERROR,
                    "USING INDEX",
                    "ALTER TABLE \"public\".\"b\" REPLICA IDENTITY DEFAULT;");
            assertRefuses(connector, "a", "REPLICA IDENTITY");
        }

        @Test
        void that_is_not_in_the_log_is_refused(Database database) {
            database.sql(
                    "CREATE UNLOGGED TABLE a (id int PRIMARY KEY)",
                    "CREATE TABLE b (id int PRIMARY KEY DEFERRABLE)",
                    "CREATE TABLE c (id interval PRIMARY KEY)");
            List<Finding> findings = check(database.connector(), "a", "b", "c");

            assertFinds(findings, Severity.ERROR, "unlogged", "SET LOGGED;");
            assertFinds(findings, Severity.ERROR, "deferrable", "without DEFERRABLE");
            assertFinds(findings, Severity.ERROR, "`id` has the type interval", "common type");
        }

        @Test
        void that_causes_more_is_warned_of(Database database) {
            database.sql(
                    "CREATE TABLE p (id int PRIMARY KEY)",
                    "CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p ON DELETE SET NULL)");
            List<Finding> findings = check(database.connector(), "p", "c");

            assertThat(findings).hasSize(1);
            assertThat(findings.getFirst().resource()).isEqualTo("p");
            assertFinds(findings, Severity.WARNING, "foreign keys that cascade", "Nothing");
        }
    }

    @Nested
    class An_ordinary_role {

        private String role(Database database, String options) {
            String role = "r_" + database.name();
            database.sql(
                    "DROP ROLE IF EXISTS " + role,
                    "CREATE ROLE " + role + " LOGIN " + options + " PASSWORD 'p@%ss'");
            return role;
        }

        private void drop(Database database, String role) {
            database.sql("DROP OWNED BY " + role + " CASCADE", "DROP ROLE " + role);
        }

        private Connector as(Database database, String role) {
            Settings settings =
                    new Settings(
                            "lab",
                            Map.of(
                                    "url",
                                    database.url(),
                                    "user",
                                    role,
                                    "slot",
                                    "s_" + database.name()),
                            Map.of("password", Secret.of("p@%ss")));
            return database.closing(new PostgresKind().open(settings, database.host()));
        }

        @Test
        void is_told_every_right_that_it_lacks(Database database) {
            database.sql("CREATE SCHEMA s", "CREATE TABLE s.a (id int PRIMARY KEY)");
            String role = role(database, "");
            List<Finding> findings = check(as(database, role), "s.a");

            assertFinds(
                    findings,
                    Severity.ERROR,
                    "right to read the log",
                    "ALTER ROLE \"" + role + "\" REPLICATION;");
            assertFinds(
                    findings,
                    Severity.ERROR,
                    "use its schema",
                    "GRANT USAGE ON SCHEMA \"s\" TO \"" + role + "\";");
            assertFinds(findings, Severity.ERROR, "read it", "GRANT SELECT ON \"s\".\"a\" TO");
            assertFinds(
                    findings,
                    Severity.ERROR,
                    "write to it: INSERT, UPDATE, DELETE",
                    "GRANT INSERT, UPDATE, DELETE ON \"s\".\"a\" TO");
            assertFinds(
                    findings, Severity.ERROR, "may not make the publication", "CREATE PUBLICATION");
            assertFinds(
                    findings,
                    Severity.WARNING,
                    "may not mark its transactions",
                    "GRANT EXECUTE ON FUNCTION pg_replication_origin_create(text)");
            drop(database, role);
        }

        @Test
        void can_do_everything_once_it_has_run_what_it_was_told(Database database) {
            database.sql("CREATE SCHEMA s", "CREATE TABLE s.a (id int PRIMARY KEY, n int)");
            String role = role(database, "");
            for (Finding finding : check(as(database, role), "s.a")) {
                String remedy = finding.remedy();
                database.sql(remedy.substring(remedy.indexOf(": ") + 2));
            }
            Connector connector = as(database, role);
            Resource a = Database.resource(connector, "s.a");

            assertThat(connector.check(List.of(a))).isEmpty();
            try (var feed = connector.open(List.of(a), null)) {
                Reader reader = new Reader(feed);
                reader.snapshot(1);
                assertThat(
                                connector.write(
                                        new WriteBatch(
                                                1,
                                                List.of(
                                                        new WriteBatch.Item.Create(
                                                                a,
                                                                "",
                                                                Row.of(Value.of(1), Value.of(1)),
                                                                List.of()))),
                                        new Onlooker()))
                        .hasOnlyElementsOfType(Outcome.Applied.class);
                assertThat(connector.landed(1)).isEqualTo(Connector.Landed.YES);
                database.sql("UPDATE s.a SET n = 2");
                assertThat(reader.upsert().row()).isEqualTo(Row.of(Value.of(1), Value.of(2)));
            }
            assertThat(connector.remove())
                    .anyMatch(fate -> fate.startsWith("removed replication slot "))
                    .anyMatch(fate ->
                            fate.startsWith(
                                    "left publication s_"
                                            + database.name()
                                            + " alone: it belongs to another role"));
            connector.close();
            database.sql("DROP PUBLICATION s_" + database.name());
            drop(database, role);
        }

        @Test
        void whose_rows_are_hidden_by_row_security_is_refused(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY)",
                    "ALTER TABLE a ENABLE ROW LEVEL SECURITY");
            String role = role(database, "REPLICATION");
            database.sql("GRANT ALL ON a TO " + role);

            assertFinds(
                    check(as(database, role), "a"),
                    Severity.ERROR,
                    "row security hides rows",
                    "BYPASSRLS;");
            drop(database, role);
        }

        @Test
        void without_the_right_to_mark_writes_all_the_same(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            String role = role(database, "");
            database.sql("GRANT ALL ON a TO " + role);
            Connector connector = as(database, role);
            Resource a = Database.resource(connector, "a");

            assertThat(
                            connector.write(
                                    new WriteBatch(
                                            1,
                                            List.of(
                                                    new WriteBatch.Item.Create(
                                                            a,
                                                            "",
                                                            Row.of(Value.of(1), Value.of(1)),
                                                            List.of()))),
                                    new Onlooker()))
                    .hasOnlyElementsOfType(Outcome.Applied.class);
            assertThat(connector.landed(1)).isEqualTo(Connector.Landed.UNKNOWN);
            connector.close();
            drop(database, role);
        }
    }

    @Nested
    class A_connection {

        private RuntimeException failure(
                Database database, Map<String, String> words, String password) {
            Settings settings = new Settings("lab", words, Map.of("password", Secret.of(password)));
            try (Connector connector = new PostgresKind().open(settings, database.host())) {
                connector.describe();
            } catch (Halt | Unavailable e) {
                return e;
            }
            throw new AssertionError("it was let in");
        }

        @Test
        void to_a_database_that_is_not_there_halts(Database database) {
            String url = database.url().replace(database.name(), "nowhere");

            assertThat(failure(database, Map.of("url", url, "user", "postgres"), "canary-5431"))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("System `lab`")
                    .hasMessageContaining("\"nowhere\" does not exist")
                    .hasMessageNotContaining("canary");
        }

        @Test
        void to_nobody_is_unavailable(Database database) {
            String url = "jdbc:postgresql://localhost:1/x";

            assertThat(failure(database, Map.of("url", url, "user", "postgres"), "canary-5431"))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("System `lab` at localhost:1 cannot be reached")
                    .hasMessageNotContaining("canary");
        }

        @Test
        void with_a_wrong_password_halts(Database database) throws Exception {
            Path hba = Path.of(database.one("SHOW hba_file"));
            String before = Files.readString(hba);
            Files.writeString(hba, "host all guarded all scram-sha-256\n" + before);
            database.sql(
                    "DROP ROLE IF EXISTS guarded",
                    "CREATE ROLE guarded LOGIN PASSWORD 'right'",
                    "SELECT pg_reload_conf()");

            assertThat(
                            failure(
                                    database,
                                    Map.of("url", database.url(), "user", "guarded"),
                                    "canary-5431"))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("does not accept the password of the user `guarded`")
                    .hasMessageContaining(
                            "What to do: put the right one where `password:` takes it from")
                    .hasMessageNotContaining("canary");
            Files.writeString(hba, before);
            database.sql("DROP ROLE guarded", "SELECT pg_reload_conf()");
        }

        @Test
        void as_nobody_halts(Database database) {
            assertThat(
                            failure(
                                    database,
                                    Map.of("url", database.url(), "user", "nobody"),
                                    "canary-5431"))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("`nobody`")
                    .hasMessageContaining("pg_hba.conf")
                    .hasMessageNotContaining("canary");
        }
    }
}
