package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.SystemHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that starts the program, in a checkout: when it builds, and what it makes of that. */
class LauncherBuildTest {

    private static final String SOURCE = "cli/src/main/java/Main.java";

    @TempDir private Path root;

    private BareMachine machine;
    private Path home;
    private Path launcher;
    private Path jdk;

    /** Sources of an hour ago. */
    @BeforeEach
    void checkout() throws IOException {
        machine = new BareMachine(root);
        jdk = machine.jdk("usr/lib/jvm/jdk-25", "25.0.1");
        machine.maven("");
        launcher = machine.launcherIn("checkout");
        home = machine.at("checkout");
        for (String source :
                List.of(
                        "pom.xml",
                        "cli/pom.xml",
                        SOURCE,
                        "cli/src/test/java/MainTest.java",
                        "connectors/postgres/pom.xml",
                        "connectors/postgres/src/main/resources/types.txt")) {
            Path file = home.resolve(source);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.toList()) {
                made(file, Duration.ofHours(-1));
            }
        }
    }

    private static void made(Path file, Duration fromNow) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(fromNow)));
    }

    private void starts() throws IOException, InterruptedException {
        BareMachine.Said said = machine.launch(launcher, "status");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).startsWith(jdk.resolve("bin/java") + "\n").endsWith("<status>\n");
        assertThat(home.resolve("target/building")).doesNotExist();
    }

    @Test
    void is_built_by_the_first_call_and_started_at_once_by_the_next() throws Exception {
        starts();
        starts();
        assertThat(machine.mavenCalls())
                .singleElement()
                .asString()
                .startsWith(jdk + " ")
                .contains("-Papp", "-Djdk=[25,26)", "-pl cli -am package");
    }

    @Test
    void starts_with_what_it_learnt_right_after_it_was_built() throws Exception {
        Path cache = home.resolve("cli/target/app/entente.aot");
        assertThat(machine.launch(launcher, "status").out())
                .contains("<-XX:AOTCache=" + cache + ">");
        assertThat(cache).exists();
        assertThat(home.resolve("target/train.log")).content().contains("<demo>");
    }

    @Nested
    class Is_built_again {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pom.xml",
                    "cli/pom.xml",
                    SOURCE,
                    "connectors/postgres/pom.xml",
                    "connectors/postgres/src/main/resources/types.txt"
                })
        void when_this_is_newer(String source) throws Exception {
            starts();
            made(home.resolve(source), Duration.ofMinutes(1));
            BareMachine.Said said = machine.launch(launcher, "status");
            assertThat(said.err()).contains("The sources have changed");
            assertThat(machine.mavenCalls()).hasSize(2);
        }

        @Test
        void when_a_source_was_taken_away() throws Exception {
            starts();
            Files.delete(home.resolve(SOURCE));
            starts();
            assertThat(machine.mavenCalls()).hasSize(2);
        }

        @Test
        void when_a_source_was_changed_while_it_was_built() throws Exception {
            machine.maven("sleep 0.1; touch '" + home.resolve(SOURCE) + "'");
            starts();
            machine.maven("");
            starts();
            starts();
            assertThat(machine.mavenCalls()).hasSize(2);
        }

        @Test
        void but_not_when_only_a_test_is_newer() throws Exception {
            starts();
            made(home.resolve("cli/src/test/java/MainTest.java"), Duration.ofMinutes(1));
            starts();
            assertThat(machine.mavenCalls()).hasSize(1);
        }
    }

    @Test
    void is_built_once_where_two_call_at_the_same_time() throws Exception {
        Path go = machine.at("go");
        machine.maven("until [ -f '%s' ]; do sleep 0.1; done".formatted(go));
        Path[] err = {machine.at("one.err"), machine.at("two.err")};
        Process one = machine.start(launcher, machine.at("one.out"), err[0], "status");
        Process two = machine.start(launcher, machine.at("two.out"), err[1], "status");
        try {
            SystemHost host = new SystemHost();
            for (int i = 0; i < 300 && waiting(err) == 0; i++) {
                host.sleep(Duration.ofMillis(50));
            }
            assertThat(waiting(err)).isEqualTo(1);
            Files.createFile(go);
            for (Process each : List.of(one, two)) {
                assertThat(each.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(each.exitValue()).isZero();
            }
            assertThat(machine.mavenCalls()).hasSize(1);
        } finally {
            Files.deleteIfExists(go);
            Files.createFile(go);
            one.destroy();
            two.destroy();
        }
    }

    /** How many say that they wait for another. */
    private static long waiting(Path... said) throws IOException {
        long count = 0;
        for (Path file : said) {
            count += Files.readString(file).contains("Another build of Entente goes on") ? 1 : 0;
        }
        return count;
    }

    @Nested
    class A_build_that_fails {

        @BeforeEach
        void after_one_that_did_not() throws Exception {
            starts();
            made(home.resolve(SOURCE), Duration.ofMinutes(-1));
            Files.setLastModifiedTime(
                    home.resolve("cli/target/app/built"),
                    FileTime.from(Instant.now().minus(Duration.ofMinutes(30))));
            machine.script(
                    machine.path().resolve("mvn"),
                    "echo '[INFO] Scanning'; echo '[ERROR] no such type: Valeu'; exit 1\n");
        }

        @Test
        void is_told_with_its_errors_and_starts_nothing() throws Exception {
            BareMachine.Said said = machine.launch(launcher, "status");
            assertThat(said.exit()).isEqualTo(70);
            assertThat(said.out()).isEmpty();
            assertThat(said.err())
                    .contains("no such type: Valeu", home.resolve("target/build.log").toString())
                    .doesNotContain("Scanning");
        }

        @Test
        void leaves_what_was_built_and_is_tried_again() throws Exception {
            machine.launch(launcher, "status");
            assertThat(home.resolve("cli/target/app/lib/entente.jar")).exists();
            machine.maven("");
            starts();
            assertThat(machine.mavenCalls()).hasSize(2);
        }
    }

    @Nested
    class Cannot_be_built {

        @Test
        void without_Maven_and_says_so_in_one_line() throws Exception {
            Files.delete(machine.path().resolve("mvn"));
            misses("Maven was not found: install it");
        }

        @Test
        void without_a_compiler_and_says_so_in_one_line() throws Exception {
            Files.delete(jdk.resolve("bin/javac"));
            misses(jdk + " has no compiler: install a full JDK 25");
        }

        private void misses(String what) throws IOException, InterruptedException {
            BareMachine.Said said = machine.launch(launcher, "status");
            assertThat(said.exit()).isEqualTo(69);
            assertThat(said.out()).isEmpty();
            assertThat(said.err()).hasLineCount(1).contains(what);
            assertThat(home.resolve("target/building")).doesNotExist();
        }
    }

    @Test
    void needs_neither_Maven_nor_a_compiler_once_it_is_built() throws Exception {
        starts();
        Files.delete(machine.path().resolve("mvn"));
        Files.delete(jdk.resolve("bin/javac"));
        starts();
    }
}
