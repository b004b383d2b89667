package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Connector;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.Finding;
import dev.entente.connector.Halt;
import dev.entente.connector.Resource;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A publication that the file names is an administrator's. */
@ExtendWith(PostgresServer.class)
class GivenPublicationIT {

    private static final String SENT =
            "SELECT tablename FROM pg_publication_tables WHERE pubname = 'Theirs' ORDER BY 1";

    private static Connector connector(Database database) {
        return database.connector(Map.of("publication", "Theirs"));
    }

    private static void tables(Database database) {
        database.sql(
                "CREATE TABLE a (id int PRIMARY KEY, n int)",
                "CREATE TABLE b (id int PRIMARY KEY, n int)");
    }

    private static void isRefused(Connector connector, String table, String what, String remedy) {
        List<Resource> resources = List.of(Database.resource(connector, table));
        assertThat(connector.check(resources))
                .anySatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                    assertThat(finding.what()).contains("`Theirs`", what);
                    assertThat(finding.remedy()).contains(remedy);
                });
        assertThatThrownBy(() -> connector.open(resources, null).close())
                .isInstanceOf(Halt.class)
                .hasMessageContaining(what)
                .hasMessageContaining(remedy);
    }

    /** Runs what was said to be the remedy. */
    private static void mend(Database database, Connector connector, String table) {
        for (Finding finding : connector.check(List.of(Database.resource(connector, table)))) {
            String remedy = finding.remedy();
            database.sql(remedy.substring(remedy.indexOf(": ") + 2));
        }
        assertThat(connector.check(List.of(Database.resource(connector, table)))).isEmpty();
    }

    @Nested
    class One_that_sends_more_than_is_asked_for {

        @Test
        void is_used_as_it_is_and_stays_when_all_else_is_removed(Database database) {
            tables(database);
            database.sql("CREATE PUBLICATION \"Theirs\" FOR TABLE a, b");
            Connector connector = connector(database);
            Resource a = Database.resource(connector, "a");
            assertThat(connector.check(List.of(a))).isEmpty();

            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            reader.snapshot(1);
            database.sql("INSERT INTO b VALUES (7, 7)", "INSERT INTO a VALUES (1, 10)");
            Change.Upsert upsert = reader.upsert();
            assertThat(upsert.key()).isEqualTo(Key.of(Value.of(1)));
            assertThat(database.ask(SENT)).containsExactly("a", "b");
            reader.feed().close();

            assertThat(connector.remove())
                    .anyMatch(what -> what.startsWith("left publication Theirs alone"))
                    .noneMatch(what -> what.startsWith("removed publication"));
            assertThat(database.ask(SENT)).containsExactly("a", "b");
            assertThat(database.ask("SELECT pubname FROM pg_publication"))
                    .containsExactly("Theirs");
        }

        @Test
        void of_all_tables_will_do(Database database) {
            tables(database);
            database.sql("CREATE PUBLICATION \"Theirs\" FOR ALL TABLES");
            Connector connector = connector(database);
            Resource b = Database.resource(connector, "b");
            Reader reader = new Reader(database.closing(connector.open(List.of(b), null)));
            reader.snapshot(1);
            database.sql("INSERT INTO b VALUES (7, 7)");
            assertThat(reader.upsert().key()).isEqualTo(Key.of(Value.of(7)));
            reader.feed().close();
            connector.remove();
            assertThat(database.ask("SELECT puballtables FROM pg_publication"))
                    .containsExactly("t");
        }
    }

    @Nested
    class One_that_sends_too_little {

        @Test
        void is_refused_and_not_changed_where_it_lacks_a_table(Database database) {
            tables(database);
            database.sql("CREATE PUBLICATION \"Theirs\" FOR TABLE a");
            Connector connector = connector(database);
            isRefused(
                    connector,
                    "b",
                    "does not send changes of b",
                    "ALTER PUBLICATION \"Theirs\" ADD TABLE \"public\".\"b\";");
            assertThat(database.ask(SENT)).containsExactly("a");
            mend(database, connector, "b");
            assertThat(database.ask(SENT)).containsExactly("a", "b");
        }

        @Test
        void is_refused_where_it_lacks_a_kind_of_change(Database database) {
            tables(database);
            database.sql(
                    "CREATE PUBLICATION \"Theirs\" FOR TABLE a WITH (publish = 'insert, update')");
            Connector connector = connector(database);
            isRefused(connector, "a", "every kind of change", "SET (publish = 'insert, update, ");
            mend(database, connector, "a");
        }

        @Test
        void is_refused_and_not_made_where_there_is_none(Database database) {
            tables(database);
            Connector connector = connector(database);
            isRefused(connector, "a", "is not there", "CREATE PUBLICATION \"Theirs\" FOR TABLE");
            assertThat(database.ask("SELECT 1 FROM pg_publication")).isEmpty();
            mend(database, connector, "a");
        }
    }
}
