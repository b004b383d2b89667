package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that starts the program, where it is already built: with which Java, and how. */
class LauncherJdkTest {

    @TempDir private Path root;

    private BareMachine machine;
    private Path launcher;

    /** A Java on the path that is too old, as most machines have one. */
    @BeforeEach
    void machine() throws IOException {
        machine = new BareMachine(root);
        launcher = machine.installed();
        onThePath(machine.jdk("old", "17.0.15"));
    }

    private void onThePath(Path jdk) throws IOException {
        Path java = machine.path().resolve("java");
        Files.deleteIfExists(java);
        Files.createSymbolicLink(java, jdk.resolve("bin/java"));
    }

    private void starts(Path jdk) throws IOException, InterruptedException {
        BareMachine.Said said = machine.launch(launcher, "status");
        assertThat(said.err()).isEmpty();
        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith(jdk.resolve("bin/java") + "\n").endsWith("<status>\n");
    }

    private void findsNone(String... words) throws IOException, InterruptedException {
        BareMachine.Said said = machine.launch(launcher, "status");
        assertThat(said.exit()).isEqualTo(69);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).hasLineCount(1).contains(words);
    }

    @Nested
    class A_JDK {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "usr/lib/jvm/temurin-25-jdk-amd64",
                    "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                    "home/.sdkman/candidates/java/25-tem",
                    "home/.jdks/temurin-25.0.1",
                    "home/Library/Java/JavaVirtualMachines/25.jdk/Contents/Home",
                    "opt/jdk-25",
                    "opt/some-java-25",
                    "usr/local/openjdk-25"
                })
        void is_found_at_its_usual_place_whatever_java_is_on_the_path(String place)
                throws Exception {
            starts(machine.jdk(place, "25.0.1"));
        }

        @ParameterizedTest
        @CsvSource({
            "27, 25.0.1, 26.0.2", // the version it was made for, whatever came later
            "27.0.1, 26, 28-ea", // the next one, where that is not there
            "1.8.0_392, 25-ea, 24.0.2" // never an earlier one
        })
        void of_several_is_the_best(String first, String best, String last) throws Exception {
            machine.jdk("usr/lib/jvm/a", first);
            Path jdk = machine.jdk("usr/lib/jvm/b", best);
            machine.jdk("usr/lib/jvm/c", last);
            starts(jdk);
        }

        @Test
        void that_is_only_on_the_path_is_found_through_its_links() throws Exception {
            Path jdk = machine.jdk("tools of mine/jdk", "26.0.1");
            Path alias = machine.at("alternatives/java");
            Files.createDirectories(alias.getParent());
            Files.createSymbolicLink(alias, Path.of("../tools of mine/jdk/bin/java"));
            Files.delete(machine.path().resolve("java"));
            Files.createSymbolicLink(machine.path().resolve("java"), alias);
            BareMachine.Said said = machine.launch(launcher, "status");
            assertThat(said.exit()).as(said.err()).isZero();
            assertThat(Path.of(said.out().lines().findFirst().orElse("")).toRealPath())
                    .isEqualTo(jdk.resolve("bin/java"));
        }

        @Test
        void of_JAVA_HOME_is_taken_first_where_it_is_one() throws Exception {
            machine.jdk("usr/lib/jvm/jdk-25", "25.0.1");
            Path home = machine.jdk("mine", "25");
            machine.set("JAVA_HOME", home.toString());
            starts(home);
        }

        @Test
        void of_JAVA_HOME_is_passed_over_where_it_is_too_old() throws Exception {
            Path jdk = machine.jdk("usr/lib/jvm/jdk-25", "25.0.1");
            machine.set("JAVA_HOME", machine.at("old").toString());
            starts(jdk);
        }

        @Test
        void that_the_user_names_is_taken_even_if_it_is_a_later_one() throws Exception {
            machine.jdk("usr/lib/jvm/jdk-25", "25.0.1");
            Path named = machine.jdk("mine", "26");
            machine.set("ENTENTE_JAVA_HOME", named.toString());
            starts(named);
        }
    }

    @Nested
    class Where_there_is_none {

        @Test
        void it_is_said_in_one_line_how_to_get_one() throws Exception {
            findsNone("needs a JDK 25 or later", "install one", "https://", "ENTENTE_JAVA_HOME");
        }

        @Test
        void nor_any_java_on_the_path_the_same_is_said() throws Exception {
            Files.delete(machine.path().resolve("java"));
            findsNone("needs a JDK 25 or later", "install one");
        }

        @Test
        void what_only_looks_like_one_is_not_taken() throws Exception {
            Files.delete(machine.jdk("usr/lib/jvm/no-java", "25").resolve("bin/java"));
            Files.delete(machine.jdk("usr/lib/jvm/no-release", "25").resolve("release"));
            Files.createDirectories(machine.at("opt/jdk-empty"));
            findsNone("needs a JDK 25 or later");
        }

        @Test
        void at_the_place_that_the_user_names_no_other_is_taken() throws Exception {
            machine.jdk("usr/lib/jvm/jdk-25", "25.0.1");
            String old = machine.at("old").toString();
            machine.set("ENTENTE_JAVA_HOME", old);
            findsNone("ENTENTE_JAVA_HOME is " + old, "no JDK 25 or later", "unset it");
        }
    }

    @Nested
    class Called {

        private Path jdk;

        @BeforeEach
        void jdk() throws IOException {
            jdk = machine.jdk("usr/lib/jvm/jdk-25", "25.0.1");
        }

        @Test
        void through_links_from_another_folder_it_finds_its_own() throws Exception {
            Path absolute = machine.at("a folder/links/entente");
            Path relative = machine.at("a folder/entente");
            Files.createDirectories(absolute.getParent());
            Files.createSymbolicLink(absolute, launcher);
            Files.createSymbolicLink(relative, Path.of("links/entente"));
            BareMachine.Said said = machine.launch(relative, "status");
            assertThat(said.exit()).as(said.err()).isZero();
            assertThat(said.out())
                    .startsWith(jdk.resolve("bin/java") + "\n")
                    .contains("<-cp>\n<" + launcher.resolveSibling("app/lib/entente.jar") + ">\n");
        }

        @Test
        void with_words_of_any_kind_it_hands_them_on_as_they_are() throws Exception {
            assertThat(machine.launch(launcher, "explain", "a b", "*", "", "$HOME \"x\"").out())
                    .endsWith("<explain>\n<a b>\n<*>\n<>\n<$HOME \"x\">\n");
        }

        @Test
        void with_options_for_java_it_puts_them_after_its_own() throws Exception {
            machine.set("ENTENTE_JAVA_OPTS", "-Xmx1g -XX:+UseParallelGC");
            assertThat(machine.launch(launcher, "status").out())
                    .containsSubsequence("<-Xmx256m>", "<-Xmx1g>\n<-XX:+UseParallelGC>\n<-cp>")
                    .doesNotContain("SerialGC");
        }

        @Test
        void for_a_simulation_it_lets_the_machine_have_what_that_needs() throws Exception {
            String needed = "<--add-opens=java.base/java.lang=ALL-UNNAMED>";
            assertThat(machine.launch(launcher, "simulate").out()).contains(needed);
            assertThat(machine.launch(launcher, "status").out()).doesNotContain("add-opens");
        }
    }
}
