package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.lens.Among;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Question;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the last run sent, and did not live to hear of. */
class FoundUnderWayTest {

    private static final Among TOWNS = Among.texts(List.of("London", "Rome"));

    @TempDir Path folder;

    private static Value v(String text) {
        return Value.of(text);
    }

    private static Value v(long whole) {
        return Value.of(whole);
    }

    /** One transaction; the second record's town is none that b can write. */
    private static void three(Pair pair) {
        pair.a.putAll(
                List.of(
                        Row.of(v(1), v("Ada"), v("London")),
                        Row.of(v(2), v("Bob"), v("Atlantis")),
                        Row.of(v(3), v("Cleo"), v("Rome"))));
    }

    /** The engine ends in the middle of it, and another finds what it left in the store. */
    private static void ends(Pair pair) {
        pair.until(() -> pair.engine().status().systems().get(1).trouble() != null);
        pair.engine().stop();
        assertThat(pair.underWay()).isEqualTo(3);
        pair.b.losesTheBatch = false;
        pair.b.losesTheAnswer = false;
        pair.b.isDown = false;
        pair.again(Options.DEFAULT);
    }

    private static void isSetAsideAlone(Pair pair) {
        pair.until(() -> pair.b.size() == 2 && pair.underWay() == 0);
        Answer.ParkedRecords parked = pair.engine().desk().ask(new Question.Parked(null, 10));
        assertThat(parked.records())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.record()).isEqualTo("2");
                    assertThat(record.system()).isEqualTo("b");
                    assertThat(record.message()).contains("town", "is not one of");
                });
        pair.a.put(v(4), v("Dora"), v("Rome"));
        pair.until(() -> pair.b.size() == 3);
        pair.a.put(v(2), v("Bob"), v("Rome"));
        pair.untilEqual();
        assertThat(pair.b.size()).isEqualTo(4);
    }

    @Nested
    class A_record_that_has_no_form_at_the_other_side {

        @Test
        void is_set_aside_and_the_rest_goes_where_the_batch_had_not_arrived() {
            try (Pair pair = new Pair(folder, TOWNS).started()) {
                pair.b.losesTheBatch = true;
                three(pair);
                ends(pair);
                isSetAsideAlone(pair);
                assertThat(pair.b.batches)
                        .allSatisfy(batch -> assertThat(batch.items()).isNotEmpty());
            }
        }

        @Test
        void is_set_aside_and_the_rest_is_there_where_the_answer_was_lost() {
            try (Pair pair = new Pair(folder, TOWNS).started()) {
                pair.b.losesTheAnswer = true;
                three(pair);
                ends(pair);
                assertThat(pair.b.batches).hasSize(1);
                isSetAsideAlone(pair);
            }
        }
    }
}
