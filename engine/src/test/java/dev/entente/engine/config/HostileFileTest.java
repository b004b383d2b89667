package dev.entente.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that somebody made to do harm: refused with the place, and in no time. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileFileTest {

    private static final String TAGS =
            "Tags (`!`) are not read here. Leave it out; a text that begins with `!` needs quotes.";
    private static final String ANCHORS =
            "Anchors (`&`) and aliases (`*`) are not read here. Write it out; a text that begins"
                    + " with `*` or `&` needs quotes.";
    private static final String NESTED =
            "This is nested more than 40 deep. Nothing in this file is; look for brackets that do"
                    + " not close.";

    private static List<String> told(String text) {
        return Tables.reader().read("entente.yaml", text).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static void isRefused(String text, String place, String why) {
        assertThat(told(text)).containsExactly("entente.yaml:" + place + ": " + why);
    }

    @Nested
    class A_tag {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "a: !!java/object:java.net.URL [http://localhost/x] | 1:4",
                    "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]] | 1:4",
                    "a: 1\\nb: [x, !!java.io.File /etc/passwd] | 2:8",
                    "!!com.sun.rowset.JdbcRowSetImpl {dataSourceName: x} | 1:1",
                    "? !!java/object:java.lang.Object {} \\n: 1 | 1:3",
                    "a: !!python/object/apply:os.system [id] | 1:4",
                    "a: !!binary aGk= | 1:4",
                    "a: !<tag:yaml.org,2002:java.lang.Runtime> x | 1:4",
                    "%TAG !j! tag:yaml.org,2002:java/\\n---\\na: !j!object x | 3:4",
                })
        void makes_nothing_and_is_refused(String text, String place) {
            isRefused(text.replace("\\n", "\n"), place.strip(), TAGS);
        }
    }

    @Nested
    class An_alias {

        @Test
        void that_laughs_a_billion_times_is_refused_at_the_first_anchor() {
            String bomb =
                    IntStream.range(1, 10)
                            .mapToObj(i ->
                                    "a%d: &a%d [%s]\n"
                                            .formatted(
                                                    i,
                                                    i,
                                                    String.join(
                                                            ",",
                                                            java.util.Collections.nCopies(
                                                                    10, "*a" + (i - 1)))))
                            .collect(Collectors.joining());
            isRefused("a0: &a0 lol\n" + bomb, "1:5", ANCHORS);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "a: 1\\nb:\\n  <<: *a | 3:7",
                    "a: &a\\n  b: 1 | 1:4",
                    "a: &a [*a] | 1:4",
                    "*x : 1 | 1:1"
                })
        void is_refused_where_it_stands(String text, String place) {
            List<String> told = told(text.replace("\\n", "\n"));
            assertThat(told).singleElement().asString().endsWith(ANCHORS);
            assertThat(told.getFirst()).startsWith("entente.yaml:" + place.strip().charAt(0) + ":");
        }

        @Test
        void is_not_needed_for_a_merge_key_to_be_refused() {
            assertThat(told(ConfigReaderTest.SMALLEST + "<<: { journal: { keep: 1h } }\n"))
                    .singleElement()
                    .asString()
                    .startsWith("entente.yaml:7:1: Unknown key `<<`.");
        }
    }

    @Nested
    class Nesting {

        @Test
        void of_a_hundred_thousand_is_refused_where_it_becomes_too_deep() {
            isRefused("a: " + "[".repeat(100_000), "1:44", NESTED);
            isRefused("a: " + "[".repeat(100_000) + "]".repeat(100_000), "1:44", NESTED);
            isRefused("a: " + "{a: ".repeat(100_000), "1:161", NESTED);
            isRefused("- ".repeat(100_000) + "x", "1:83", NESTED);
            isRefused("? ".repeat(100_000) + "x", "1:83", NESTED);
        }

        @Test
        void by_indentation_is_refused_where_it_becomes_too_deep() {
            String deep =
                    IntStream.range(0, 1000)
                            .mapToObj(i -> " ".repeat(i) + "a:\n")
                            .collect(Collectors.joining());
            isRefused(deep, "41:41", NESTED);
        }
    }

    @Nested
    class A_large_file {

        @Test
        void is_not_read_at_all(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("entente.yaml");
            Files.writeString(file, "# " + "x".repeat(50_000_000));
            assertThat(Tables.reader().read(file).problems())
                    .singleElement()
                    .asString()
                    .endsWith(":1:1: The file is larger than 4 MB. Is it the right one?");
        }

        @Test
        void of_just_a_million_characters_is_told_of_all_its_mistakes() {
            String many =
                    IntStream.range(0, 80_000)
                            .mapToObj(i -> "key" + i + ": 1\n")
                            .collect(Collectors.joining());
            assertThat(told(many)).hasSize(80_002);
            assertThat(told("twice: 1\n".repeat(100_000))).hasSize(100_002);
        }

        @Test
        void of_one_word_is_told_in_few_words() {
            String word = "x".repeat(400_000);
            assertThat(told("? " + word + "\n: 1\n"))
                    .hasSize(3)
                    .allSatisfy(told -> assertThat(told).hasSizeLessThan(3000));
            String twoNames =
                    ConfigReaderTest.SMALLEST.replace(
                            "table: customer }, b:", "table: c }, ? " + word + "\n           :");
            assertThat(told(twoNames.replace("  b: {", "  ? " + word + "y\n  : {"))).isNotEmpty();
        }

        @Test
        void of_one_address_takes_no_longer_than_its_length() {
            for (String piece : List.of("${", "a:", "?", "//", "&password")) {
                String address = "//h" + piece.repeat(100_000);
                assertThat(told(ConfigReaderTest.SMALLEST.replace("//h", address)))
                        .allSatisfy(told -> assertThat(told).hasSizeLessThan(3000));
            }
        }
    }

    @Test
    void a_look_up_in_a_reference_is_not_made() {
        assertThat(
                        told(
                                ConfigReaderTest.SMALLEST.replace(
                                        "${A_PASSWORD}", "${jndi:ldap://localhost/x}")))
                .singleElement()
                .asString()
                .contains("`${jndi:ldap://localhost/x}` names no variable.");
    }
}
