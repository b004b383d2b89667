package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Command;
import dev.entente.engine.desk.Question;
import dev.entente.engine.desk.Wording;
import dev.entente.engine.journal.Journal;
import dev.entente.engine.store.Space;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal lets go of, by an engine at work and a clock that the test turns on. */
class RetentionTest {

    private static final Duration KEEP = Duration.ofDays(30);
    private static final Value ONE = Value.of(1);
    private static final Value TWO = Value.of(2);

    @TempDir private Path folder;

    private final Calendar calendar = new Calendar();
    private Pair pair;

    /** Two records of the first day, one of which is edited on the twentieth. */
    @BeforeEach
    void begin() {
        pair = new Pair(folder, calendar, KEEP).started();
        pair.a.put(ONE, v("Ada"), v("London"));
        pair.a.put(TWO, v("Bob"), v("Rome"));
        untilKnown(ONE, "London");
        untilKnown(TWO, "Rome");
        pass(20);
        pair.b.put(ONE, v("Ada"), v("Paris"));
        untilKnown(ONE, "Paris");
    }

    @AfterEach
    void end() {
        pair.close();
    }

    private static Value v(String text) {
        return Value.of(text);
    }

    /** Until the store has it that both systems hold this. */
    private void untilKnown(Value key, String town) {
        pair.until(() ->
                stories(key).stream()
                                .flatMap(story -> story.copies().stream())
                                .filter(copy -> copy.unsettled() == null)
                                .filter(copy -> town.equals(copy.seen().get("town")))
                                .count()
                        == 2);
    }

    /** So many days go by; then the engine is called upon, to no effect. */
    private void pass(int days) {
        calendar.pass(Duration.ofDays(days));
        pair.engine().desk().ask(new Command.Retry(null, null, "me"));
    }

    private List<Answer.Story> stories(Value key) {
        String record = String.valueOf(Wording.of(key));
        return pair.engine().desk().ask(new Question.Explain("customer", record, true)).stories();
    }

    private Answer.Story story(Value key) {
        return stories(key).getFirst();
    }

    private void untilPruned(Value key) {
        pair.until(() -> story(key).pruned() > 0);
    }

    private void isWhole() {
        Journal.Verdict verdict = pair.audit();
        assertThat(verdict.isWhole()).as(verdict.toString()).isTrue();
        assertThat(verdict.lines()).isEqualTo(pair.stored(Space.AUDIT).size());
    }

    @Test
    void everything_within_the_span_stays() {
        assertThat(story(ONE).pruned()).isZero();
        assertThat(story(ONE).entries()).hasSizeGreaterThan(story(TWO).entries().size());
        pass(9);
        pair.a.put(TWO, v("Bob"), v("Oslo"));
        untilKnown(TWO, "Oslo");
        assertThat(story(ONE).pruned()).isZero();
        assertThat(story(TWO).pruned()).isZero();
        isWhole();
    }

    @Nested
    class Once_the_span_is_over {

        @Test
        void what_is_older_goes_and_what_is_newer_stays() {
            int all = story(ONE).entries().size();
            String first = Wording.time(calendar.now() - Duration.ofDays(1).toNanos() / 1_000);
            List<Answer.Entry> newer =
                    story(ONE).entries().stream()
                            .filter(entry -> entry.time().compareTo(first) > 0)
                            .toList();
            pass(11);
            untilPruned(TWO);
            assertThat(newer).isNotEmpty();
            assertThat(story(ONE).entries()).isEqualTo(newer);
            assertThat(story(TWO).entries()).isEmpty();
            assertThat(story(ONE).pruned()).isEqualTo(all - newer.size());
            assertThat(pair.stored(Space.JOURNAL)).hasSize(newer.size());
            isWhole();
        }

        @Test
        void nothing_is_lost_of_what_is_known_of_the_records() {
            List<SortedMap<String, String>> known = known();
            assertThat(known.getFirst()).hasSize(2);
            pass(11);
            untilPruned(TWO);
            assertThat(known()).isEqualTo(known);
        }

        private List<SortedMap<String, String>> known() {
            return List.of(
                    pair.stored(Space.LINKS), pair.stored(Space.KEYS), pair.stored(Space.MATCHES));
        }

        @Test
        void a_record_without_history_is_kept_in_agreement_as_before() {
            pass(31);
            untilPruned(ONE);
            assertThat(pair.stored(Space.JOURNAL)).isEmpty();
            pair.b.put(ONE, v("Ada"), v("Bern"));
            untilKnown(ONE, "Bern");
            assertThat(pair.a.row(ONE)).isEqualTo(Row.of(ONE, v("Ada"), v("Bern")));
            pair.a.delete(TWO);
            pair.until(() -> pair.b.row(TWO) == null);
            pair.engine().stop();
            pair.again(Options.DEFAULT);
            pair.a.put(ONE, v("Ada"), v("Graz"));
            untilKnown(ONE, "Graz");
            assertThat(pair.b.row(ONE)).isEqualTo(Row.of(ONE, v("Ada"), v("Graz")));
            assertThat(pair.a.size()).isEqualTo(1);
            isWhole();
        }

        @Test
        void it_is_looked_after_again_and_again() {
            pass(11);
            untilPruned(TWO);
            long gone = story(ONE).pruned();
            pass(20);
            pair.until(() -> story(ONE).pruned() > gone);
            assertThat(story(ONE).entries()).isEmpty();
            isWhole();
        }

        @Test
        void more_goes_than_can_go_in_one_piece() {
            List<Row> many = new ArrayList<>();
            LongStream.range(10, 3_010)
                    .forEach(key -> many.add(Row.of(Value.of(key), v("n" + key), v("x"))));
            pair.a.putAll(many);
            pair.until(() -> pair.b.size() == many.size() + 2);
            untilKnown(Value.of(3_009), "x");
            assertThat(pair.stored(Space.JOURNAL)).hasSizeGreaterThan(5_000);
            pass(31);
            pair.until(() -> pair.stored(Space.JOURNAL).isEmpty());
            assertThat(pair.stored(Space.JOURNAL_BY_TIME)).isEmpty();
            isWhole();
        }
    }

    @Test
    void the_longest_span_that_a_file_can_name_keeps_everything(@TempDir Path other) {
        try (Pair keeper = new Pair(other, calendar, Duration.ofDays(999_999)).started()) {
            keeper.a.put(ONE, v("Ada"), v("London"));
            keeper.until(() -> keeper.b.size() == 1);
            keeper.untilEqual();
            int kept = keeper.stored(Space.JOURNAL).size();
            calendar.pass(Duration.ofDays(3_650));
            keeper.a.put(TWO, v("Bob"), v("Rome"));
            keeper.until(() -> keeper.b.size() == 2);
            keeper.untilEqual();
            assertThat(keeper.stored(Space.JOURNAL)).hasSizeGreaterThan(kept);
            assertThat(keeper.audit().isWhole()).isTrue();
        }
    }
}
