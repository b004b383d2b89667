package dev.entente.core.step;

import static dev.entente.core.step.Dialogue.A;
import static dev.entente.core.step.Dialogue.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Policy;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Value;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A system whose log is lost is read anew, by a log that counts from the beginning. */
class RereadingScenario {

    private static Dialogue met(Value value) {
        List<Policy> policies = List.of(new Policy.LastWriterWins());
        return new Dialogue(Fields.entity(2, DeletePolicy.UPDATE_WINS, policies)).met(value);
    }

    private static Value v(String text) {
        return Value.of(text);
    }

    private static Dialogue lost(Dialogue told, boolean setBack) {
        return told.happens(now -> new Event.LogLost(B, setBack, now));
    }

    @Nested
    class What_differs {

        @Test
        void was_edited_meanwhile() {
            Dialogue told = lost(met(v("x")), false);
            told.hears(B, 1, told.now(), v("y"));
            assertThat(told.head(0)).isEqualTo(v("y"));
            assertThat(told.unsettled(A).values().get(0)).isEqualTo(v("y"));
        }

        @Test
        void is_measured_by_the_new_log_from_then_on() {
            Dialogue told = lost(met(v("x")), false);
            told.hears(B, 2, told.now(), v("y")).hears(B, 1, told.now(), v("older"));
            assertThat(told.head(0)).isEqualTo(v("y"));
        }
    }

    @Nested
    class Where_the_system_was_set_back {

        @Test
        void what_it_holds_is_nobody_s_edit_and_is_brought_up_to_date() {
            Dialogue told = lost(met(v("x")).sees(A, v("y")).applied(B, v("y")), true);
            assertThat(told.isQuiet(B)).as("nothing is written before it was read").isTrue();
            told.hears(B, 1, told.now(), v("x"));
            assertThat(told.head(0)).isEqualTo(v("y"));
            assertThat(told.lastRule(0)).isEqualTo(Rule.SET_BACK);
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("y"));
            assertThat(told.unsettled(B).expected().values().get(0)).isEqualTo(v("x"));
            assertThat(told.isQuiet(A)).isTrue();
        }

        @Test
        void what_was_on_its_way_goes_once_it_was_read() {
            Dialogue told = lost(met(v("x")).sees(A, v("y")), true);
            assertThat(told.isQuiet(B)).isTrue();
            told.hears(B, 1, told.now(), v("x"));
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("y"));
        }

        @Test
        void what_comes_after_the_first_reading_is_an_edit() {
            Dialogue told = lost(met(v("x")), true);
            told.hears(B, 1, told.now(), v("x")).hears(B, 2, told.now(), v("new"));
            assertThat(told.head(0)).isEqualTo(v("new"));
            assertThat(told.unsettled(A).values().get(0)).isEqualTo(v("new"));
        }

        @Test
        void what_was_being_made_there_is_still_asked_about() {
            List<Policy> policies = List.of(new Policy.LastWriterWins());
            Dialogue told = new Dialogue(Fields.entity(2, DeletePolicy.UPDATE_WINS, policies));
            lost(told.sees(A, v("x")).lacks(B), true);
            assertThat(told.unsettled(B).kind()).isEqualTo(Write.Kind.CREATE);
            assertThat(told.unsettled(B).id().number()).isEqualTo(1);
        }

        @Test
        void what_is_missing_is_made_again() {
            Dialogue told = lost(met(v("x")), true).seesGone(B);
            assertThat(told.isDeleted()).isFalse();
            assertThat(told.tells(Fact.SetBack.class)).isTrue();
            assertThat(told.unsettled(B).kind()).isEqualTo(Write.Kind.CREATE);
            assertThat(told.isQuiet(A)).isTrue();
        }

        @Test
        void what_was_deleted_since_is_deleted_again() {
            Dialogue told = met(v("x")).seesGone(A).applied(B);
            lost(told, true).hears(B, 1, told.now(), v("x"));
            assertThat(told.isDeleted()).isTrue();
            assertThat(told.unsettled(B).kind()).isEqualTo(Write.Kind.DELETE);
            told.applied(B);
            assertThat(told.replica(B).standing()).isEqualTo(Standing.ABSENT);
            assertThat(told.isQuiet(A)).isTrue();
        }
    }
}
