package dev.entente.core.step;

import static dev.entente.core.step.Dialogue.A;
import static dev.entente.core.step.Dialogue.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Policy;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Value;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * A user leaves a value and comes back to it, and a write of ours finds what it expects; the log
 * tells of that only afterwards.
 */
class BelatedScenario {
    private static final Policy LATEST = new Policy.LastWriterWins();

    private static Dialogue met(Policy policy, Value value) {
        Entity entity = Fields.entity(2, DeletePolicy.UPDATE_WINS, List.of(policy));
        return new Dialogue(entity).met(value);
    }

    private static Value v(String text) {
        return Value.of(text);
    }

    private static Value set(String... elements) {
        return new Value.Items(List.of(elements).stream().map(Value::of).toList());
    }

    @Nested
    class The_later_edit_wins {

        @Test
        void though_its_value_was_there_already_and_is_written_over() {
            Dialogue told = met(LATEST, v("x"));
            long left = told.position();
            long early = told.now();
            told.sees(B, v("z"));
            long back = told.position();
            long late = told.now();
            told.applied(A, v("z")).hears(A, left, early, v("y"));
            assertThat(told.lastRule(0)).isEqualTo(Rule.HEAD_WON);
            assertThat(told.head(0)).isEqualTo(v("z"));
            told.hears(A, back, late, v("x"));
            assertThat(told.head(0)).isEqualTo(v("x"));
            assertThat(told.unsettled(A).values().get(0)).isEqualTo(v("x"));
            assertThat(told.unsettled(A).expected().values().get(0)).isEqualTo(v("z"));
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("x"));
        }

        @Test
        void and_the_earlier_one_loses() {
            Dialogue told = met(LATEST, v("x"));
            long left = told.position();
            long back = told.position();
            long early = told.now();
            told.sees(B, v("z")).applied(A, v("z"));
            told.hears(A, left, early, v("y")).hears(A, back, early + 1, v("x"));
            assertThat(told.head(0)).isEqualTo(v("z"));
            assertThat(told.isQuiet(A) && told.isQuiet(B)).isTrue();
        }

        @Test
        void also_where_the_log_told_while_the_write_was_under_way() {
            Dialogue told = met(LATEST, v("x"));
            told.sees(B, v("z")).sees(A, v("y")).sees(A, v("x")).applied(A, v("z"));
            assertThat(told.head(0)).isEqualTo(v("x"));
        }
    }

    @Nested
    class What_comes_again_counts_once {

        @Test
        void when_the_log_is_read_again_from_an_older_cursor() {
            Dialogue told = met(new Policy.Max(), Value.of(10));
            long left = told.position();
            long back = told.position();
            long early = told.now();
            told.sees(B, Value.of(11)).applied(A, Value.of(11));
            for (int i = 0; i < 2; i++) {
                told.hears(A, left, early, Value.of(15)).hears(A, back, early + 1, Value.of(10));
            }
            assertThat(
                            told.changes(0).stream()
                                    .filter(change -> change.incoming().equals(Value.of(15))))
                    .hasSize(1);
        }
    }

    @Nested
    class Of_a_set {

        /** Every system holds the head, and yet it is not over. */
        @Test
        void an_element_that_was_put_in_and_taken_out_is_gone_in_the_end() {
            Dialogue told = met(new Policy.SetMerge(), set("old"));
            long in = told.position();
            long early = told.now();
            long out = told.position();
            long late = told.now();
            told.sees(B, set()).applied(A, set());
            told.hears(A, in, early, set("old", "x"));
            assertThat(told.head(0)).isEqualTo(set("x"));
            told.applied(A).applied(B);
            told.hears(A, out, late, set("old"));
            assertThat(told.head(0)).isEqualTo(set());
        }
    }
}
