package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.engine.desk.Answer;
import dev.entente.engine.watch.Brake;
import dev.entente.engine.watch.Forecast;
import dev.entente.engine.watch.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RenderingTest {

    @Nested
    class Columns_ {

        @Test
        void put_words_to_the_left_and_numbers_to_the_right() {
            assertThat(
                            new Columns("system", "seen", "behind")
                                    .row("shop", "1,234", "12 kB")
                                    .row("warehouse", "7", "")
                                    .lines())
                    .containsExactly(
                            "system      seen  behind",
                            "shop       1,234   12 kB",
                            "warehouse      7");
        }
    }

    @Nested
    class Figures {

        @ParameterizedTest
        @CsvSource({"999, 999 B", "1500, 1.5 kB", "12345678, 12 MB", "0, 0 B"})
        void of_bytes(long bytes, String text) {
            assertThat(Figure.bytes(bytes)).isEqualTo(text);
        }

        @Test
        void of_everything_else() {
            assertThat(Figure.of(1234567)).isEqualTo("1,234,567");
            assertThat(Figure.ofMicros(3250)).isEqualTo("3.3 ms");
            assertThat(Figure.millis(1710.4)).isEqualTo("1710 ms");
            assertThat(Figure.plural(1, "record", "records")).isEqualTo("1 record");
            assertThat(Figure.plural(2, "record", "records")).isEqualTo("2 records");
            assertThat(Figure.time(1_000_000)).isEqualTo("1970-01-01T00:00:01Z");
        }

        @ParameterizedTest
        @CsvSource({"500ms, 500", "30s, 30000", "5m, 300000", "1h, 3600000"})
        void of_a_length_of_time(String text, long millis) {
            assertThat(new Time().convert(text)).isEqualTo(Duration.ofMillis(millis));
        }

        @Test
        void of_no_length_of_time() {
            assertThatThrownBy(() -> new Time().convert("30"))
                    .isInstanceOf(CommandLine.TypeConversionException.class);
        }
    }

    @Nested
    class A_status {
        private final Status status =
                new Status(
                        Status.State.WAITING_FOR_YES,
                        0,
                        List.of(
                                new Status.OfSystem(
                                        "shop",
                                        true,
                                        "cannot be reached",
                                        -1,
                                        -1,
                                        0,
                                        1,
                                        2,
                                        100,
                                        1234,
                                        567,
                                        8,
                                        9,
                                        0,
                                        3)),
                        List.of(new Status.OfEntity("customer", 100, 5, 1, 2)),
                        new Status.Latency(10, 3_000, 9_000, 20_000),
                        List.of(
                                new Brake(
                                        Brake.Kind.DELETES,
                                        "customer",
                                        "shop",
                                        "11 deletes.",
                                        "Release it.",
                                        1_700_000_000_123_456L)),
                        4096);

        @Test
        void is_told_in_words() {
            assertThat(String.join("\n", StatusCommand.lines(status)))
                    .contains("waiting for yes, 4.1 kB on disk")
                    .contains("1,234", "567", "customer", "p50 3.0 ms, p99 9.0 ms")
                    .contains("shop: cannot be reached")
                    .contains("all else counts since this run began.")
                    .contains("Brake on customer at shop", "11 deletes. Release it.");
        }

        @Test
        void is_told_as_json() {
            Recording line = Recording.plain();
            new Json().print(line.terminal(), status);
            assertThat(line.out())
                    .contains("\"state\" : \"waiting_for_yes\"")
                    .contains("\"observed_to_written\"", "\"snapshot_rows\" : 100")
                    .contains("\"kind\" : \"deletes\"")
                    .contains("\"now\" : \"1970-01-01T00:00:00Z\"")
                    .contains("\"since\" : \"2023-11-14T22:13:20.123456Z\"");
            assertThat(line.err()).isEmpty();
        }
    }

    @Nested
    class A_story {

        private static Answer.Story story(long pruned, Answer.Entry... entries) {
            return new Answer.Story(
                    "customer",
                    "L7",
                    Map.of("town", "Paris"),
                    false,
                    List.of(new Answer.Copy("shop", "present", "7", Map.of(), null, null)),
                    List.of(),
                    pruned,
                    List.of(entries));
        }

        private static Answer.Entry entry(String sentence) {
            Answer.Line line =
                    new Answer.Line(
                            "written", "shop", null, null, null, null, null, null, sentence);
            return new Answer.Entry("2026-03-01T14:05:09.120034Z", "an answer", List.of(line));
        }

        @Test
        void that_is_whole_begins_with_its_first_entry() {
            assertThat(ExplainCommand.lines(story(0, entry("Written to shop."))))
                    .containsExactly(
                            "customer L7",
                            "  all should agree on: town Paris",
                            "  shop: present, key 7",
                            "",
                            "  2026-03-01T14:05:09.120034Z  an answer",
                            "    Written to shop.",
                            "");
        }

        @Test
        void whose_first_entries_were_removed_says_so_where_they_would_stand() {
            List<String> lines = ExplainCommand.lines(story(3, entry("Written to shop.")));
            assertThat(lines.subList(3, 7))
                    .containsExactly(
                            "",
                            "  The story begins later: 3 earlier entries were removed, older than"
                                    + " the file lets the journal keep (`journal.keep`).",
                            "",
                            "  2026-03-01T14:05:09.120034Z  an answer");
        }

        @Test
        void of_which_nothing_is_left_says_so() {
            assertThat(ExplainCommand.lines(story(1)))
                    .contains(
                            "  Nothing is left of the story: 1 earlier entry was removed, older"
                                    + " than the file lets the journal keep (`journal.keep`).");
        }

        @Test
        void tells_as_json_how_many_entries_were_removed() {
            Recording line = Recording.plain();
            new Json().print(line.terminal(), new Answer.Stories(List.of(story(3))));
            assertThat(line.out()).contains("\"pruned\" : 3");
        }
    }

    @Nested
    class A_forecast {

        @Test
        void counts_what_would_be_written() {
            List<Forecast> forecasts =
                    List.of(new Forecast("customer", "shop", 10, 3, 2, 1, 4, 5, 6));
            assertThat(Forecasts.writes(forecasts)).isEqualTo(6);
            assertThat(Forecasts.table(forecasts).lines()).hasSize(2);
        }
    }

    @Nested
    class A_live_line {

        @Test
        void is_written_over_on_a_terminal_and_makes_room_for_what_stays() {
            Recording screen = new Recording(true);
            LiveLine line = new LiveLine(screen.terminal(), Duration.ofHours(1));
            line.show("1");
            line.show("1");
            line.show("2");
            line.say("stays");
            assertThat(screen.err()).isEqualTo("\r\u001b[K1\r\u001b[K2\r\u001b[Kstays\n");
        }

        @Test
        void is_cut_to_the_width_of_the_terminal() {
            Recording screen = new Recording(true, 20);
            LiveLine line = new LiveLine(screen.terminal(), Duration.ofHours(1));
            line.show("nineteen columns it");
            line.show("twenty columns of it");
            line.show("loud: \u001b[31mtwenty columns\u001b[0m");
            assertThat(screen.err().split("\r\u001b\\[K"))
                    .containsExactly(
                            "",
                            "nineteen columns it",
                            "twenty columns of …",
                            "loud: \u001b[31mtwenty colum…\u001b[0m");
        }

        @Test
        void is_a_plain_line_now_and_then_elsewhere() {
            Recording screen = Recording.plain();
            LiveLine line = new LiveLine(screen.terminal(), Duration.ZERO);
            line.show("1");
            line.show("1");
            line.show("2");
            assertThat(screen.err()).isEqualTo("1\n2\n");
            Recording later = Recording.plain();
            new LiveLine(later.terminal(), Duration.ofHours(1)).show("1");
            assertThat(later.err()).isEmpty();
        }
    }

    @Nested
    class Colours {

        @Test
        void are_for_terminals_only() {
            assertThat(new Recording(true).terminal().red("no")).isEqualTo("\u001b[31mno\u001b[0m");
            assertThat(Recording.plain().terminal().red("no")).isEqualTo("no");
        }
    }
}
