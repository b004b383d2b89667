package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for JSON as values, whatever the values. */
class JsonLaws {

    @Test
    void written_is_read_as_the_same() {
        long seed = Long.getLong("seed", 20_260_101L);
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            Value value = any(random, 4);
            StringBuilder json = new StringBuilder();
            JsonValues.append(json, value);
            assertThat(read(json.toString())).as("-Dseed=" + seed + " " + json).isEqualTo(value);
        }
    }

    private static Value any(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> Value.Null.NULL;
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of(random.nextLong());
            case 3 ->
                    Value.of(
                            new BigDecimal(random.nextLong() | 1)
                                    .movePointLeft(1 + random.nextInt(30)));
            case 4 -> Value.of(text(random));
            case 5 ->
                    new Value.Items(
                            random.ints(random.nextInt(4))
                                    .mapToObj(_ -> any(random, depth - 1))
                                    .toList());
            default -> new Value.Struct(Map.of(text(random), any(random, depth - 1)));
        };
    }

    private static String text(Random random) {
        String alphabet = "ab\"\\/{}[],:\n\t\u0001\u007fü漢 ";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.append(random.nextBoolean() ? "😀" : "").toString();
    }

    private static Value read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonValues.read(bytes, 0, bytes.length);
    }
}
