package dev.entente.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Connector;
import dev.entente.connector.Feed;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.Unavailable;
import dev.entente.connector.WriteBatch;
import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How every connector writes whose system compares and writes in one go (I9, I12). */
public abstract class WriteContract extends SystemContract {
    private final Onlooker witness = new Onlooker();
    private long batches;

    private @Nullable Row there(Key key) {
        return connector().read(table("items"), List.of(key)).getFirst().row();
    }

    private List<Outcome> write(Item... items) {
        return connector().write(new WriteBatch(++batches, List.of(items)), witness);
    }

    private Item create(Row row, Integer... natural) {
        return new Item.Create(table("items"), token(), row, List.of(natural));
    }

    private Item update(Key key, Row patch, Row expected) {
        return new Item.Update(table("items"), token(), key, patch, expected);
    }

    private Item delete(Key key, Row expected) {
        return new Item.Delete(table("items"), token(), key, expected);
    }

    private String token() {
        return "token" + batches;
    }

    private static NativeReading held(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        return ((Outcome.Applied) outcome).held();
    }

    private static NativeReading current(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).current();
    }

    @Nested
    class A_create {

        @Test
        void makes_the_row_and_says_what_is_there_now() {
            NativeReading held = held(write(create(item(1, "a"))).getFirst());
            assertThat(held.key()).isEqualTo(key(1));
            assertThat(held.row())
                    .isEqualTo(Row.of(Value.of(1), Value.of("a"), Value.of(1), Value.of("new")))
                    .isEqualTo(there(key(1)));
        }

        @Test
        void leaves_an_absent_cell_to_the_default_and_writes_a_null() {
            write(create(item(1, "a")));
            write(create(item(2, "b").with(3, Value.Null.NULL)));
            assertThat(Objects.requireNonNull(there(key(1))).get(3)).isEqualTo(Value.of("new"));
            assertThat(Objects.requireNonNull(there(key(2))).get(3)).isEqualTo(Value.Null.NULL);
        }

        @Test
        void tells_the_key_that_the_system_made() {
            Row label = row("ticks", "label", Value.of("first"));
            List<Outcome> outcomes =
                    write(new Item.Create(table("ticks"), "token", label, List.of()));
            NativeReading held = held(outcomes.getFirst());
            Key key = Objects.requireNonNull(held.key());
            assertThat(connector().read(table("ticks"), List.of(key)).getFirst().row())
                    .isEqualTo(held.row());
        }

        @Test
        void is_refused_with_what_is_there_where_the_key_is_taken() {
            users().insert("items", item(1, "a"));
            NativeReading current = current(write(create(item(1, "b"))).getFirst());
            assertThat(current.key()).isEqualTo(key(1));
            assertThat(Objects.requireNonNull(current.row()).get(1)).isEqualTo(Value.of("a"));
        }

        @Test
        void is_refused_with_what_is_there_where_its_natural_key_is_taken() {
            users().insert("items", item(1, "a"));
            NativeReading current = current(write(create(item(2, "a"), 1)).getFirst());
            assertThat(current.key()).isEqualTo(key(1));
            assertThat(there(key(2))).isNull();
        }

        @Test
        void is_rejected_in_the_system_s_words_where_a_constraint_says_no() {
            users().insert("items", item(1, "a"));
            Outcome outcome = write(create(item(2, "a"))).getFirst();
            assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
            assertThat(((Outcome.Rejected) outcome).message()).isNotBlank();
        }
    }

    @Nested
    class An_update {

        @Test
        void touches_the_cells_of_its_patch_and_no_other() {
            users().insert("items", item(1, "a"));
            Row patch = row("items", "amount", Value.of(5));
            Row expected = row("items", "amount", Value.of(1));
            NativeReading held = held(write(update(key(1), patch, expected)).getFirst());
            assertThat(held.row())
                    .isEqualTo(Row.of(Value.of(1), Value.of("a"), Value.of(5), Value.of("new")))
                    .isEqualTo(there(key(1)));
        }

        @Test
        void is_refused_with_what_is_there_where_that_is_not_what_was_expected() {
            users().insert("items", item(1, "a"));
            users().update("items", key(1), row("items", "amount", Value.of(3)));
            Row patch = row("items", "amount", Value.of(5));
            Row expected = row("items", "amount", Value.of(1));
            NativeReading current = current(write(update(key(1), patch, expected)).getFirst());
            assertThat(Objects.requireNonNull(current.row()).get(2)).isEqualTo(Value.of(3));
            assertThat(current.row()).isEqualTo(there(key(1)));
        }

        @Test
        void is_refused_where_nothing_is_there() {
            Row patch = row("items", "amount", Value.of(5));
            NativeReading current = current(write(update(key(1), patch, Row.empty(4))).getFirst());
            assertThat(current.row()).isNull();
            assertThat(there(key(1))).isNull();
        }

        @Test
        void compares_null_as_a_value_and_an_absent_cell_not_at_all() {
            users().insert("items", item(1, "a").with(3, Value.Null.NULL));
            Row patch = row("items", "amount", Value.of(5));
            Row isNull = row("items", "note", Value.Null.NULL);
            Row isText = row("items", "note", Value.of("new"));
            assertThat(write(update(key(1), patch, isText)).getFirst())
                    .isInstanceOf(Outcome.Refused.class);
            held(write(update(key(1), patch, isNull)).getFirst());
            users().update("items", key(1), row("items", "note", Value.of("x")));
            assertThat(write(update(key(1), patch, isNull)).getFirst())
                    .isInstanceOf(Outcome.Refused.class);
            held(write(update(key(1), patch, Row.empty(4))).getFirst());
        }

        @Test
        void can_set_null() {
            users().insert("items", item(1, "a"));
            Row patch = row("items", "amount", Value.Null.NULL);
            held(write(update(key(1), patch, Row.empty(4))).getFirst());
            assertThat(Objects.requireNonNull(there(key(1))).get(2)).isEqualTo(Value.Null.NULL);
        }

        @Test
        void finds_a_row_by_several_columns() {
            users().insert("pairs", row("pairs", "left", Value.of(1), "right", Value.of("x")));
            Key key = Key.of(Value.of(1), Value.of("x"));
            Row patch = row("pairs", "value", Value.of("v"));
            held(
                    write(new Item.Update(table("pairs"), "token", key, patch, Row.empty(3)))
                            .getFirst());
            assertThat(
                            Objects.requireNonNull(
                                            connector()
                                                    .read(table("pairs"), List.of(key))
                                                    .getFirst()
                                                    .row())
                                    .get(2))
                    .isEqualTo(Value.of("v"));
        }
    }

    @Nested
    class A_delete {

        @Test
        void takes_the_row_away() {
            users().insert("items", item(1, "a"));
            NativeReading held =
                    held(write(delete(key(1), row("items", "amount", Value.of(1)))).getFirst());
            assertThat(held.row()).isNull();
            assertThat(there(key(1))).isNull();
        }

        @Test
        void is_refused_with_what_is_there_where_that_is_not_what_was_expected() {
            users().insert("items", item(1, "a"));
            NativeReading current =
                    current(write(delete(key(1), row("items", "amount", Value.of(9)))).getFirst());
            assertThat(current.row()).isEqualTo(there(key(1))).isNotNull();
        }

        @Test
        void is_refused_where_nothing_is_there() {
            assertThat(current(write(delete(key(1), Row.empty(4))).getFirst()).row()).isNull();
        }
    }

    @Nested
    class A_batch {

        @Test
        void has_one_outcome_an_item_in_their_order_and_what_can_be_is_done() {
            users().insert("items", item(1, "a"));
            users().insert("items", item(2, "b"));
            users().insert("items", item(3, "c"));
            Row five = row("items", "amount", Value.of(5));
            List<Outcome> outcomes =
                    write(
                            create(item(10, "x")),
                            update(key(1), five, row("items", "amount", Value.of(9))),
                            create(item(11, "b")),
                            delete(key(2), Row.empty(4)),
                            create(item(3, "y")),
                            update(key(3), five, row("items", "amount", Value.of(1))));
            assertThat(outcomes)
                    .extracting(outcome -> outcome.getClass().getSimpleName())
                    .containsExactly(
                            "Applied", "Refused", "Rejected", "Applied", "Refused", "Applied");
            assertThat(there(key(10))).isNotNull();
            assertThat(there(key(11))).isNull();
            assertThat(there(key(2))).isNull();
            assertThat(Objects.requireNonNull(there(key(3))).get(2)).isEqualTo(Value.of(5));
            assertThat(Objects.requireNonNull(there(key(1))).get(2)).isEqualTo(Value.of(1));
            assertThat(witness.heard().getLast())
                    .extracting(outcome -> outcome instanceof Outcome.Applied)
                    .containsExactly(true, false, false, true, false, true);
            assertThat(connector().landed(batches))
                    .isIn(Connector.Landed.PARTLY, Connector.Landed.UNKNOWN);
        }

        @Test
        void takes_no_effect_before_it_may() {
            List<Row> seen = new ArrayList<>();
            witness.before(() -> seen.add(there(key(1))));
            write(create(item(1, "a")));
            assertThat(seen).isNotEmpty().containsOnlyNulls();
            assertThat(there(key(1))).isNotNull();
        }

        @Test
        void takes_no_effect_where_it_may_not() {
            witness.before(() -> {
                throw new Unavailable("the run ends", null);
            });
            assertThatThrownBy(() -> write(create(item(1, "a")))).isInstanceOf(Unavailable.class);
            assertThat(there(key(1))).isNull();
            witness.before(() -> {});
            write(create(item(1, "a")));
            assertThat(there(key(1))).isNotNull();
        }

        @Test
        void that_takes_effect_wholly_under_known_keys_needs_no_witness() {
            write(create(item(1, "a")), create(item(2, "b")));
            assertThat(witness.heard()).isEmpty();
        }

        /** Who asks after a crash what was made can know it from nowhere else. */
        @Test
        void has_its_new_keys_heard_before_they_are_committed() {
            Resource ticks = table("ticks");
            Item made =
                    new Item.Create(
                            ticks, token(), row("ticks", "label", Value.of("t")), List.of());
            List<Outcome> outcomes = write(made, made);
            assertThat(witness.heard().getLast())
                    .extracting(outcome -> held(outcome).key())
                    .isEqualTo(outcomes.stream().map(outcome -> held(outcome).key()).toList())
                    .doesNotContainNull()
                    .doesNotHaveDuplicates();
        }

        @Test
        void may_be_asked_whether_it_took_effect() {
            write(create(item(1, "a")));
            assertThat(connector().landed(batches)).isNotEqualTo(Connector.Landed.NO);
            assertThat(connector().landed(batches + 1)).isNotEqualTo(Connector.Landed.YES);
        }

        @Test
        void may_be_asked_about_over_a_new_connection() {
            write(create(item(1, "a")));
            assertThat(subject().reopened().landed(batches)).isNotEqualTo(Connector.Landed.NO);
        }

        @Test
        void may_be_long() {
            Item[] items = new Item[2_000];
            for (int i = 0; i < items.length; i++) {
                items[i] = create(item(i, "code" + i));
            }
            assertThat(write(items)).hasSize(2_000).allSatisfy(WriteContract::held);
        }
    }

    @Nested
    class What_is_written {

        @Test
        void has_a_version_between_what_was_before_and_what_comes_after() {
            try (Feed feed = connector().open(List.of(table("items")), null)) {
                Told told = new Told(feed);
                told.snapshot(1);
                users().insert("items", item(1, "a"));
                long before = Told.versionOf(told.next(1).getFirst());
                Row patch = row("items", "amount", Value.of(2));
                NativeReading held = held(write(update(key(1), patch, Row.empty(4))).getFirst());
                users().update("items", key(1), row("items", "note", Value.of("after")));
                long after = 0;
                while (after == 0) {
                    Change change = told.next(1).getFirst();
                    boolean theirs =
                            change instanceof Change.Upsert upsert
                                    && Value.of("after").equals(upsert.row().get(3));
                    after = theirs ? Told.versionOf(change) : 0;
                }
                assertThat(Told.position(held.version())).isBetween(before + 1, after - 1);
            }
        }

        @Test
        void comes_back_as_it_was_written_or_not_at_all() {
            try (Feed feed = connector().open(List.of(table("items")), null)) {
                Told told = new Told(feed);
                told.snapshot(1);
                held(write(create(item(1, "a"))).getFirst());
                users().insert("items", item(2, "b"));
                Change change = told.next(1).getFirst();
                if (Told.keyOf(change).equals(key(1))) {
                    assertThat(((Change.Upsert) change).row()).isEqualTo(there(key(1)));
                    change = told.next(1).getFirst();
                }
                assertThat(Told.keyOf(change)).isEqualTo(key(2));
            }
        }

        @Test
        void is_refused_with_a_version_before_every_later_change() {
            try (Feed feed = connector().open(List.of(table("items")), null)) {
                Told told = new Told(feed);
                told.snapshot(1);
                users().insert("items", item(1, "a"));
                long before = Told.versionOf(told.next(1).getFirst());
                NativeReading current = current(write(create(item(1, "b"))).getFirst());
                users().delete("items", key(1));
                long after = Told.versionOf(told.next(1).getFirst());
                assertThat(Told.position(current.version())).isBetween(before, after - 1);
            }
        }
    }
}
