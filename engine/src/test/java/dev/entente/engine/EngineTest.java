package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.watch.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, between two systems in memory. */
class EngineTest {

    @TempDir Path folder;

    private static Value v(String text) {
        return Value.of(text);
    }

    private static Value v(long whole) {
        return Value.of(whole);
    }

    @Nested
    class Between_two_empty_systems {

        @Test
        void a_record_made_at_one_is_made_at_the_other() {
            try (Pair pair = new Pair(folder).started()) {
                pair.a.put(v(1), v("Ada"), v("London"));
                pair.untilEqual();
                assertThat(pair.b.size()).isEqualTo(1);
            }
        }

        @Test
        void edits_go_both_ways_and_deletes_do() {
            try (Pair pair = new Pair(folder).started()) {
                pair.a.put(v(1), v("Ada"), v("London"));
                pair.untilEqual();
                pair.b.put(v(1), v("Ada"), v("Paris"));
                pair.until(() -> Row.of(v(1), v("Ada"), v("Paris")).equals(pair.a.row(v(1))));
                pair.b.delete(v(1));
                pair.until(() -> pair.a.size() == 0);
                pair.untilEqual();
            }
        }

        @Test
        void different_columns_changed_at_once_both_survive() {
            try (Pair pair = new Pair(folder).started()) {
                for (int i = 0; i < 50; i++) {
                    pair.a.put(v(i), v("Ada"), v("London"));
                }
                pair.untilEqual();
                for (int i = 0; i < 50; i++) {
                    pair.a.put(v(i), v("Ada Lovelace"), v("London"));
                    pair.b.put(v(i), v("Ada"), v("Paris"));
                }
                Row merged = Row.of(v(7), v("Ada Lovelace"), v("Paris"));
                pair.until(
                        () -> merged.equals(pair.a.row(v(7))) && merged.equals(pair.b.row(v(7))));
                pair.untilEqual();
            }
        }
    }

    @Nested
    class When_both_sides_have_data {

        @Test
        void they_are_linked_and_what_is_missing_is_made() {
            try (Pair pair = new Pair(folder)) {
                for (int i = 0; i < 3_000; i++) {
                    pair.a.put(v(i), v("n" + i), v("x"));
                }
                for (int i = 1_500; i < 4_500; i++) {
                    pair.b.put(v(i), v("n" + i), v("x"));
                }
                pair.started();
                pair.untilEqual();
                assertThat(pair.a.size()).isEqualTo(4_500);
                assertThat(pair.engine().status().state()).isEqualTo(Status.State.RUNNING);
            }
        }
    }

    @Nested
    class A_transaction {

        @Test
        void stays_whole_at_the_other_side() {
            try (Pair pair = new Pair(folder).started()) {
                List<Row> rows = new ArrayList<>();
                for (int i = 0; i < 7_000; i++) {
                    rows.add(Row.of(v(i), v("n" + i), v("x")));
                }
                pair.a.putAll(rows);
                pair.untilEqual();
                assertThat(pair.b.batches).hasSize(1);
            }
        }
    }

    @Nested
    class Records_that_cannot_go {

        @Test
        void are_tried_again_when_they_were_locked() {
            try (Pair pair = new Pair(folder).started()) {
                pair.a.put(v(1), v("Ada"), v("London"));
                pair.untilEqual();
                pair.b.locked.add(Key.of(v(1)));
                pair.a.put(v(1), v("Ada"), v("Rome"));
                pair.a.put(v(2), v("Bob"), v("Rome"));
                pair.until(() -> pair.b.size() == 2);
                pair.b.locked.clear();
                pair.untilEqual();
            }
        }

        @Test
        void are_set_aside_when_the_other_side_will_never_take_them() {
            try (Pair pair = new Pair(folder).started()) {
                pair.b.forbidden.add(v("Nowhere"));
                pair.a.put(v(1), v("Ada"), v("Nowhere"));
                pair.a.put(v(2), v("Bob"), v("Rome"));
                pair.until(() -> pair.b.size() == 1);
                pair.until(() -> pair.engine().status().entities().getFirst().parked() == 1);
                pair.a.put(v(1), v("Ada"), v("Rome"));
                assertThat(pair.b.size()).isEqualTo(1);
            }
        }
    }

    @Nested
    class A_system_that_is_down {

        @Test
        void gets_what_waited_once_it_is_back() {
            try (Pair pair = new Pair(folder).started()) {
                pair.a.put(v(1), v("Ada"), v("London"));
                pair.untilEqual();
                pair.b.isDown = true;
                for (int i = 0; i < 100; i++) {
                    pair.a.put(v(i), v("Ada" + i), v("Rome"));
                }
                pair.until(() -> pair.engine().status().systems().get(1).trouble() != null);
                pair.b.isDown = false;
                pair.untilEqual();
            }
        }
    }

    @Nested
    class A_second_start {

        @Test
        void goes_straight_on() {
            try (Pair pair = new Pair(folder).started()) {
                pair.a.put(v(1), v("Ada"), v("London"));
                pair.untilEqual();
                pair.engine().stop();
                pair.a.put(v(1), v("Ada"), v("Rome"));
                pair.b.put(v(2), v("Bob"), v("Oslo"));
                pair.again(Options.DEFAULT);
                pair.until(() -> pair.a.size() == 2);
                pair.untilEqual();
                assertThat(pair.b.row(v(1))).isEqualTo(Row.of(v(1), v("Ada"), v("Rome")));
            }
        }
    }

    @Nested
    class Too_many_deletes {

        @Test
        void stop_before_anything_is_deleted() {
            try (Pair pair = new Pair(folder).started()) {
                for (int i = 0; i < 100; i++) {
                    pair.a.put(v(i), v("n" + i), v("x"));
                }
                pair.untilEqual();
                pair.until(() -> pair.engine().status().entities().getFirst().records() == 100);
                for (int i = 0; i < 50; i++) {
                    pair.a.delete(v(i));
                }
                pair.until(() -> !pair.engine().status().brakes().isEmpty());
                assertThat(pair.b.size()).isGreaterThanOrEqualTo(90);
            }
        }
    }
}
