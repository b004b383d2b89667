package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {

    private record Said(String words) {}

    @Test
    void escapes_what_would_deceive_at_a_terminal_and_means_the_same() {
        String harm =
                "a\n\u001b[2J\u009b2K\u202e\u2028\u200b\udb40\udc41 p\u0430y \"\\ ü 😀 строка";
        Recording line = Recording.plain();
        new Json().print(line.terminal(), new Said(harm));
        assertThat(line.out())
                .contains("\\u009b2K\\u202e\\u2028\\u200b\\udb40\\udc41 p\\u0430y", "ü 😀 строка")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u2028");
        assertThat(new JsonMapper().readTree(line.out()).get("words").asString()).isEqualTo(harm);
    }
}
