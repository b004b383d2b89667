package dev.entente.engine.config;

import static dev.entente.engine.config.BinderTest.CUSTOMER;
import static dev.entente.engine.config.BinderTest.SMALLEST;
import static dev.entente.engine.config.BinderTest.good;
import static dev.entente.engine.config.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

    private final Fingerprint print = good(SMALLEST, CUSTOMER, CUSTOMER).fingerprint();

    @Test
    void is_the_same_for_the_same_shape() {
        assertThat(print.identity()).hasSize(32);
        assertThat(Fingerprint.of(print.text())).isEqualTo(print);
        assertThat(good(SMALLEST, CUSTOMER, CUSTOMER).fingerprint()).isEqualTo(print);
        assertThat(
                        good(
                                        SMALLEST.replace(
                                                "at:", "conflicts: ask\n    deletes: ask\n    at:"),
                                        CUSTOMER,
                                        CUSTOMER)
                                .fingerprint())
                .isEqualTo(print);
    }

    @Test
    void does_not_change_with_columns_that_are_not_mapped() {
        assertThat(
                        good(
                                        SMALLEST,
                                        CUSTOMER,
                                        table(
                                                "customer",
                                                "extra text null",
                                                "id bigint key",
                                                "name text",
                                                "note text null"))
                                .fingerprint())
                .isEqualTo(print);
    }

    @Test
    void changes_with_a_lens_in_that_field_alone() {
        Fingerprint other =
                good(
                                SMALLEST.replace(
                                        "b: { table: customer }",
                                        "b: { table: customer, fields: { name: { from:"
                                                + " name, trim: yes } } }"),
                                CUSTOMER,
                                CUSTOMER)
                        .fingerprint();
        assertThat(other.identity()).isEqualTo(print.identity());
        assertThat(other.fields().get("id")).isEqualTo(print.fields().get("id"));
        assertThat(other.fields().get("name")).isNotEqualTo(print.fields().get("name"));
    }

    @Test
    void is_of_other_records_with_another_table() {
        Fingerprint other =
                good(
                                SMALLEST.replace("b: { table: customer }", "b: { table: client }"),
                                CUSTOMER,
                                table("client", "id bigint key", "name text", "note text null"))
                        .fingerprint();
        assertThat(other.identity()).isNotEqualTo(print.identity());
        assertThat(other.fields()).isEqualTo(print.fields());
    }
}
