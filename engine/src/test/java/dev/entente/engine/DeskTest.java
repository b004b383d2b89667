package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Command;
import dev.entente.engine.desk.DeskClient;
import dev.entente.engine.desk.DeskServer;
import dev.entente.engine.desk.NoAnswer;
import dev.entente.engine.desk.Question;
import dev.entente.engine.watch.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask and tell, in process and through the socket. */
class DeskTest {

    @TempDir Path folder;

    private static final Value ONE = Value.of(1);

    private static Value v(String text) {
        return Value.of(text);
    }

    @Test
    void a_record_s_story_is_told_with_personal_values_masked() {
        try (Pair pair = new Pair(folder).started()) {
            pair.a.put(ONE, v("Ada"), v("London"));
            pair.untilEqual();
            pair.b.put(ONE, v("Ada"), v("Paris"));
            pair.until(() -> Row.of(ONE, v("Ada"), v("Paris")).equals(pair.a.row(ONE)));
            pair.untilEqual();
            Answer.Stories masked =
                    pair.engine().desk().ask(new Question.Explain("customer", "1", false));
            assertThat(masked.toString()).contains("•••", "London").doesNotContain("Ada");
            Answer.Story story =
                    pair.engine()
                            .desk()
                            .ask(new Question.Explain("customer", "1", true))
                            .stories()
                            .getFirst();
            List<String> sentences =
                    story.entries().stream()
                            .flatMap(entry -> entry.lines().stream())
                            .map(Answer.Line::sentence)
                            .toList();
            assertThat(sentences)
                    .anyMatch(said -> said.startsWith("Found at a under the key 1."))
                    .anyMatch(said -> said.startsWith("Written to b."))
                    .anyMatch(said ->
                            said.startsWith("town at b went from “London” to “Paris” by somebody"));
        }
    }

    @Test
    void what_is_set_aside_is_listed_and_tried_again() {
        try (Pair pair = new Pair(folder).started()) {
            pair.b.forbidden.add(v("Nowhere"));
            pair.a.put(ONE, v("Ada"), v("Nowhere"));
            pair.until(() -> pair.engine().status().entities().getFirst().parked() == 1);
            Answer.ParkedRecords parked = pair.engine().desk().ask(new Question.Parked(null, 10));
            assertThat(parked.records())
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.reason()).isEqualTo("rejected");
                        assertThat(record.system()).isEqualTo("b");
                        assertThat(record.message()).contains("check constraint");
                    });
            pair.b.forbidden.clear();
            Answer.Done done = pair.engine().desk().ask(new Command.Retry(null, null, "me"));
            assertThat(done.changed()).isEqualTo(1);
            pair.until(() -> pair.b.size() == 1);
            assertThat(pair.engine().desk().ask(new Question.Parked(null, 10)).records()).isEmpty();
        }
    }

    @Test
    void what_is_tried_again_in_vain_is_set_aside_since_the_first_time() {
        try (Pair pair = new Pair(folder).started()) {
            pair.b.forbidden.add(v("Nowhere"));
            pair.a.put(ONE, v("Ada"), v("Nowhere"));
            pair.until(() -> timesAside(pair) == 1);
            String first = since(pair);
            pair.engine().desk().ask(new Command.Retry(null, null, "me"));
            pair.until(() -> timesAside(pair) == 2);
            assertThat(since(pair)).isEqualTo(first);
            pair.a.put(ONE, v("Adah"), v("Nowhere"));
            pair.until(() -> timesAside(pair) == 3);
            assertThat(since(pair)).as("another write failed, not the same").isGreaterThan(first);
        }
    }

    private static String since(Pair pair) {
        return pair.engine().desk().ask(new Question.Parked(null, 10)).records().getFirst().since();
    }

    private static long timesAside(Pair pair) {
        return pair
                .engine()
                .desk()
                .ask(new Question.Explain("customer", "1", false))
                .stories()
                .stream()
                .flatMap(story -> story.entries().stream())
                .flatMap(entry -> entry.lines().stream())
                .filter(line -> line.kind().equals("set-aside"))
                .count();
    }

    @Test
    void a_brake_is_released() {
        try (Pair pair = new Pair(folder).started()) {
            for (int i = 0; i < 100; i++) {
                pair.a.put(Value.of(i), v("n" + i), v("x"));
            }
            pair.until(() -> pair.engine().status().entities().getFirst().records() == 100);
            pair.untilEqual();
            for (int i = 0; i < 50; i++) {
                pair.a.delete(Value.of(i));
            }
            pair.until(() -> !pair.engine().status().brakes().isEmpty());
            Answer.Done done =
                    pair.engine().desk().ask(new Command.Release("customer", null, "me"));
            assertThat(done.changed()).isEqualTo(1);
            pair.until(() -> pair.b.size() == 50);
        }
    }

    @Test
    void a_table_that_was_emptied_deletes_nothing_before_two_words() {
        try (Pair pair = new Pair(folder).started()) {
            for (int i = 0; i < 100; i++) {
                pair.a.put(Value.of(i), v("n" + i), v("x"));
            }
            pair.untilEqual();
            pair.a.truncate();
            pair.until(() -> pair.engine().status().brakes().size() == 2);
            assertThat(pair.b.size()).isEqualTo(100);
            pair.engine().desk().ask(new Command.Release(null, null, "me"));
            pair.until(() -> pair.engine().status().brakes().size() == 1);
            assertThat(pair.b.size()).isGreaterThanOrEqualTo(90);
            pair.engine().desk().ask(new Command.Release(null, null, "me"));
            pair.until(() -> pair.b.size() == 0);
        }
    }

    @Test
    void the_socket_answers_as_the_desk_does() throws IOException {
        try (Pair pair = new Pair(folder).started();
                DeskServer server = DeskServer.open(folder, pair.engine().desk(), pair.host);
                DeskClient client = Objects.requireNonNull(DeskClient.connect(folder))) {
            assertThat(server).isNotNull();
            pair.a.put(ONE, v("Ada"), v("London"));
            pair.untilEqual();
            Status status = client.ask(new Question.HowIsIt());
            assertThat(status.systems()).hasSize(2);
            Question.Explain explain = new Question.Explain("customer", "1", true);
            assertThat(client.ask(explain)).isEqualTo(pair.engine().desk().ask(explain));
            assertThatThrownBy(() -> client.ask(new Question.Explain("custommer", "1", true)))
                    .isInstanceOf(NoAnswer.class)
                    .hasMessageContaining("`customer`");
            client.ask(new Command.Stop("me"));
            pair.until(() -> pair.engine().status().state() == Status.State.STOPPED);
        }
        assertThat(DeskClient.connect(folder)).isNull();
    }

    @Test
    void a_folder_with_a_long_name_has_its_socket_elsewhere() throws IOException {
        Path deep = folder.resolve("x".repeat(120));
        java.nio.file.Files.createDirectories(deep);
        try (Pair pair = new Pair(folder.resolve("data")).started();
                DeskServer server = DeskServer.open(deep, pair.engine().desk(), pair.host);
                DeskClient client = Objects.requireNonNull(DeskClient.connect(deep))) {
            assertThat(server).isNotNull();
            assertThat(client.ask(new Question.Brakes()).brakes()).isEmpty();
        }
        assertThat(deep.resolve("desk.path")).doesNotExist();
    }
}
