package dev.entente.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void counts_insertions_deletions_replacements_and_swaps() {
        assertThat(Nearest.distance("price", "prise")).isEqualTo(1);
        assertThat(Nearest.distance("tabel", "table")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void finds_what_was_meant_whatever_its_case_and_dashes() {
        assertThat(Nearest.to("order-number", List.of("id", "Order_Number")))
                .isEqualTo("Order_Number");
    }

    @Test
    void does_not_guess_wildly() {
        assertThat(Nearest.to("xyz", List.of("table", "fields"))).isNull();
        assertThat(Nearest.remedy("xyz", List.of("table", "fields"), "There are:"))
                .isEqualTo("There are: table, fields.");
    }
}
