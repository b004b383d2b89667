package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Values as PostgreSQL's input functions read them. */
class SqlTextTest {
    private static final PgType TEXT = new PgType(25, Form.TEXT, null, "text");
    private static final PgType JSONB = new PgType(3802, Form.JSONB, null, "jsonb");
    private static final PgType INT4 = new PgType(23, Form.INT4, null, "int4");
    private static final PgType TEXTS = new PgType(1009, Form.ARRAY, TEXT, "_text");

    private static String element(PgType type, @Nullable Value value) {
        StringBuilder out = new StringBuilder();
        SqlText.appendElement(out, type, value);
        return out.toString();
    }

    @Nested
    class Names {

        @Test
        void cannot_get_out_of_their_quotes() {
            assertThat(SqlText.quote("a\"; DROP TABLE x; --"))
                    .isEqualTo("\"a\"\"; DROP TABLE x; --\"");
            assertThat(SqlText.literal("a'; --")).isEqualTo("'a''; --'");
            assertThat(SqlText.literal("a\\'; --")).isEqualTo(" E'a\\\\''; --'");
        }
    }

    @Nested
    class An_element {

        @Test
        void cannot_get_out_of_its_array() {
            assertThat(element(TEXT, Value.of("a\",\"b\\"))).isEqualTo("\"a\\\",\\\"b\\\\\"");
            assertThat(element(TEXT, Value.of("NULL"))).isEqualTo("\"NULL\"");
            assertThat(element(TEXT, Value.of("}"))).isEqualTo("\"}\"");
        }

        @Test
        void that_is_null_or_absent_is_null() {
            assertThat(element(TEXT, Value.Null.NULL)).isEqualTo("NULL");
            assertThat(element(TEXT, null)).isEqualTo("NULL");
        }

        @Test
        void that_is_itself_an_array_is_quoted_twice() {
            Value value = new Value.Items(List.of(Value.of("a\"b"), Value.Null.NULL));

            assertThat(element(TEXTS, value)).isEqualTo("\"{\\\"a\\\\\\\"b\\\",NULL}\"");
        }

        @Test
        void of_json_is_json_whatever_the_value() {
            assertThat(element(JSONB, Value.of(5))).isEqualTo("\"5\"");
            assertThat(element(JSONB, Value.of("x"))).isEqualTo("\"\\\"x\\\"\"");
        }

        @Test
        void of_another_kind_is_left_to_the_server_to_refuse() {
            assertThat(element(INT4, Value.of("abc"))).isEqualTo("\"abc\"");
        }
    }

    @Test
    void times_are_exact_and_have_an_era() {
        assertThat(SqlText.scalar(new Value.Day(LocalDate.of(-43, 3, 15))))
                .isEqualTo("0044-03-15 BC");
        assertThat(SqlText.scalar(new Value.Day(LocalDate.of(12345, 1, 2))))
                .isEqualTo("12345-01-02");
        assertThat(SqlText.scalar(new Value.Clock(LocalTime.of(1, 2, 3, 4_000))))
                .isEqualTo("01:02:03.000004");
        assertThat(SqlText.scalar(new Value.LocalMoment(LocalDateTime.of(0, 12, 31, 0, 0))))
                .isEqualTo("0001-12-31 00:00:00.000000 BC");
        assertThat(SqlText.scalar(new Value.Moment(Instant.parse("2024-01-01T00:00:00.5Z"))))
                .isEqualTo("2024-01-01 00:00:00.500000+00");
    }

    @Test
    void what_no_text_can_hold_is_found_wherever_it_hides() {
        assertThat(SqlText.objection(Value.of("fine 😀"))).isNull();
        assertThat(SqlText.objection(Value.of("a\0"))).contains("NUL");
        assertThat(SqlText.objection(Value.of("\ud83d"))).contains("surrogate");
        assertThat(SqlText.objection(Value.of("\ude00\ud83d"))).contains("surrogate");
        assertThat(
                        SqlText.objection(
                                new Value.Struct(
                                        Map.of("a", new Value.Items(List.of(Value.of("\0")))))))
                .contains("NUL");
        assertThat(SqlText.objection(new Value.Struct(Map.of("\ud800", Value.of(1)))))
                .contains("surrogate");
    }

    @Nested
    class Json {

        private static Value read(String json) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            return JsonValues.read(bytes, 0, bytes.length);
        }

        @Test
        void numbers_without_a_fraction_are_whole() {
            assertThat(read("1.0")).isEqualTo(Value.of(1));
            assertThat(read("1e3")).isEqualTo(Value.of(1000));
            assertThat(read("0e999999999")).isEqualTo(Value.of(0));
            assertThat(read("1e99999")).isEqualTo(Value.of(new BigDecimal("1e99999")));
            assertThat(read("-9223372036854775809"))
                    .isEqualTo(Value.of(new BigDecimal("-9223372036854775809")));
        }
    }
}
