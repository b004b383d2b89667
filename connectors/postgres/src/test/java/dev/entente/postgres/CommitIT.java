package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.entente.connector.Connector;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.WriteBatch;
import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import dev.entente.testkit.Onlooker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a batch is committed: seen early, told late, and given up where the run ends. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class CommitIT {
    private Database database;
    private Connector connector;
    private long number;

    @BeforeEach
    void connect(Database fresh) {
        database = fresh;
        database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
        connector = fresh.connector();
    }

    private Resource table() {
        return Database.resource(connector, "a");
    }

    private List<Outcome> write(Item... items) {
        return connector.write(new WriteBatch(++number, List.of(items)), new Onlooker());
    }

    private Item create(long id) {
        return new Item.Create(table(), "", Row.of(Value.of(id), Value.of(0)), List.of());
    }

    private Item update(long id, long to) {
        Row patch = Row.empty(2).with(1, Value.of(to));
        return new Item.Update(table(), "", Key.of(Value.of(id)), patch, Row.empty(2));
    }

    /** Whether the log is on the disk up to where it was when this was written. */
    private boolean isOnDisk(Outcome outcome) {
        Version version = ((Outcome.Applied) outcome).held().version();
        long position = ((Version.Position) version).value();
        return database.one(
                        "SELECT pg_current_wal_flush_lsn() > '0/0'::pg_lsn + %d"
                                .formatted(position))
                .equals("t");
    }

    @Test
    void what_is_told_of_is_on_disk() {
        database.sql("INSERT INTO a SELECT i, 0 FROM generate_series(1, 300) i");
        for (int id = 1; id <= 300; id++) {
            assertThat(isOnDisk(write(update(id, 1)).getFirst())).isTrue();
        }
        Item delete = new Item.Delete(table(), "", Key.of(Value.of(7)), Row.empty(2));
        assertThat(isOnDisk(write(delete).getFirst())).isTrue();
        assertThat(isOnDisk(write(create(1_000)).getFirst())).isTrue();
    }

    /** Nobody else shall wait for a lock that only hurries the log to the disk. */
    @Test
    void a_row_that_somebody_holds_does_not_keep_what_was_written_from_the_disk() {
        database.sql(
                "INSERT INTO a VALUES (1, 0)",
                "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END $$",
                "CREATE TRIGGER hold BEFORE UPDATE ON a FOR EACH ROW WHEN (NEW.n = 2)"
                        + " EXECUTE FUNCTION hold()");
        Thread other = Thread.startVirtualThread(() -> database.sql("UPDATE a SET n = 2"));
        Outcome outcome = write(create(2)).getFirst();
        assertThat(isOnDisk(outcome)).isTrue();
        assertThat(catchThrowable(other::join)).isNull();
    }

    @Test
    void whoever_may_add_rows_and_change_none_needs_no_more() {
        String clerk = "clerk_" + database.name();
        database.sql(
                "CREATE ROLE " + clerk + " LOGIN PASSWORD 'postgres'",
                "GRANT SELECT, INSERT ON a TO " + clerk);
        Origin.FUNCTIONS.forEach(
                function -> database.sql("GRANT EXECUTE ON FUNCTION " + function + " TO " + clerk));
        try {
            connector = database.connector(Map.of("user", clerk));
            assertThat(isOnDisk(write(create(1)).getFirst())).isTrue();
            assertThat(isOnDisk(write(create(2)).getFirst())).isTrue();
            connector.close();
        } finally {
            database.sql("DROP OWNED BY " + clerk + " CASCADE", "DROP ROLE " + clerk);
        }
    }

    @Test
    void a_write_that_is_interrupted_ends_at_once_and_leaves_nothing() throws Exception {
        database.sql(
                "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM pg_sleep(40); RETURN NEW; END $$",
                "CREATE TRIGGER slow BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION slow()");
        CountDownLatch begun = new CountDownLatch(1);
        Item item = create(1);
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            begun.countDown();
                            var _ = catchThrowable(() -> write(item));
                        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        while (database.ask("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
        writer.interrupt();
        assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
        // The server does not know yet that nobody waits for it any more.
        String asleep = "FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
        database.ask("SELECT pg_terminate_backend(pid, 10000) " + asleep);
        assertThat(database.ask("SELECT * FROM a")).isEmpty();
    }
}
