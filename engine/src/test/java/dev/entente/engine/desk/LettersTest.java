package dev.entente.engine.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class LettersTest {

    private final Letters letters = new Letters();

    static Stream<Class<?>> inquiries() {
        return Stream.<Class<?>>of(Question.class, Command.class)
                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()));
    }

    @Nested
    class Of_every_kind {

        static Stream<Class<?>> inquiries() {
            return LettersTest.inquiries();
        }

        @ParameterizedTest
        @MethodSource
        void inquiries(Class<?> type) {
            for (Sample.Kind kind : Sample.Kind.values()) {
                Inquiry<?> inquiry = (Inquiry<?>) new Sample(kind).of(type);
                byte[] line = letters.question(inquiry);
                assertThat(line).doesNotContain((byte) '\n');
                assertThat(letters.inquiry(line)).isEqualTo(inquiry);
            }
        }

        @ParameterizedTest
        @MethodSource("inquiries")
        void answers(Class<?> type) {
            for (Sample.Kind kind : Sample.Kind.values()) {
                Inquiry<?> inquiry = (Inquiry<?>) new Sample(kind).of(type);
                Object answer = new Sample(kind).of(Letters.answerTo(type));
                byte[] line = letters.answer(answer);
                assertThat(line).doesNotContain((byte) '\n');
                assertThat((Object) letters.answer(line, inquiry)).isEqualTo(answer);
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"FULL", "NULLS"})
        void no_record_is_forgotten(Sample.Kind kind) {
            Sample sample = new Sample(kind);
            LettersTest.inquiries().forEach(type -> sample.of(Letters.answerTo(type)));
            Set<String> known = new TreeSet<>();
            Stream.of(Answer.class.getPermittedSubclasses())
                    .map(Class::getName)
                    .forEach(known::add);
            assertThat(sample.met()).containsAll(known);
        }
    }

    @Nested
    class Values {

        @Test
        void keep_what_is_null_and_what_is_absent_apart() {
            Map<String, @Nullable String> held = new LinkedHashMap<>();
            held.put("pms", null);
            held.put("crm", "");
            Answer.Conflict conflict =
                    new Answer.Conflict("guest", "l", "7", null, null, null, null, held, "now");
            Answer.Conflicts answer = new Answer.Conflicts(List.of(conflict), false);
            Question.Conflicts question = new Question.Conflicts(null, false, 10);
            Answer.Conflicts back = letters.answer(letters.answer(answer), question);
            assertThat(back.conflicts().getFirst().held())
                    .containsEntry("pms", null)
                    .containsEntry("crm", "")
                    .doesNotContainKey("shop");
        }
    }

    @Nested
    class A_question_by_hand {

        @Test
        void may_leave_out_what_may_be_null() {
            assertThat(inquiry("{\"ask\":\"Retry\",\"with\":{\"by\":\"ann\"}}"))
                    .isEqualTo(new Command.Retry(null, null, "ann"));
        }

        @Test
        void may_have_nothing_with_it() {
            assertThat(inquiry("{\"ask\":\"HowIsIt\"}")).isEqualTo(new Question.HowIsIt());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"ask\":\"Stop\"}",
                    "{\"ask\":\"Stop\",\"with\":null}",
                    "{\"ask\":\"Stop\",\"with\":[]}",
                    "{\"ask\":\"Stop\",\"with\":{\"by\":null}}",
                    "{\"ask\":\"Parked\",\"with\":{\"entity\":\"guest\"}}",
                })
        void is_refused_where_something_is_missing_and_told_what(String line) {
            assertThatThrownBy(() -> inquiry(line))
                    .isInstanceOf(NoAnswer.class)
                    .hasMessageContaining("needs");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "hello",
                    "null",
                    "7",
                    "[]",
                    "[\"dev.entente.engine.desk.Command$Stop\",{\"by\":\"eve\"}]",
                    "{}",
                    "{\"ask\":7}",
                    "{\"ask\":\"stop\",\"with\":{\"by\":\"eve\"}}",
                    "{\"ask\":\"java.lang.Runtime\"}",
                    "{\"ask\":\"Command$Stop\",\"with\":{\"by\":\"eve\"}}",
                    "{\"ask\":\"dev.entente.engine.desk.Command$Stop\",\"with\":{\"by\":\"eve\"}}",
                    "{\"ask\":\"Stories\",\"with\":{\"stories\":[]}}",
                    "{\"@class\":\"dev.entente.engine.desk.Command$Stop\",\"by\":\"eve\"}",
                    "{\"ask\":\"Stop\",\"with\":{\"by\":\"eve\"},\"@class\":\"java.lang.Runtime\"}",
                    "{\"ask\":\"Stop\",\"with\":{\"@class\":\"java.lang.Runtime\",\"by\":\"eve\"}}",
                    "{\"ask\":\"Stop\",\"with\":{\"by\":[\"java.lang.Runtime\",{}]}}",
                    "{\"ask\":\"Stop\",\"with\":{\"by\":{\"@class\":\"java.io.File\"}}}",
                    "{\"ask\":\"Stop\",\"with\":{\"by\":\"eve\",\"by\":\"adam\"}}",
                    "{\"ask\":\"Stop\",\"with\":{\"by\":\"eve\"}} {}",
                    "{\"ask\":\"Stop\",\"with\":{\"by\":\"eve\"}",
                    "{\"ask\":\"Parked\",\"with\":{\"most\":\"10\"}}",
                    "{\"ask\":\"Parked\",\"with\":{\"most\":1.5}}",
                    "{\"ask\":\"Parked\",\"with\":{\"most\":99999999999}}",
                })
        void is_refused_where_it_is_none(String line) {
            assertThatThrownBy(() -> inquiry(line)).isInstanceOf(NoAnswer.class);
        }

        @Test
        void is_refused_where_it_is_deep() {
            String deep = "[".repeat(500_000);
            assertThatThrownBy(() -> inquiry("{\"ask\":\"Stop\",\"with\":" + deep))
                    .isInstanceOf(NoAnswer.class);
        }

        @Test
        void tells_what_can_be_asked() {
            assertThatThrownBy(() -> inquiry("{\"ask\":\"Weather\"}"))
                    .hasMessageContainingAll("HowIsIt", "Explain", "Resolve", "Stop");
        }

        private Inquiry<?> inquiry(String line) {
            return letters.inquiry(line.getBytes(UTF_8));
        }
    }

    @Nested
    class What_is_too_long {

        @Test
        void is_not_asked() {
            Command.Stop stop = new Command.Stop("x".repeat(Letters.LONGEST_QUESTION));
            assertThatThrownBy(() -> letters.question(stop)).isInstanceOf(NoAnswer.class);
        }

        @Test
        void is_not_answered_but_said_to_be_so() {
            Answer.Done done = new Answer.Done(1, "x".repeat(Letters.LONGEST_ANSWER));
            assertThatThrownBy(() -> letters.answer(letters.answer(done), new Command.Stop("ann")))
                    .isInstanceOf(NoAnswer.class)
                    .hasMessageContaining("Ask for less");
        }
    }

    @Nested
    class An_answer {

        @Test
        void that_is_none_has_its_message() {
            assertThatThrownBy(() ->
                            letters.answer(
                                    letters.refusal("There is no entity guest."),
                                    new Question.Brakes()))
                    .isInstanceOf(NoAnswer.class)
                    .hasMessage("There is no entity guest.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "[]", "{\"answer\":{\"weather\":\"fine\"}}"})
        void of_another_version_is_not_read(String line) {
            assertThatThrownBy(() -> letters.answer(line.getBytes(UTF_8), new Question.Brakes()))
                    .isInstanceOf(JacksonException.class);
        }
    }
}
