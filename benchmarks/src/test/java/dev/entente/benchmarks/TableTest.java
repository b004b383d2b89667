package dev.entente.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void is_markdown_with_numbers_to_the_right() {
        Table table = new Table("what").column("how much");
        table.row(List.of("a | b", "3"));
        assertThat(table.text())
                .isEqualTo(
                        """
                        | what | how much |
                        |---|---:|
                        | a \\| b | 3 |\
                        """);
    }

    @Test
    void shows_no_digits_that_say_nothing() {
        assertThat(Table.plain(3)).isEqualTo("3");
        assertThat(Table.plain(0.5)).isEqualTo("0.5");
    }
}
