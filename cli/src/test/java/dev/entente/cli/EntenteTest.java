package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntenteTest {
    private final Recording line = Recording.plain();

    @Nested
    class Help {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "demo",
                    "check",
                    "plan",
                    "simulate",
                    "run",
                    "status",
                    "explain",
                    "conflicts",
                    "parked",
                    "approve",
                    "brakes",
                    "stop",
                    "remove"
                })
        void has_an_example_for_every_command(String command) {
            assertThat(line.run(command, "--help")).isZero();
            assertThat(line.out()).contains("Usage: entente " + command, "Example: entente ");
            assertThat(line.err()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "conflicts list",
                    "conflicts show",
                    "conflicts resolve",
                    "parked list",
                    "parked retry",
                    "brakes list",
                    "brakes release"
                })
        void has_an_example_for_every_command_of_a_command(String command) {
            String[] words = command.split(" ");
            assertThat(line.run(words[0], words[1], "--help")).isZero();
            assertThat(line.out()).contains("Example: entente " + command);
        }

        @Test
        void names_every_command() {
            assertThat(line.run("--help")).isZero();
            assertThat(line.out())
                    .contains("demo", "check", "plan", "simulate", "run", "status", "explain")
                    .contains(
                            "conflicts",
                            "parked",
                            "approve",
                            "brakes",
                            "stop",
                            "remove",
                            "Examples:");
        }

        @Test
        void of_the_version_is_one_line() {
            assertThat(line.run("--version")).isZero();
            assertThat(line.out()).startsWith("entente ").hasLineCount(1);
        }
    }

    @Nested
    class A_wrong_command_line {

        @Test
        void suggests_what_was_meant() {
            assertThat(line.run("staus")).isEqualTo(Exit.USAGE);
            assertThat(line.err()).contains("staus", "Did you mean status", "--help");
            assertThat(line.out()).isEmpty();
        }

        @Test
        void needs_a_command() {
            assertThat(line.run()).isEqualTo(Exit.USAGE);
            assertThat(line.err()).contains("entente --help");
        }

        @Test
        void names_the_argument_that_is_missing() {
            assertThat(line.run("explain", "customer")).isEqualTo(Exit.USAGE);
            assertThat(line.err()).contains("KEY");
        }

        @Test
        void says_what_a_length_of_time_is() {
            assertThat(line.run("demo", "--for", "soon")).isEqualTo(Exit.USAGE);
            assertThat(line.err()).contains("'soon' is no length of time; write 30s, 5m or 1h");
        }

        @Test
        void resolves_nothing_without_a_choice() {
            assertThat(line.run("conflicts", "resolve", "customer", "1")).isEqualTo(Exit.USAGE);
            assertThat(line.err()).contains("--take", "--value");
        }

        @Test
        void removes_nothing_without_a_yes(@TempDir Path folder) {
            Path file = folder.resolve("shop.yaml");
            assertThat(line.run("remove", file.toString())).isEqualTo(Exit.USAGE);
            assertThat(line.err()).contains("--yes");
        }
    }

    @Nested
    class A_missing_file {

        @Test
        void is_named(@TempDir Path folder) {
            String file = folder.resolve("shop.yaml").toString();
            assertThat(line.run("check", file)).isEqualTo(Exit.FILE);
            assertThat(line.err()).contains(file).doesNotContain("Exception");
        }

        @Test
        void of_a_sync_that_never_ran_says_how_to_start_it(@TempDir Path folder) {
            String file = folder.resolve("shop.yaml").toString();
            assertThat(line.run("status", "-f", file)).isEqualTo(Exit.UNKNOWN);
            assertThat(line.err()).contains("entente run " + file);
        }

        @Test
        void means_that_nothing_runs(@TempDir Path folder) {
            assertThat(line.run(Recording.with(folder, "stop"))).isEqualTo(Exit.UNKNOWN);
            assertThat(line.err()).contains("Nothing runs", folder.toString());
        }
    }

    @Nested
    class A_wrong_file {

        @Test
        void has_all_its_mistakes_listed_with_their_places(@TempDir Path folder) throws Exception {
            Path file = folder.resolve("shop.yaml");
            Files.writeString(
                    file,
                    """
                    systems:
                      shop: { connector: postgress, url: "jdbc:postgresql://localhost/shop" }
                    entities:
                      customer:
                        colour: red
                    """);
            assertThat(line.run("check", file.toString())).isEqualTo(Exit.FILE);
            assertThat(line.err())
                    .contains(file + ":2:", "postgress", file + ":5:", "colour")
                    .contains("mistakes in the file");
            assertThat(line.out()).isEmpty();
        }
    }
}
