package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that a column can hold and that somebody made to do harm. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileJsonTest {

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static Value read(String json) {
        return JsonValues.read(bytes(json), 0, bytes(json).length);
    }

    static List<String> tooMuch() {
        return List.of(
                "1e999999",
                "1e-2000000000",
                "[1e2000000000]",
                "{\"a\":[1e99999999999]}",
                "100e2147483647",
                "[" + "9".repeat(1_000_000) + "]",
                "[".repeat(201) + "]".repeat(201),
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void that_is_too_much_is_carried_as_it_is(String json) {
        Value value = read(json);
        assertThat(value).isEqualTo(new Value.Bytes(bytes(json)));
        StringBuilder written = new StringBuilder();
        JsonValues.append(written, value);
        assertThat(written.toString()).isEqualTo(json);
    }

    @Test
    void of_many_digits_is_exact() {
        String digits = "1234567890".repeat(40);
        assertThat(read(digits)).isEqualTo(Value.of(new BigDecimal(digits)));
        assertThat(read("[" + digits + "." + digits + "]"))
                .isEqualTo(
                        new Value.Items(List.of(Value.of(new BigDecimal(digits + "." + digits)))));
    }

    @Test
    void with_a_name_twice_is_what_the_last_one_says() {
        assertThat(read("{\"admin\":false,\"b\":2,\"admin\":true}"))
                .isEqualTo(new Value.Struct(Map.of("admin", Value.of(true), "b", Value.of(2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800", "x\udc00"})
    void with_what_no_text_can_hold_is_read_and_objected_to(String text) {
        String escaped =
                text.replace("\u0000", "\\u0000")
                        .replace("\ud800", "\\ud800")
                        .replace("\udc00", "\\udc00");
        Value value = read("{\"a\":[\"" + escaped + "\"]}");
        assertThat(value)
                .isEqualTo(new Value.Struct(Map.of("a", new Value.Items(List.of(Value.of(text))))));
        assertThat(SqlText.objection(value)).isNotNull();
    }
}
