package dev.entente.engine.config;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    @Test
    void say_nothing_of_policies_where_none_is_looked_for() {
        String text = ConfigReaderTest.SMALLEST + "guard: { owner: a }\n";
        assertThat(Tables.reader().read("entente.yaml", text).problems())
                .singleElement()
                .extracting(Problem::toString, as(STRING))
                .startsWith("entente.yaml:7:10: Unknown key `owner`.")
                .doesNotContain("conflicts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy", "merge", "owner"})
    void say_where_a_policy_stands_that_is_written_at_its_field(String key) {
        String text =
                ConfigReaderTest.SYSTEMS
                        + """
                        entities:
                          kit:
                            fields: { price: { type: number, %s: a } }
                            at: { a: { table: t }, b: { table: t } }
                        """
                                .formatted(key);
        assertThat(Tables.reader().read("entente.yaml", text).problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "entente.yaml:6:38: Unknown key `%s`. Which of two edits wins is said in the entity's `conflicts:`, such as `conflicts: { price: owner shop }`."
                                .formatted(key));
    }
}
