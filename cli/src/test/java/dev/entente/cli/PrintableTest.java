package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void what_people_write_is_left_as_it_is() {
        assertThat(Printable.line("Zoë “1,5 €” 東京 👩‍🔬")).isEqualTo("Zoë “1,5 €” 東京 👩‍🔬");
    }

    @Test
    void a_value_does_not_drive_the_terminal() {
        assertThat(Printable.line("a\u001b[2J\u0007\u009bK\u007f"))
                .isEqualTo("a\\u001b[2J\\u0007\\u009bK\\u007f");
    }

    @Test
    void a_value_does_not_forge_a_line() {
        assertThat(Printable.line("a\r\nb\u2028c")).isEqualTo("a\\u000d\\nb\\u2028c");
        assertThat(Printable.lines("a\nb")).isEqualTo("a\nb");
    }

    @Test
    void a_value_does_not_turn_the_direction_of_writing() {
        assertThat(Printable.line("\u202egpj.exe\u2066")).isEqualTo("\\u202egpj.exe\\u2066");
    }

    @Test
    void our_own_colours_pass() {
        assertThat(Printable.line("\u001b[31merror\u001b[0m"))
                .isEqualTo("\u001b[31merror\u001b[0m");
    }
}
