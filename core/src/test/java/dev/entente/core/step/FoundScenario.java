package dev.entente.core.step;

import static dev.entente.core.step.Dialogue.A;
import static dev.entente.core.step.Dialogue.B;
import static dev.entente.core.step.Dialogue.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Policy;
import dev.entente.core.link.Reading;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What was found at a system by the way: by a write that was refused, or when one was read back.
 */
class FoundScenario {
    private static final Policy LATEST = new Policy.LastWriterWins();

    private static Entity entity(Policy... policies) {
        return Fields.entity(2, DeletePolicy.UPDATE_WINS, List.of(policies));
    }

    private static Value v(String text) {
        return Value.of(text);
    }

    private static Value set(String... elements) {
        return new Value.Items(List.of(elements).stream().map(Value::of).toList());
    }

    @Nested
    class When_a_write_is_read_back {

        /** The time of the reading is not that of the edit: the later edit would lose. */
        @Test
        void waits_for_the_feed_to_say_when_it_was_written() {
            Dialogue told = new Dialogue(entity(LATEST, LATEST)).met(v("f0"), v("g0"));
            told.sees(A, v("f1"), v("g0"));
            long theirs = told.now();
            told.sees(A, v("f1"), v("late"));
            told.readBack(B, Event.Landed.YES, v("f1"), v("early"));
            assertThat(told.head(1)).isEqualTo(v("late"));
            assertThat(told.isQuiet(B)).as("nothing is written over what is not known").isTrue();
            told.sees(B, theirs, v("f1"), v("early"));
            assertThat(told.head(1)).isEqualTo(v("late"));
            assertThat(told.lastRule(1)).isEqualTo(Rule.HEAD_WON);
            assertThat(told.unsettled(B).values().get(1)).isEqualTo(v("late"));
        }

        /** A create finds nothing there: whatever waits was after it. */
        @Test
        void takes_in_all_that_the_feed_told_since_a_create() {
            Dialogue told = new Dialogue(entity(LATEST, LATEST)).sees(A, v("f0"), v("g0")).lacks(B);
            told.sees(B, v("f0"), v("g1")).seesOnly(B, v("f1"));
            told.readBack(B, Event.Landed.YES, v("f1"), v("g1"));
            assertThat(told.head(0)).isEqualTo(v("f1"));
            assertThat(told.head(1)).isEqualTo(v("g1"));
        }

        /** The log leaves out our own write, which was the last. */
        @Test
        void is_not_forgotten_before_the_feed_has_come_to_it() {
            Dialogue told = new Dialogue(entity(LATEST)).met(v("x"));
            told.sees(A, v("z")).sees(B, v("y"));
            long back = told.position();
            told.readBack(B, Event.Landed.YES, v("z")).hears(B, back, told.now(), v("x"));
            assertThat(told.replica(B).flight().found()).isNotNull();
            assertThat(told.isQuiet(B)).as("nothing is written over it").isTrue();
            told.reviewed();
            assertThat(told.replica(B).seen().values().get(0)).isEqualTo(v("z"));
            assertThat(told.head(0)).isEqualTo(v("z"));
        }

        @Test
        void tells_what_was_sent_from_what_was_added() {
            Dialogue told = new Dialogue(entity(new Policy.SetMerge())).met(set("old"));
            told.sees(A, set("old", "x"));
            told.readBack(B, Event.Landed.UNKNOWN, set("mine", "old", "x"));
            assertThat(told.head(0)).isEqualTo(set("mine", "old", "x"));
            told.sees(A, told.now() - 1_500, set("old")).refused(A, set("old"));
            assertThat(told.head(0)).isEqualTo(set("mine", "old"));
        }

        @Test
        void is_nothing_new_where_only_what_was_sent_is_there() {
            Dialogue told = new Dialogue(entity(LATEST, LATEST)).met(v("f0"), v("g0"));
            told.sees(A, v("f1"), v("g0")).readBack(B, Event.Landed.YES, v("f1"), v("g0"));
            assertThat(told.replica(B).flight().found()).isNull();
            assertThat(told.isQuiet(A) && told.isQuiet(B)).isTrue();
        }
    }

    @Nested
    class When_a_write_is_refused {

        @Test
        void says_nothing_of_a_record_that_has_left_that_key_since() {
            Dialogue told = new Dialogue(entity(LATEST)).met(v("x"));
            Key next = Key.of(v("next"));
            told.sees(A, v("y")).sees(B, v("z")).seesGone(B).seesUnder(next, B, told.now(), v("w"));
            told.refused(B, v("z"));
            assertThat(told.replica(B).key()).isEqualTo(next).isNotEqualTo(key(B));
            assertThat(told.replica(B).flight().found()).isNull();
        }
    }

    @Nested
    class When_a_write_finds_nothing {

        /** Where a row is gone there is no version to be had, either. */
        @Test
        void the_delete_is_waited_for_and_counts() {
            Dialogue told = new Dialogue(entity(LATEST)).met(v("x"));
            told.sees(A, v("y")).happens(now -> refusedByNothing(told, now));
            assertThat(told.isQuiet(B)).isTrue();
            told.seesGone(B);
            assertThat(told.tells(Fact.SetBack.class)).isFalse();
            assertThat(told.tells(Fact.Gone.class)).isTrue();
        }

        private static Event refusedByNothing(Dialogue told, long now) {
            Reading gone = Reading.gone(key(B), 1, Version.None.NONE);
            return new Event.Refused(B, told.unsettled(B).id(), gone, now);
        }
    }

    @Nested
    class When_a_text_is_merged {

        @Test
        void both_have_what_either_wrote_and_nobody_twice() {
            Dialogue told = new Dialogue(entity(new Policy.TextMerge())).met(v("Call back."));
            told.sees(A, v("Urgent! Call back.")).refused(B, v("Call back. Ask for Jo."));
            told.sees(B, v("Call back. Ask for Jo."));
            assertThat(told.head(0)).isEqualTo(v("Urgent! Call back. Ask for Jo."));
            assertThat(told.lastRule(0)).isEqualTo(Rule.MERGED);
            told.applied(A, v("Urgent! Call back. Ask for Jo."));
            told.applied(B, v("Urgent! Call back. Ask for Jo."));
            told.sees(B, v("Urgent! Call back. Ask for Jo. Today."));
            assertThat(told.head(0)).isEqualTo(v("Urgent! Call back. Ask for Jo. Today."));
            assertThat(told.lastRule(0)).isEqualTo(Rule.FAST_FORWARD);
        }
    }
}
