package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Connector;
import dev.entente.connector.Feed.Batch;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.Feed.Phase;
import dev.entente.connector.Resource;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is there, and what changes, as a feed tells it. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class FeedIT {
    private static final Value NULL = Value.Null.NULL;

    private static Reader open(Database database, String... tables) {
        return open(database, database.connector(), tables);
    }

    private static Reader open(Database database, Connector connector, String... tables) {
        List<Resource> resources =
                List.of(tables).stream().map(name -> Database.resource(connector, name)).toList();
        return new Reader(database.closing(connector.open(resources, null)));
    }

    private static Value whole(long value) {
        return Value.of(value);
    }

    private static long position(Version version) {
        return ((Version.Position) version).value();
    }

    @Nested
    class A_snapshot {

        @Test
        void tells_every_row_in_key_order_and_says_where_each_table_ends(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, name text)",
                    "CREATE TABLE b (x text, y int, PRIMARY KEY (y, x))",
                    "CREATE TABLE none (id int PRIMARY KEY)",
                    "INSERT INTO a SELECT i, 'n' || i FROM generate_series(2500, 1, -1) i",
                    "INSERT INTO b VALUES ('q', 2), ('p', 2), ('z', 1)");
            Reader reader = open(database, "a", "b", "none");

            List<Batch> batches = reader.snapshot(3);

            assertThat(batches).extracting(Batch::phase).containsOnly(Phase.SNAPSHOT);
            assertThat(batches)
                    .extracting(Batch::last)
                    .containsExactly(false, false, true, true, true);
            assertThat(batches.subList(0, 3).stream().flatMap(batch -> batch.changes().stream()))
                    .hasSize(2500)
                    .first()
                    .isInstanceOfSatisfying(
                            Change.Upsert.class,
                            change -> {
                                assertThat(change.key()).isEqualTo(Key.of(whole(1)));
                                assertThat(change.row())
                                        .isEqualTo(Row.of(whole(1), Value.of("n1")));
                            });
            assertThat(batches.get(3).changes())
                    .extracting(change -> ((Change.Upsert) change).key())
                    .containsExactly(
                            Key.of(whole(1), Value.of("z")),
                            Key.of(whole(2), Value.of("p")),
                            Key.of(whole(2), Value.of("q")));
            assertThat(batches.get(4).changes()).isEmpty();
        }

        @Test
        void is_older_than_every_change_that_follows_also_of_transactions_under_way(
                Database database) throws Exception {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)", "INSERT INTO a VALUES (1, 0)");
            Reader reader = open(database, "a");
            Change.Upsert first =
                    (Change.Upsert) reader.snapshot(1).getFirst().changes().getFirst();

            database.sql("UPDATE a SET n = 1");
            Change.Upsert second = reader.upsert();

            assertThat(position(second.version())).isGreaterThan(position(first.version()));
            assertThat(second.row()).isEqualTo(Row.of(whole(1), whole(1)));
            assertThat(second.time())
                    .isBetween(database.host().now() - 60_000_000L, database.host().now());
        }
    }

    @Nested
    class A_change {

        @Test
        void has_the_place_of_its_own_record_and_the_time_of_its_commit(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Reader reader = open(database, "a");
            reader.snapshot(1);

            database.together(
                    "INSERT INTO a VALUES (1, 1)",
                    "UPDATE a SET n = 2",
                    "UPDATE a SET n = 3",
                    "DELETE FROM a");
            Batch batch = reader.next();

            assertThat(batch.last()).isTrue();
            assertThat(batch.transaction()).isNotZero();
            assertThat(batch.changes()).hasSize(4);
            assertThat(batch.changes())
                    .extracting(FeedIT::versionOf)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(batch.changes().getLast()).isInstanceOf(Change.Delete.class);
        }

        @Test
        void of_a_key_tells_the_former_one(Database database) {
            database.sql(
                    "CREATE TABLE a (x int, y text, n int, PRIMARY KEY (x, y))",
                    "INSERT INTO a VALUES (1, 'a', 5)");
            Reader reader = open(database, "a");
            reader.snapshot(1);

            database.sql("UPDATE a SET y = 'b'");
            Change.Upsert change = reader.upsert();

            assertThat(change.key()).isEqualTo(Key.of(whole(1), Value.of("b")));
            assertThat(change.formerKey()).isEqualTo(Key.of(whole(1), Value.of("a")));
            assertThat(change.row()).isEqualTo(Row.of(whole(1), Value.of("b"), whole(5)));
        }

        @Test
        void leaves_big_values_absent_that_did_not_change(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, big text, n int)",
                    "ALTER TABLE a ALTER big SET STORAGE EXTERNAL",
                    "INSERT INTO a VALUES (1, repeat('x', 100000), 1)");
            Reader reader = open(database, "a");
            reader.snapshot(1);

            database.sql("UPDATE a SET n = 2", "UPDATE a SET big = NULL");
            List<Change> changes = reader.changes(2);

            assertThat(((Change.Upsert) changes.get(0)).row())
                    .isEqualTo(Row.of(whole(1), null, whole(2)));
            assertThat(((Change.Upsert) changes.get(1)).row())
                    .isEqualTo(Row.of(whole(1), NULL, whole(2)));
        }

        @Test
        void with_full_identity_is_whole(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, big text, n int)",
                    "ALTER TABLE a REPLICA IDENTITY FULL",
                    "ALTER TABLE a ALTER big SET STORAGE EXTERNAL",
                    "INSERT INTO a VALUES (1, repeat('x', 100000), 1)");
            Reader reader = open(database, "a");
            reader.snapshot(1);

            database.sql("UPDATE a SET n = 2", "UPDATE a SET id = 2", "DELETE FROM a");
            List<Change> changes = reader.changes(3);

            Change.Upsert first = (Change.Upsert) changes.get(0);
            assertThat(first.row().get(1)).isEqualTo(Value.of("x".repeat(100_000)));
            assertThat(first.formerKey()).isNull();
            assertThat(((Change.Upsert) changes.get(1)).formerKey()).isEqualTo(Key.of(whole(1)));
            assertThat(changes.get(2))
                    .isInstanceOfSatisfying(
                            Change.Delete.class,
                            delete -> assertThat(delete.key()).isEqualTo(Key.of(whole(2))));
        }

        @Test
        void of_all_rows_at_once_is_a_truncate(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY)",
                    "CREATE TABLE b (id int PRIMARY KEY)",
                    "CREATE TABLE other (id int PRIMARY KEY)");
            Reader reader = open(database, "a", "b");
            reader.snapshot(2);

            database.sql("TRUNCATE a, other, b");

            assertThat(reader.changes(2))
                    .extracting(
                            change -> change.resource().name() + change.getClass().getSimpleName())
                    .containsExactlyInAnyOrder("aTruncate", "bTruncate");
        }

        @Test
        void in_a_partition_is_one_of_its_table(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int) PARTITION BY RANGE (id)",
                    "CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (100)",
                    "CREATE TABLE a2 PARTITION OF a FOR VALUES FROM (100) TO (200)",
                    "INSERT INTO a VALUES (1, 1), (101, 1)");
            Reader reader = open(database, "a");
            assertThat(reader.snapshot(1).getFirst().changes()).hasSize(2);

            database.sql("UPDATE a SET n = 2 WHERE id = 101");

            assertThat(reader.upsert().key()).isEqualTo(Key.of(whole(101)));
        }
    }

    @Nested
    class A_long_transaction {

        @Test
        void comes_in_several_batches_with_one_place_to_go_on_from(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Reader reader = open(database, "a");
            String begun = reader.snapshot(1).getLast().cursor().text();

            database.sql("INSERT INTO a SELECT i, i FROM generate_series(1, 12000) i");
            Batch one = reader.next();
            Batch two = reader.next();
            Batch three = reader.next();

            assertThat(List.of(one, two, three))
                    .extracting(Batch::last)
                    .containsExactly(false, false, true);
            assertThat(List.of(one, two, three))
                    .extracting(batch -> batch.changes().size())
                    .containsExactly(5000, 5000, 2000);
            assertThat(one.transaction()).isEqualTo(three.transaction());
            assertThat(one.cursor().text()).isEqualTo(two.cursor().text()).isEqualTo(begun);
            assertThat(three.cursor().text()).isNotEqualTo(begun);
        }
    }

    @Nested
    class A_table {

        @Test
        void with_quotes_and_semicolons_in_its_names_is_like_any_other(Database database) {
            database.sql(
                    "CREATE SCHEMA \"s;\"\"1\"",
                    "CREATE TABLE \"s;\"\"1\".\"t'; DROP TABLE x; --.\" (\"k\"\"?\" int PRIMARY KEY,"
                            + " \"$1 {fn}\" text)",
                    "INSERT INTO \"s;\"\"1\".\"t'; DROP TABLE x; --.\" VALUES (1, ''';--')");
            Connector connector = database.connector();
            Resource resource = connector.describe().resources().getFirst();
            Reader reader = new Reader(database.closing(connector.open(List.of(resource), null)));

            assertThat(resource.name()).isEqualTo("\"s;\"\"1\".\"t'; DROP TABLE x; --.\"");
            assertThat(((Change.Upsert) reader.snapshot(1).getFirst().changes().getFirst()).row())
                    .isEqualTo(Row.of(whole(1), Value.of("';--")));
            database.sql("UPDATE \"s;\"\"1\".\"t'; DROP TABLE x; --.\" SET \"$1 {fn}\" = 'b'");
            assertThat(reader.upsert().row()).isEqualTo(Row.of(whole(1), Value.of("b")));
        }

        @Test
        void that_gets_another_column_is_told_of_once(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Reader reader = open(database, "a");
            reader.snapshot(1);
            database.sql("INSERT INTO a VALUES (1, 1)");
            reader.upsert();

            database.sql("ALTER TABLE a ADD extra text", "INSERT INTO a VALUES (2, 2, 'e')");
            List<Change> changes = reader.changes(2);
            database.sql("INSERT INTO a VALUES (3, 3, 'f')");

            assertThat(changes.get(0))
                    .isInstanceOfSatisfying(
                            Change.Reshaped.class,
                            change -> assertThat(change.now().column("extra")).isNotNull());
            assertThat(((Change.Upsert) changes.get(1)).row())
                    .isEqualTo(Row.of(whole(2), whole(2)));
            assertThat(reader.upsert().row()).isEqualTo(Row.of(whole(3), whole(3)));
        }

        @Test
        void that_lost_a_column_has_it_absent(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int, m int)");
            Reader reader = open(database, "a");
            reader.snapshot(1);

            database.sql("ALTER TABLE a DROP n", "INSERT INTO a VALUES (2, 7)");
            List<Change> changes = reader.changes(2);

            assertThat(changes.get(0)).isInstanceOf(Change.Reshaped.class);
            assertThat(((Change.Upsert) changes.get(1)).row())
                    .isEqualTo(Row.of(whole(2), null, whole(7)));
        }
    }

    @Nested
    class An_idle_feed {

        @Test
        void has_nothing_and_its_slot_keeps_little(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY)");
            Reader reader = open(database, "a");
            reader.snapshot(1);

            assertThat(reader.isQuiet(Duration.ofMillis(500))).isTrue();
            assertThat(reader.feed().lag()).isNotNull();
        }
    }

    private static Long versionOf(Change change) {
        return switch (change) {
            case Change.Upsert upsert -> position(upsert.version());
            case Change.Delete delete -> position(delete.version());
            case Change.Truncate truncate -> position(truncate.version());
            case Change.Reshaped _ -> -1L;
        };
    }
}
