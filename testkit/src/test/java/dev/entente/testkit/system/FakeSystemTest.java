package dev.entente.testkit.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Connector;
import dev.entente.connector.Feed;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.SystemHost;
import dev.entente.connector.Unavailable;
import dev.entente.connector.WriteBatch;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.testkit.ConnectorContract;
import dev.entente.testkit.Onlooker;
import dev.entente.testkit.Subject;
import dev.entente.testkit.WriteContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FakeSystemTest {

    @Nested
    class Plain_it_feeds extends ConnectorContract {
        @Override
        protected Subject open() {
            return Fakes.with(Habits.PLAIN);
        }
    }

    @Nested
    class With_every_habit_it_feeds extends ConnectorContract {
        @Override
        protected Subject open() {
            return Fakes.with(new Habits(true, true, false, false, 7, Duration.ofMillis(1)));
        }
    }

    @Nested
    class Plain_it_writes extends WriteContract {
        @Override
        protected Subject open() {
            return Fakes.with(Habits.PLAIN);
        }
    }

    @Nested
    class With_every_habit_it_writes extends WriteContract {
        @Override
        protected Subject open() {
            return Fakes.with(new Habits(true, false, true, false, 7, Duration.ofMillis(1)));
        }
    }

    @Nested
    class Strict {
        private final FakeSystem system = Fakes.with(Habits.PLAIN).system();
        private final Resource items = system.table("items").resource();

        @Test
        void it_takes_no_batch_twice() {
            WriteBatch batch =
                    new WriteBatch(
                            1, List.of(new WriteBatch.Item.Create(items, "t", row(1), List.of())));
            system.write(batch, new Onlooker());
            assertThatThrownBy(() -> system.write(batch, new Onlooker()))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void it_takes_no_value_of_another_kind() {
            Row row = Users.row(items, "id", Value.of("one"));
            assertThatThrownBy(() -> system.user("ann").insert("items", row))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void it_remembers_who_did_what_over_what() {
            Key key = system.user("ann").insert("items", row(1));
            Row five = Users.row(items, "amount", Value.of(5));
            system.write(
                    new WriteBatch(
                            3,
                            List.of(
                                    new WriteBatch.Item.Update(
                                            items, "t", key, five, Row.empty(4)))),
                    new Onlooker());
            assertThat(system.history()).extracting(Commit::by).containsExactly("ann", "entente");
            assertThat(system.history().getLast().isOurs()).isTrue();
            assertThat(system.history().getLast().changes().getFirst().before())
                    .isEqualTo(system.history().getFirst().changes().getFirst().after());
        }

        @Test
        void it_takes_no_value_that_its_column_has_no_room_for() {
            Resource short5 =
                    new Resource(
                            "codes",
                            List.of(
                                    column(0, "id", Resource.Kind.UUID, "uuid"),
                                    column(1, "code", Resource.Kind.TEXT, "character varying(5)"),
                                    column(2, "price", Resource.Kind.DECIMAL, "numeric(5,2)"),
                                    column(3, "count", Resource.Kind.WHOLE, "smallint")),
                            List.of(0),
                            List.of());
            FakeTable table = new FakeTable(short5, Map.of(), Map.of(), List.of());
            Users ann = new FakeSystem("fake", new SystemHost(), Habits.PLAIN, table).user("ann");
            assertThatThrownBy(() -> insert(ann, short5, "code", Value.of("123456")))
                    .hasMessage("value too long for type character varying(5)");
            assertThatThrownBy(() -> insert(ann, short5, "price", Value.of(new BigDecimal("1000"))))
                    .hasMessageContaining("numeric field overflow");
            assertThatThrownBy(() -> insert(ann, short5, "count", Value.of(40_000)))
                    .hasMessage("smallint out of range");
            assertThat(insert(ann, short5, "code", Value.of("12345")))
                    .isNotEqualTo(insert(ann, short5, "count", Value.of(1)));
        }

        private static Key insert(Users users, Resource table, String column, Value value) {
            return users.insert(table.name(), Users.row(table, column, value));
        }

        /** One that the table fills by itself, if it is the key. */
        private static Resource.Column column(
                int index, String name, Resource.Kind kind, String type) {
            return new Resource.Column(index, name, kind, type, index > 0, false, index == 0);
        }

        private Row row(int id) {
            return Users.row(items, "id", Value.of(id));
        }
    }

    @Nested
    class By_itself {

        @Test
        void it_normalises_and_fires_triggers_for_whoever_writes() {
            FakeTable table =
                    FakeTable.named("people")
                            .serial("id")
                            .column("name", Resource.Kind.TEXT)
                            .form(value -> Value.of(((Value.Text) value).value().strip()))
                            .column("changes", Resource.Kind.WHOLE)
                            .byDefault(Value.of(0))
                            .trigger((before, after) ->
                                    before == null ? after : after.with(2, Value.of(1)))
                            .build();
            FakeSystem system = new FakeSystem("fake", new SystemHost(), Habits.PLAIN, table);
            Row name = Users.row(table.resource(), "name", Value.of(" Ann "));
            Key key = system.user("ann").insert("people", name);
            assertThat(system.rows("people").get(key))
                    .isEqualTo(Row.of(Value.of(1), Value.of("Ann"), Value.of(0)));
            system.user("ann").update("people", key, name);
            assertThat(system.rows("people").get(key))
                    .isEqualTo(Row.of(Value.of(1), Value.of("Ann"), Value.of(1)));
        }
    }

    @Nested
    class When_something_goes_wrong {
        private final FakeSystem system = Fakes.with(Habits.PLAIN).system();
        private final Resource items = system.table("items").resource();
        private final WriteBatch batch =
                new WriteBatch(
                        1,
                        List.of(
                                new WriteBatch.Item.Create(
                                        items,
                                        "t",
                                        Users.row(items, "id", Value.of(1)),
                                        List.of())));

        @Test
        void a_refused_connection_means_that_nothing_happened() {
            system.set(new Faults(1000, 0, 0, 0, 0));
            assertThatThrownBy(() -> system.write(batch, new Onlooker()))
                    .isInstanceOf(Unavailable.class);
            system.set(Faults.NONE);
            assertThat(system.landed(1)).isEqualTo(Connector.Landed.NO);
            assertThat(system.write(batch, new Onlooker()).getFirst())
                    .isInstanceOf(Outcome.Applied.class);
        }

        @Test
        void a_lost_answer_leaves_the_batch_in_effect() {
            system.set(new Faults(0, 1000, 0, 0, 0));
            assertThat(system.write(batch, new Onlooker()).getFirst())
                    .isInstanceOf(Outcome.Unknown.class);
            assertThat(system.landed(1)).isEqualTo(Connector.Landed.YES);
            assertThat(system.rows("items")).hasSize(1);
        }

        @Test
        void a_locked_row_was_not_written() {
            system.set(new Faults(0, 0, 0, 1000, 0));
            assertThat(system.write(batch, new Onlooker()).getFirst())
                    .isInstanceOf(Outcome.Unsent.class);
            assertThat(system.rows("items")).isEmpty();
        }

        @Test
        void a_dropped_feed_says_so_and_another_can_be_opened() {
            Feed feed = system.open(List.of(items), null);
            system.set(new Faults(0, 0, 0, 0, 1000));
            assertThatThrownBy(() -> feed.next(Duration.ZERO)).isInstanceOf(Unavailable.class);
            system.set(Faults.NONE);
            assertThat(system.open(List.of(items), null).next(Duration.ZERO)).isNotNull();
        }

        @Test
        void switched_off_it_answers_nothing() {
            system.setDown(true);
            assertThatThrownBy(() -> system.read(items, List.of())).isInstanceOf(Unavailable.class);
        }
    }
}
