package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Connector;
import dev.entente.connector.Cursor;
import dev.entente.connector.Feed.Batch;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.Halt;
import dev.entente.connector.Resource;
import dev.entente.connector.Unavailable;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** That nothing is missing and nothing comes twice: between snapshot and log, and over breaks. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class ResumeIT {

    /** A replica built from a feed, and the versions that it has seen. */
    private static final class Replica {
        private final Map<Key, Row> rows = new HashMap<>();
        private final Map<Key, Version> versions = new HashMap<>();
        private int stale;

        void take(Batch batch) {
            for (Change change : batch.changes()) {
                switch (change) {
                    case Change.Upsert upsert -> {
                        saw(upsert.key(), upsert.version());
                        rows.put(upsert.key(), upsert.row());
                    }
                    case Change.Delete delete -> {
                        saw(delete.key(), delete.version());
                        rows.remove(delete.key());
                    }
                    case Change.Truncate _, Change.Reshaped _ -> throw new AssertionError(change);
                }
            }
        }

        private void saw(Key key, Version version) {
            if (version.isStaleBeside(versions.put(key, version))) {
                stale++;
            }
        }
    }

    /** Several people who change rows for as long as they are let. */
    private static List<Thread> writers(Database database, AtomicBoolean go) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int who = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try (Connection connection = database.connect();
                                        Statement statement = connection.createStatement()) {
                                    connection.setAutoCommit(false);
                                    change(connection, statement, who, go);
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            }));
        }
        return threads;
    }

    private static void change(
            Connection connection, Statement statement, int who, AtomicBoolean go)
            throws SQLException {
        for (int n = 0; go.get(); n++) {
            int id = 1000 * who + n % 300;
            statement.execute(
                    "INSERT INTO a VALUES ("
                            + id
                            + ", "
                            + n
                            + ") ON CONFLICT (id) DO UPDATE SET n ="
                            + " excluded.n");
            statement.execute("UPDATE a SET n = n + 1 WHERE id = " + (1000 * who + n % 7));
            if (n % 5 == 0) {
                statement.execute("DELETE FROM a WHERE id = " + (1000 * who + n % 11));
            }
            if (n % 3 == 0) {
                connection.commit();
            }
        }
        connection.commit();
    }

    private static void assertSame(Database database, Replica replica) {
        List<String> there = database.ask("SELECT id, n FROM a");
        assertThat(replica.rows.values())
                .extracting(
                        row -> SqlText.scalar(row.orNull(0)) + "|" + SqlText.scalar(row.orNull(1)))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Nested
    class Snapshot_and_log {

        @Test
        void meet_without_gap_or_overlap_while_others_write(Database database) throws Exception {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)",
                    "INSERT INTO a SELECT i, 0 FROM generate_series(5000, 20000) i");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            AtomicBoolean go = new AtomicBoolean(true);
            List<Thread> writers = writers(database, go);
            Replica replica = new Replica();

            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            reader.snapshot(1).forEach(replica::take);
            for (int i = 0; i < 200; i++) {
                replica.take(reader.next());
            }
            go.set(false);
            for (Thread writer : writers) {
                writer.join();
            }
            drain(reader, replica);

            assertSame(database, replica);
            assertThat(replica.stale).isZero();
        }
    }

    private static Cursor drain(Reader reader, Replica replica) {
        Cursor last = new Cursor("");
        for (int quiet = 0; quiet < 5; ) {
            Batch batch = reader.feed().next(Duration.ofMillis(100));
            if (batch == null) {
                quiet++;
            } else {
                replica.take(batch);
                last = batch.cursor();
                quiet = 0;
            }
        }
        return last;
    }

    @Nested
    class A_feed {

        @Test
        void whose_connection_is_cut_goes_on_from_its_cursor(Database database) throws Exception {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            AtomicBoolean go = new AtomicBoolean(true);
            List<Thread> writers = writers(database, go);
            Replica replica = new Replica();
            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            List<Batch> snapshot = reader.snapshot(1);
            snapshot.forEach(replica::take);
            Cursor durable = snapshot.getLast().cursor();
            for (int cut = 0; cut < 3; cut++) {
                for (int i = 0; i < 50; i++) {
                    Batch batch = reader.next();
                    replica.take(batch);
                    durable = batch.cursor();
                    reader.feed().acknowledge(durable);
                }
                database.sql(
                        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE"
                                + " database = current_database()");
                Reader broken = reader;
                assertThatThrownBy(
                                () -> {
                                    while (true) {
                                        broken.next();
                                    }
                                })
                        .isInstanceOf(Unavailable.class)
                        .hasMessageContaining("`lab`");
                broken.feed().close();
                reader = new Reader(database.closing(connector.open(List.of(a), durable)));
            }
            go.set(false);
            for (Thread writer : writers) {
                writer.join();
            }
            drain(reader, replica);

            assertSame(database, replica);
            assertThat(replica.stale).isZero();
        }

        @Test
        void that_is_read_again_without_being_acknowledged_says_the_same(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            Cursor cursor = reader.snapshot(1).getLast().cursor();
            database.sql("INSERT INTO a VALUES (1, 1)", "UPDATE a SET n = 2");
            List<Change> first = reader.changes(2);
            reader.feed().close();

            Reader again = new Reader(database.closing(connector.open(List.of(a), cursor)));

            assertThat(again.changes(2)).isEqualTo(first);
        }

        @Test
        void begins_anew_where_the_snapshot_was_not_finished(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)",
                    "INSERT INTO a SELECT i, i FROM generate_series(1, 2500) i");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            Cursor within =
                    Objects.requireNonNull(reader.feed().next(Duration.ofSeconds(5))).cursor();
            reader.feed().close();

            Reader again = new Reader(database.closing(connector.open(List.of(a), within)));

            assertThat(again.snapshot(1)).hasSize(3);
        }

        @Test
        void tells_the_server_what_it_need_not_keep(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)",
                    "CREATE TABLE other (id int PRIMARY KEY, n int)");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            reader.snapshot(1);
            database.sql("INSERT INTO a VALUES (1, 1)");
            Batch batch = reader.next();
            String place = Place.show(Objects.requireNonNull(Place.of(batch.cursor())).lsn());
            String sql =
                    "SELECT confirmed_flush_lsn >= '"
                            + place
                            + "' FROM pg_replication_slots WHERE database = current_database()";

            reader.feed().acknowledge(batch.cursor());
            boolean confirmed = false;
            for (int i = 0; i < 50 && !confirmed; i++) {
                reader.feed().next(Duration.ofMillis(100));
                confirmed = database.one(sql).equals("t");
            }

            assertThat(confirmed).isTrue();
        }
    }

    @Nested
    class A_cursor {

        @Test
        void whose_slot_is_gone_halts_and_says_what_to_do(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            Cursor cursor = reader.snapshot(1).getLast().cursor();
            reader.feed().close();
            connector.remove();

            assertThatThrownBy(() -> connector.open(List.of(a), cursor))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("`lab`")
                    .hasMessageContaining("it is gone")
                    .hasMessageContaining(
                            "What to do: let all of it be read anew: `entente reread lab`");
        }

        @Test
        void of_another_server_or_kind_halts(Database database) {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            Place place = Objects.requireNonNull(Place.of(reader.snapshot(1).getLast().cursor()));
            reader.feed().close();

            assertThatThrownBy(() -> connector.open(List.of(a), new Cursor("binlog.000003:4")))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("not one of a PostgreSQL log");
            assertThatThrownBy(() ->
                            connector.open(
                                    List.of(a),
                                    new Place(place.slot(), "12345", place.lsn(), false).cursor()))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("another server");
            assertThatThrownBy(() ->
                            connector.open(List.of(a), place.at(place.lsn() + (1L << 40)).cursor()))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("restored from a backup");
            assertThatThrownBy(() -> connector.open(List.of(a), place.at(16).cursor()))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("beyond what is known here");
        }

        @Test
        void from_before_a_table_was_named_halts(Database database) {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE b (id int PRIMARY KEY)");
            Connector connector = database.connector();
            Resource a = Database.resource(connector, "a");
            Resource b = Database.resource(connector, "b");
            Reader reader = new Reader(database.closing(connector.open(List.of(a), null)));
            Cursor cursor = reader.snapshot(1).getLast().cursor();
            reader.feed().close();

            assertThatThrownBy(() -> connector.open(List.of(a, b), cursor))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("has not sent changes of b");
        }
    }

    @Test
    void removing_says_what_it_was_and_leaves_nothing(Database database) {
        database.sql("CREATE TABLE a (id int PRIMARY KEY)");
        Connector connector = database.connector();
        connector.open(List.of(Database.resource(connector, "a")), null).close();
        connector.landed(1);

        assertThat(connector.remove()).hasSize(3).allMatch(what -> what.contains("entente_lab_"));
        assertThat(connector.remove()).isEmpty();
        assertThat(database.ask("SELECT 1 FROM pg_publication")).isEmpty();
    }
}
