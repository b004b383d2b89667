package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë “1,5 €” 東京 👩‍🔬",
                "می\u200cخواهم",
                "क्\u200dष",
                "Съешь ещё этих булок, 10 м²",
                "Δt = 5 µs, α-Tocopherol",
                "❤️‍🔥"
            })
    void what_people_write_is_left_as_it_is(String text) {
        assertThat(Printable.line(text)).isEqualTo(text);
    }

    @Test
    void a_value_does_not_drive_the_terminal() {
        assertThat(Printable.line("a\u001b[2J\u0007\u009bK\u007f"))
                .isEqualTo("a\\u001b[2J\\u0007\\u009bK\\u007f");
    }

    @Test
    void a_value_does_not_hide_what_is_behind_it() {
        assertThat(Printable.line("a\u001b[8mb\u001b[30;40m"))
                .isEqualTo("a\\u001b[8mb\\u001b[30;40m");
    }

    @Test
    void a_value_does_not_forge_a_line() {
        assertThat(Printable.line("a\r\nb\u2028c")).isEqualTo("a\\u000d\\nb\\u2028c");
        assertThat(Printable.lines("a\nb")).isEqualTo("a\nb");
        Recording screen = Recording.plain();
        screen.terminal().complain("a\nerror: b");
        screen.terminal().warn("a\nerror: b");
        new LiveLine(screen.terminal(), Duration.ofHours(1)).say("a\nerror: b");
        assertThat(screen.err())
                .isEqualTo("error: a\n  error: b\nwarning: a\n  error: b\na\\nerror: b\n");
    }

    @Test
    void a_value_does_not_turn_the_direction_of_writing() {
        assertThat(Printable.line("\u202egpj.exe\u2066")).isEqualTo("\\u202egpj.exe\\u2066");
    }

    @Test
    void what_nobody_sees_is_shown() {
        assertThat(Printable.line("a\u200bb\u200cc\u200dd\ufeffe\u00adf\u2060g\u3164h\u034f"))
                .isEqualTo("a\\u200bb\\u200cc\\u200dd\\ufeffe\\u00adf\\u2060g\\u3164h\\u034f");
        assertThat(Printable.line("a\udb40\udc41b")).isEqualTo("a\\udb40\\udc41b");
        assertThat(Printable.line("a\ud800b\udc00")).isEqualTo("a\\ud800b\\udc00");
        assertThat(Printable.line("\u200d")).isEqualTo("\\u200d");
    }

    @Test
    void a_letter_that_passes_for_another_one_is_shown() {
        assertThat(Printable.line("аnna, p\u0430ypal 7, Ρaul"))
                .isEqualTo("\\u0430nna, p\\u0430ypal 7, \\u03a1aul");
        assertThat(Printable.line("\u0430\u200bx")).isEqualTo("\\u0430\\u200bx");
        assertThat(Printable.line("раура x раура")).isEqualTo("раура x раура");
    }

    @Test
    @Timeout(10)
    void a_long_word_takes_no_longer_than_its_length() {
        String word = "а".repeat(1_000_000);
        assertThat(Printable.line(word)).isEqualTo(word);
        assertThat(Printable.line(word + "x")).hasSize(6_000_001);
    }

    @Test
    void our_own_colours_pass() {
        assertThat(Printable.line("\u001b[31merror\u001b[0m"))
                .isEqualTo("\u001b[31merror\u001b[0m");
    }
}
