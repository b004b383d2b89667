package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Connector;
import dev.entente.connector.Connector.Landed;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.WriteBatch;
import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import dev.entente.testkit.Onlooker;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a batch of conditional writes. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class WriteIT {
    private Database database;
    private Connector connector;
    private final Onlooker witness = new Onlooker();
    private long number;

    @BeforeEach
    void connect(Database fresh) {
        database = fresh;
        connector = fresh.connector();
    }

    private Resource table(String name) {
        return Database.resource(connector, name);
    }

    private List<Outcome> write(Item... items) {
        return connector.write(new WriteBatch(++number, List.of(items)), witness);
    }

    private static Item create(Resource table, @Nullable Value... cells) {
        return new Item.Create(table, "", Row.of(cells), List.of());
    }

    private static Item update(Resource table, Key key, Row patch, Row expected) {
        return new Item.Update(table, "", key, patch, expected);
    }

    private static Item delete(Resource table, Key key, Row expected) {
        return new Item.Delete(table, "", key, expected);
    }

    private static Value whole(long value) {
        return Value.of(value);
    }

    private static Key key(long value) {
        return Key.of(whole(value));
    }

    private static NativeReading held(Outcome outcome) {
        return ((Outcome.Applied) outcome).held();
    }

    private static NativeReading current(Outcome outcome) {
        return ((Outcome.Refused) outcome).current();
    }

    private static String rejected(Outcome outcome) {
        return ((Outcome.Rejected) outcome).message();
    }

    private static Row cells(@Nullable Value... cells) {
        return Row.of(cells);
    }

    @Nested
    class A_write {
        private Resource a;

        @BeforeEach
        void table() {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, name text, n int DEFAULT 7)",
                    "INSERT INTO a VALUES (1, 'one', 1), (2, 'two', 2), (3, NULL, 3)");
            a = WriteIT.this.table("a");
        }

        @Test
        void as_expected_is_applied_and_says_what_is_held_now() {
            List<Outcome> outcomes =
                    write(
                            update(
                                    a,
                                    key(1),
                                    cells(null, Value.of("uno"), null),
                                    cells(null, Value.of("one"), null)),
                            update(
                                    a,
                                    key(3),
                                    cells(null, Value.of("tre"), null),
                                    cells(null, Value.Null.NULL, null)),
                            delete(a, key(2), cells(whole(2), Value.of("two"), whole(2))),
                            create(a, whole(4), Value.of("four"), null));

            assertThat(held(outcomes.get(0)).row())
                    .isEqualTo(cells(whole(1), Value.of("uno"), whole(1)));
            assertThat(held(outcomes.get(1)).row())
                    .isEqualTo(cells(whole(3), Value.of("tre"), whole(3)));
            assertThat(held(outcomes.get(2)).row()).isNull();
            assertThat(held(outcomes.get(2)).key()).isEqualTo(key(2));
            assertThat(held(outcomes.get(3)).row())
                    .isEqualTo(cells(whole(4), Value.of("four"), whole(7)));
            assertThat(outcomes)
                    .extracting(outcome -> held(outcome).version())
                    .hasOnlyElementsOfType(Version.Position.class);
            assertThat(database.ask("SELECT * FROM a ORDER BY id"))
                    .containsExactly("1|uno|1", "3|tre|3", "4|four|7");
        }

        @Test
        void on_something_else_is_refused_with_what_is_there() {
            List<Outcome> outcomes =
                    write(
                            update(
                                    a,
                                    key(1),
                                    cells(null, Value.of("x"), null),
                                    cells(null, Value.of("other"), null)),
                            update(
                                    a,
                                    key(2),
                                    cells(null, Value.of("x"), null),
                                    cells(null, Value.of("two"), null)),
                            update(
                                    a,
                                    key(9),
                                    cells(null, Value.of("x"), null),
                                    cells(null, Value.of("two"), null)),
                            delete(a, key(3), cells(whole(3), Value.of("three"), whole(3))),
                            create(a, whole(2), Value.of("x"), null));

            assertThat(current(outcomes.get(0)).row())
                    .isEqualTo(cells(whole(1), Value.of("one"), whole(1)));
            assertThat(current(outcomes.get(0)).version()).isInstanceOf(Version.Position.class);
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Applied.class);
            assertThat(current(outcomes.get(2)).row()).isNull();
            assertThat(current(outcomes.get(2)).version()).isEqualTo(Version.None.NONE);
            assertThat(current(outcomes.get(3)).row())
                    .isEqualTo(cells(whole(3), Value.Null.NULL, whole(3)));
            assertThat(current(outcomes.get(4)).row())
                    .isEqualTo(cells(whole(2), Value.of("x"), whole(2)));
        }

        @Test
        void of_a_row_twice_in_a_batch_keeps_its_order() {
            List<Outcome> outcomes =
                    write(
                            update(
                                    a,
                                    key(1),
                                    cells(null, Value.of("b"), null),
                                    cells(null, Value.of("one"), null)),
                            update(
                                    a,
                                    key(2),
                                    cells(null, Value.of("b"), null),
                                    cells(null, Value.of("two"), null)),
                            update(
                                    a,
                                    key(1),
                                    cells(null, Value.of("c"), null),
                                    cells(null, Value.of("b"), null)),
                            delete(a, key(1), cells(null, Value.of("c"), null)),
                            create(a, whole(1), Value.of("d"), null),
                            update(
                                    a,
                                    key(1),
                                    cells(whole(10), null, null),
                                    cells(null, Value.of("d"), null)),
                            create(a, whole(1), Value.of("e"), null));

            assertThat(outcomes).hasOnlyElementsOfType(Outcome.Applied.class);
            assertThat(held(outcomes.get(5)).key()).isEqualTo(key(10));
            assertThat(database.ask("SELECT * FROM a ORDER BY id"))
                    .containsExactly("1|e|7", "2|b|2", "3|null|3", "10|d|7");
        }

        @Test
        void that_cannot_be_taken_is_rejected_alone() {
            database.sql(
                    "ALTER TABLE a ADD CHECK (n < 100), ADD UNIQUE (name)",
                    "ALTER TABLE a ALTER name TYPE varchar(5)");
            a = WriteIT.this.table("a");
            List<Outcome> outcomes =
                    write(
                            update(
                                    a,
                                    key(1),
                                    cells(null, null, whole(5)),
                                    cells(null, null, whole(1))),
                            update(
                                    a,
                                    key(2),
                                    cells(null, null, whole(100)),
                                    cells(null, null, whole(2))),
                            update(
                                    a,
                                    key(3),
                                    cells(null, null, whole(6)),
                                    cells(null, null, whole(3))),
                            create(a, whole(4), Value.of("one"), whole(1)),
                            create(a, whole(5), Value.of("much too long"), whole(1)),
                            create(a, whole(6), Value.of("a\0b"), whole(1)),
                            create(a, whole(7), Value.of("\ud800"), whole(1)),
                            create(a, whole(8), Value.of("ok"), whole(1)));

            assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
            assertThat(rejected(outcomes.get(1)))
                    .contains("`lab`", "violates check constraint", "23514");
            assertThat(outcomes.get(2)).isInstanceOf(Outcome.Applied.class);
            assertThat(rejected(outcomes.get(3)))
                    .contains("Key (name) already exists", "23505")
                    .doesNotContain("(one)");
            assertThat(rejected(outcomes.get(4))).contains("value too long", "22001");
            assertThat(rejected(outcomes.get(5))).contains("Column `name` of `a`", "NUL");
            assertThat(rejected(outcomes.get(6))).contains("lone surrogate");
            assertThat(outcomes.get(7)).isInstanceOf(Outcome.Applied.class);
            assertThat(database.ask("SELECT * FROM a ORDER BY id"))
                    .containsExactly("1|one|5", "2|two|2", "3|null|6", "8|ok|1");
        }

        @Test
        void of_a_locked_row_is_unsent_and_the_others_go_on() throws Exception {
            try (Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("UPDATE a SET n = 99 WHERE id = 2");

                List<Outcome> outcomes =
                        write(
                                update(
                                        a,
                                        key(1),
                                        cells(null, null, whole(5)),
                                        cells(null, null, whole(1))),
                                update(
                                        a,
                                        key(2),
                                        cells(null, null, whole(5)),
                                        cells(null, null, whole(2))),
                                update(
                                        a,
                                        key(3),
                                        cells(null, null, whole(5)),
                                        cells(null, null, whole(3))));

                assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
                assertThat(outcomes.get(1)).isInstanceOf(Outcome.Unsent.class);
                assertThat(outcomes.get(2)).isInstanceOf(Outcome.Applied.class);
                other.rollback();
            }
        }

        @Test
        void of_ten_thousand_rows_is_one_batch() {
            List<Item> creates = new ArrayList<>();
            List<Item> updates = new ArrayList<>();
            for (int i = 100; i < 10_100; i++) {
                creates.add(create(a, whole(i), Value.of("n" + i), null));
                updates.add(
                        update(
                                a,
                                key(i),
                                cells(null, null, whole(i)),
                                cells(null, null, whole(i == 5000 ? 8 : 7))));
            }

            assertThat(write(creates.toArray(Item[]::new)))
                    .hasOnlyElementsOfType(Outcome.Applied.class);
            List<Outcome> outcomes = write(updates.toArray(Item[]::new));

            assertThat(outcomes.get(4900)).isInstanceOf(Outcome.Refused.class);
            assertThat(outcomes.stream().filter(Outcome.Applied.class::isInstance)).hasSize(9999);
            assertThat(database.one("SELECT count(*) FROM a WHERE n = id")).startsWith("10002");
        }

        @Test
        void to_a_column_that_is_gone_is_rejected_and_says_so() {
            database.sql("ALTER TABLE a DROP n");

            List<Outcome> outcomes =
                    write(
                            update(
                                    a,
                                    key(1),
                                    cells(null, null, whole(5)),
                                    cells(null, null, whole(1))));

            assertThat(rejected(outcomes.getFirst())).contains("Column `n`", "is gone");
        }
    }

    @Nested
    class A_create {

        @Test
        void without_a_key_is_given_one() {
            database.sql("CREATE TABLE a (id serial PRIMARY KEY, no text, n int)");
            Resource a = table("a");

            List<Outcome> outcomes =
                    write(
                            create(a, null, Value.of("x"), whole(1)),
                            create(a, null, Value.of("y"), whole(2)));

            assertThat(held(outcomes.get(0)).row())
                    .isEqualTo(cells(whole(1), Value.of("x"), whole(1)));
            assertThat(held(outcomes.get(1)).key()).isEqualTo(key(2));
        }

        @Test
        void looks_for_the_record_by_what_identifies_it() {
            database.sql(
                    "CREATE TABLE a (id serial PRIMARY KEY, no text, n int)",
                    "INSERT INTO a (no, n) VALUES ('x', 5)");
            Resource a = table("a");

            List<Outcome> outcomes =
                    write(
                            new Item.Create(
                                    a, "", cells(null, Value.of("x"), whole(1)), List.of(1)),
                            new Item.Create(
                                    a, "", cells(null, Value.of("y"), whole(2)), List.of(1)),
                            new Item.Create(
                                    a, "", cells(null, Value.of("y"), whole(3)), List.of(1)));

            assertThat(current(outcomes.get(0)).row())
                    .isEqualTo(cells(whole(1), Value.of("x"), whole(5)));
            assertThat(current(outcomes.get(0)).key()).isEqualTo(key(1));
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Applied.class);
            assertThat(current(outcomes.get(2)).row()).isEqualTo(held(outcomes.get(1)).row());
        }

        @Test
        void finds_the_record_by_a_unique_column_too() {
            database.sql(
                    "CREATE TABLE a (id serial PRIMARY KEY, no text UNIQUE, n int)",
                    "INSERT INTO a (no, n) VALUES ('x', 5)");
            Resource a = table("a");

            Outcome outcome =
                    write(new Item.Create(a, "", cells(null, Value.of("x"), whole(1)), List.of(1)))
                            .getFirst();

            assertThat(current(outcome).row()).isEqualTo(cells(whole(1), Value.of("x"), whole(5)));
        }
    }

    @Nested
    class A_create_of_what_somebody_holds_locked {

        @Test
        void waits_and_is_no_violation_of_a_constraint() throws Exception {
            database.sql(
                    "CREATE TABLE a (id serial PRIMARY KEY, no text UNIQUE, n int)",
                    "INSERT INTO a (no, n) VALUES ('x', 5)");
            Item create =
                    new Item.Create(
                            table("a"), "", cells(null, Value.of("x"), whole(1)), List.of(1));
            try (Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("UPDATE a SET n = 6");
                assertThat(write(create).getFirst()).isInstanceOf(Outcome.Unsent.class);
                other.commit();
            }
            assertThat(current(write(create).getFirst()).row())
                    .isEqualTo(cells(whole(1), Value.of("x"), whole(6)));
        }
    }

    @Nested
    class Parents_and_children {

        @Test
        void go_in_and_out_in_the_order_that_foreign_keys_ask_for() {
            database.sql(
                    "CREATE TABLE p (id int PRIMARY KEY, n int)",
                    "CREATE TABLE c (id int PRIMARY KEY, p int NOT NULL REFERENCES p)");
            Resource p = table("p");
            Resource c = table("c");
            List<Item> in = new ArrayList<>();
            List<Item> out = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                in.add(create(p, whole(i), whole(i)));
                in.add(create(c, whole(i), whole(i)));
                out.add(delete(c, key(i), cells(whole(i), whole(i))));
                out.add(delete(p, key(i), cells(whole(i), whole(i))));
            }

            assertThat(write(in.toArray(Item[]::new))).hasOnlyElementsOfType(Outcome.Applied.class);
            assertThat(write(out.toArray(Item[]::new)))
                    .hasOnlyElementsOfType(Outcome.Applied.class);
            assertThat(database.one("SELECT count(*) FROM p, c")).isEqualTo("0");
        }

        @Test
        void without_its_parent_a_child_is_blocked_also_where_that_is_deferred() {
            database.sql(
                    "CREATE TABLE p (id int PRIMARY KEY)",
                    "CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p DEFERRABLE INITIALLY"
                            + " DEFERRED)",
                    "INSERT INTO p VALUES (1)");
            Resource c = table("c");

            List<Outcome> outcomes =
                    write(create(c, whole(1), whole(1)), create(c, whole(2), whole(2)));

            assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Blocked.class);
            assertThat(((Outcome.Blocked) outcomes.get(1)).message())
                    .contains("23503", "must be dealt with first");
        }
    }

    @Nested
    class A_trigger {

        @Test
        void that_changes_another_column_is_seen_in_the_answer() {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int, m int)",
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN NEW.m := NEW.n * 2; RETURN NEW; END'",
                    "CREATE TRIGGER t BEFORE INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION"
                            + " f()");
            Resource a = table("a");

            assertThat(held(write(create(a, whole(1), whole(2), whole(0))).getFirst()).row())
                    .isEqualTo(cells(whole(1), whole(2), whole(4)));
        }

        /** As a row looks whose last change is told of in the log a moment before it is seen. */
        @Test
        void that_drops_the_write_at_first_only_does_not() {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)",
                    "INSERT INTO a VALUES (1, 1)",
                    "CREATE SEQUENCE calls",
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF"
                            + " nextval(''calls'') = 1 THEN RETURN NULL; END IF; RETURN NEW; END'",
                    "CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f()");
            Resource a = table("a");

            assertThat(write(update(a, key(1), cells(null, whole(2)), cells(null, whole(1)))))
                    .hasOnlyElementsOfType(Outcome.Applied.class);
            assertThat(database.one("SELECT n FROM a")).isEqualTo("2");
        }

        @Test
        void that_drops_the_write_rejects_it() {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)",
                    "INSERT INTO a VALUES (1, 1)",
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL;"
                            + " END'",
                    "CREATE TRIGGER t BEFORE INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION"
                            + " f()");
            Resource a = table("a");

            List<Outcome> outcomes =
                    write(
                            update(a, key(1), cells(null, whole(2)), cells(null, whole(1))),
                            create(a, whole(2), whole(2)));

            assertThat(outcomes).hasOnlyElementsOfType(Outcome.Rejected.class);
            assertThat(rejected(outcomes.get(0))).contains("trigger");
        }
    }

    @Nested
    class After_a_crash {

        @Test
        void the_server_knows_which_batches_landed() {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Resource a = table("a");
            write(create(a, whole(1), whole(1)));
            connector.close();
            Connector again = database.connector();

            assertThat(again.landed(1)).isEqualTo(Landed.YES);
            assertThat(again.landed(2)).isEqualTo(Landed.NO);

            again.write(
                    new WriteBatch(
                            2,
                            List.of(create(a, whole(1), whole(2)), create(a, whole(2), whole(2)))),
                    witness);
            assertThat(again.landed(2)).isEqualTo(Landed.PARTLY);
            assertThat(witness.heard().getLast().get(0)).isInstanceOf(Outcome.Refused.class);
            assertThat(witness.heard().getLast().get(1)).isInstanceOf(Outcome.Applied.class);
            assertThat(again.landed(3)).isEqualTo(Landed.NO);
        }

        @Test
        void a_lost_connection_before_the_commit_leaves_everything_unsent() {
            database.sql("CREATE TABLE a (id int PRIMARY KEY, n int)");
            Resource a = table("a");
            write(create(a, whole(1), whole(1)));
            database.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                            + " current_database() AND application_name LIKE 'entente lab%'");

            assertThat(write(create(a, whole(2), whole(2))))
                    .hasOnlyElementsOfType(Outcome.Unsent.class);
            assertThat(write(create(a, whole(2), whole(2))))
                    .hasOnlyElementsOfType(Outcome.Applied.class);
        }
    }

    @Nested
    class A_connection_lost_while_committing {

        @Test
        void leaves_unknown_what_became_of_it_and_the_server_knows() {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)",
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.id = 2"
                            + " THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN"
                            + " NULL; END'",
                    "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED"
                            + " FOR EACH ROW EXECUTE FUNCTION f()");
            Resource a = table("a");
            write(create(a, whole(1), whole(1)));

            List<Outcome> outcomes =
                    write(create(a, whole(2), whole(2)), create(a, whole(1), whole(2)));

            assertThat(outcomes.get(0)).isInstanceOf(Outcome.Unknown.class);
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
            assertThat(connector.landed(2)).isEqualTo(Landed.NO);
            assertThat(connector.landed(1)).isEqualTo(Landed.YES);
            assertThat(database.one("SELECT count(*) FROM a")).isEqualTo("1");
        }
    }

    @Nested
    class A_foreign_key_that_came_later {

        @Test
        void is_learnt_of_when_it_is_in_the_way() {
            database.sql(
                    "CREATE TABLE p (id int PRIMARY KEY)",
                    "CREATE TABLE c (id int PRIMARY KEY, p int)");
            Resource p = table("p");
            Resource c = table("c");
            database.sql("ALTER TABLE c ADD FOREIGN KEY (p) REFERENCES p");

            assertThat(
                            write(
                                    create(c, whole(0), Value.Null.NULL),
                                    create(p, whole(1)),
                                    create(c, whole(1), whole(1))))
                    .hasOnlyElementsOfType(Outcome.Applied.class);
        }
    }

    @Nested
    class A_reading {

        @Test
        void is_exact_and_in_the_order_of_its_keys() {
            database.sql(
                    "CREATE TABLE a (x int, y text, n int, PRIMARY KEY (x, y))",
                    "INSERT INTO a VALUES (1, 'a', 1), (2, 'b', 2)");
            Resource a = table("a");
            List<Key> keys =
                    List.of(
                            Key.of(whole(2), Value.of("b")),
                            Key.of(whole(3), Value.of("b")),
                            Key.of(whole(1), Value.of("a")));

            List<NativeReading> readings = connector.read(a, keys);

            assertThat(readings).extracting(NativeReading::key).isEqualTo(keys);
            assertThat(readings.get(0).row()).isEqualTo(cells(whole(2), Value.of("b"), whole(2)));
            assertThat(readings.get(0).version()).isInstanceOf(Version.Position.class);
            assertThat(readings.get(1).row()).isNull();
        }

        @Test
        void of_a_row_that_is_locked_for_long_has_no_version() throws Exception {
            database.sql(
                    "CREATE TABLE a (id int PRIMARY KEY, n int)", "INSERT INTO a VALUES (1, 1)");
            Resource a = table("a");
            try (Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("UPDATE a SET n = 99");

                NativeReading reading = connector.read(a, List.of(key(1))).getFirst();

                assertThat(reading.row()).isEqualTo(cells(whole(1), whole(1)));
                assertThat(reading.version()).isEqualTo(Version.None.NONE);
                other.rollback();
            }
        }
    }
}
