package dev.entente.core.lens;

import static dev.entente.core.lens.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type.Scalar;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that somebody made to do harm: each is exactly what it was, or has no form. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileValuesTest {

    private static final Form NUMBER = new Coercion(Kind.TEXT, Kind.DECIMAL);
    private static final Form WHOLE = new Coercion(Kind.TEXT, Kind.WHOLE);
    private static final Form MILLIGRAMS =
            Chain.of(
                    NUMBER,
                    new Scale(BigDecimal.valueOf(1000), BigDecimal.ONE, 3, RoundingMode.HALF_UP));

    private static Value json(String text) {
        return new JsonText().get(Value.of(text));
    }

    private static void hasNoForm(Form form, String text, String why) {
        assertThatThrownBy(() -> form.get(Value.of(text)))
                .isInstanceOf(NoForm.class)
                .hasMessageContaining(why);
    }

    @Nested
    class A_number_in_a_text {

        @ParameterizedTest
        @ValueSource(strings = {"1e999999", "1e2000000000", "1e-2000000000", "-7E+600000000"})
        void that_no_memory_holds_has_no_form(String text) {
            hasNoForm(NUMBER, text, "is a number of more than 150000 digits");
            hasNoForm(WHOLE, text, "is a number of more than 150000 digits");
            hasNoForm(MILLIGRAMS, text, "is a number of more than 150000 digits");
        }

        @Test
        void of_a_million_digits_has_no_form() {
            hasNoForm(NUMBER, "1".repeat(1_000_000), "is a number of more than 150000 digits");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e99999999999", "0x10"})
        void that_is_none_has_no_form(String text) {
            hasNoForm(WHOLE, text, "is not a whole number");
        }

        @Test
        void of_400_digits_is_kept_to_the_last_one() {
            String digits = "1234567890".repeat(40);
            assertThat(NUMBER.put(NUMBER.get(Value.of(digits)))).isEqualTo(Value.of(digits));
            hasNoForm(WHOLE, digits, "is beyond 64 bits");
        }
    }

    @Nested
    class Json_in_a_text {

        @Test
        void nested_a_hundred_thousand_deep_has_no_form() {
            String why = "nested more than 200 deep";
            hasNoForm(new JsonText(), "[".repeat(100_000), why);
            hasNoForm(new JsonText(), "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000), why);
        }

        @Test
        void with_a_number_that_no_memory_holds_has_no_form() {
            String why = "is JSON with a number of more than 150000 digits";
            hasNoForm(new JsonText(), "{\"a\":[1e2000000000]}", why);
            hasNoForm(new JsonText(), "-1E-2000000000", why);
            hasNoForm(new JsonText(), "[1e99999999999]", "is not JSON");
            hasNoForm(new JsonText(), "1".repeat(1_000_000), "more than 1000 digits");
            hasNoForm(new JsonText(), "[NaN]", "is not JSON");
        }

        @Test
        void with_a_name_twice_is_what_the_last_one_says() {
            assertThat(json("{\"admin\":false,\"b\":2,\"admin\":true}"))
                    .isEqualTo(new Value.Struct(Map.of("admin", Value.of(true), "b", Value.of(2))));
        }

        @Test
        void keeps_nul_and_half_characters() {
            String text = "[\"a\\u0000b\",\"\\ud800\",\"\\udc00x\"]";
            Value value = json(text);
            assertThat(value)
                    .isEqualTo(
                            new Value.Items(
                                    List.of(
                                            Value.of("a\u0000b"),
                                            Value.of("\ud800"),
                                            Value.of("\udc00x"))));
            assertThat(new JsonText().put(value)).isEqualTo(Value.of(text));
        }
    }

    @Nested
    class A_counter {

        private final Mapping mapping =
                Tables.entity()
                        .field("stock", Scalar.NUMBER, new Policy.Counter(-1))
                        .at(List.of("stock"), column(0, 0));

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "Infinity"})
        void that_is_no_number_has_no_form(String text) {
            assertThatThrownBy(() -> mapping.read(Row.of(Value.of(text))))
                    .isInstanceOf(NoForm.class)
                    .hasMessage(
                            "`stock` at lab cannot be counted: \""
                                    + text
                                    + "\" is not a number that can be added up. Give it one");
        }

        @Test
        void that_is_a_number_or_nothing_is_read() {
            assertThat(mapping.read(Row.of(Value.of(5))).values()).isEqualTo(Row.of(Value.of(5)));
            assertThat(mapping.read(Row.of(Value.Null.NULL)).values())
                    .isEqualTo(Row.of(Value.Null.NULL));
        }
    }
}
