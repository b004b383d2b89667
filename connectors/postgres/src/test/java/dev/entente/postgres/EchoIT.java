package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Connector;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.Unavailable;
import dev.entente.connector.WriteBatch;
import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.testkit.Onlooker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes back by the log of what we wrote ourselves. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class EchoIT {
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private static Outcome write(Connector connector, long number, Item item) {
        return connector.write(new WriteBatch(number, List.of(item)), new Onlooker()).getFirst();
    }

    private static Item create(Resource table, long id, long n) {
        return new Item.Create(table, "", Row.of(Value.of(id), Value.of(n)), List.of());
    }

    @Nested
    class On_plain_tables {

        @Test
        void nothing_comes_back_and_what_others_do_comes(Database database) {
            database.sql(
                    "CREATE TABLE p (id int PRIMARY KEY, n int)",
                    "CREATE TABLE c (id int PRIMARY KEY, n int REFERENCES p)");
            Connector connector = database.connector();
            Resource p = Database.resource(connector, "p");
            Resource c = Database.resource(connector, "c");
            Reader reader = new Reader(database.closing(connector.open(List.of(p, c), null)));
            reader.snapshot(2);

            assertThat(write(connector, 1, create(p, 1, 1))).isInstanceOf(Outcome.Applied.class);
            assertThat(write(connector, 2, create(c, 1, 1))).isInstanceOf(Outcome.Applied.class);
            assertThat(reader.isQuiet(A_WHILE)).isTrue();
            database.sql("INSERT INTO p VALUES (2, 2)");

            assertThat(reader.upsert().key()).isEqualTo(Key.of(Value.of(2)));
        }

        @Test
        void what_somebody_else_has_marked_comes_all_the_same(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)",
                    "SELECT pg_replication_origin_create('other_" + database.name() + "')");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            reader.snapshot(1);

            write(connector, 1, create(a, 1, 1));
            database.sql(
                    "SELECT pg_replication_origin_session_setup('other_" + database.name() + "')",
                    "INSERT INTO a VALUES (2, 2)",
                    "SELECT pg_replication_origin_session_reset()",
                    "SELECT pg_replication_origin_drop('other_" + database.name() + "')");

            assertThat(reader.upsert().key()).isEqualTo(Key.of(Value.of(2)));
        }
    }

    @Nested
    class On_tables_that_cause_more {

        @Test
        void a_cascade_and_a_trigger_of_ours_arrive(Database database) {
            database.sql(
                    "CREATE TABLE p (id int PRIMARY KEY, n int)",
                    "CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p ON DELETE CASCADE)",
                    "CREATE TABLE log (id serial PRIMARY KEY, gone int)",
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN INSERT INTO log (gone) VALUES (OLD.id); RETURN NULL; END'",
                    "CREATE TRIGGER t AFTER DELETE ON p FOR EACH ROW EXECUTE FUNCTION f()",
                    "INSERT INTO p VALUES (1, 1)",
                    "INSERT INTO c VALUES (10, 1), (11, 1)");
            Connector connector = database.connector();
            List<Resource> all =
                    List.of(
                            Database.resource(connector, "p"),
                            Database.resource(connector, "c"),
                            Database.resource(connector, "log"));
            Reader reader = new Reader(database.closing(connector.open(all, null)));
            reader.snapshot(3);

            Outcome.Applied deleted =
                    (Outcome.Applied)
                            write(
                                    connector,
                                    1,
                                    new Item.Delete(
                                            all.getFirst(),
                                            "",
                                            Key.of(Value.of(1)),
                                            Row.of(null, Value.of(1))));
            List<Change> changes = reader.changes(4);

            assertThat(changes)
                    .extracting(
                            change -> change.resource().name(),
                            change -> change.getClass().getSimpleName())
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("p", "Delete"),
                            org.assertj.core.groups.Tuple.tuple("c", "Delete"),
                            org.assertj.core.groups.Tuple.tuple("c", "Delete"),
                            org.assertj.core.groups.Tuple.tuple("log", "Upsert"));
            assertThat(changes)
                    .filteredOn(change -> change.resource().name().equals("p"))
                    .allSatisfy(change ->
                            assertThat(
                                            ((Change.Delete) change)
                                                    .version()
                                                    .isStaleBeside(deleted.held().version()))
                                    .isTrue());
        }

        @Test
        void a_trigger_that_comes_later_is_noticed_before_anything_is_hidden(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)",
                    "CREATE TABLE b (id int PRIMARY KEY, n int)");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            List<Resource> all = List.of(a, Database.resource(connector, "b"));
            Reader reader = new Reader(database.closing(connector.open(all, null)));
            String cursor = reader.snapshot(2).getLast().cursor().text();
            write(connector, 1, create(a, 1, 1));
            database.sql(
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN INSERT INTO b VALUES (NEW.id, 0); RETURN NULL; END'",
                    "CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()");

            assertThat(write(connector, 2, create(a, 2, 2))).isInstanceOf(Outcome.Unsent.class);
            assertThat(database.one("SELECT count(*) FROM b")).isEqualTo("0");
            assertThatThrownBy(() -> reader.feed().next(A_WHILE)).isInstanceOf(Unavailable.class);
            reader.feed().close();

            Reader again =
                    new Reader(
                            database.closing(
                                    connector.open(all, new dev.entente.connector.Cursor(cursor))));
            again.changes(1);
            assertThat(write(connector, 3, create(a, 2, 2))).isInstanceOf(Outcome.Applied.class);
            assertThat(again.changes(2))
                    .extracting(change -> change.resource().name())
                    .containsExactly("a", "b");
        }
    }
}
