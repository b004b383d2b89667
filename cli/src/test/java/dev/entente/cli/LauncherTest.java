package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the program, in a checkout whose build fails at once. */
class LauncherTest {

    @TempDir private Path home;

    private Path lock;

    @BeforeEach
    void checkout() throws IOException {
        lock = home.resolve("target/building");
        Files.copy(Path.of("..", "entente"), home.resolve("entente"));
        Files.writeString(home.resolve("pom.xml"), "");
        Path maven = Files.createDirectory(home.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    }

    private Process launched() throws IOException {
        ProcessBuilder launcher =
                new ProcessBuilder("sh", home.resolve("entente").toString(), "--help")
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("said").toFile());
        launcher.environment().put("ENTENTE_JAVA_HOME", System.getProperty("java.home"));
        launcher.environment()
                .merge("PATH", home.resolve("bin").toString(), (old, ours) -> ours + ":" + old);
        return launcher.start();
    }

    private void builds() throws IOException, InterruptedException {
        Process launcher = launched();
        try {
            assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(launcher.exitValue()).isEqualTo(70);
            assertThat(home.resolve("said")).content().contains("The build failed");
            assertThat(lock).doesNotExist();
        } finally {
            launcher.destroyForcibly();
        }
    }

    @Nested
    class A_lock_that_a_killed_build_has_left {

        @Test
        void is_nobody_s_where_its_process_is_gone() throws Exception {
            Process gone = new ProcessBuilder("true").start();
            gone.waitFor();
            Files.createDirectories(lock);
            Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
            builds();
        }

        @Test
        void is_nobody_s_where_another_program_has_that_number_by_now() throws Exception {
            Process other = new ProcessBuilder("sleep", "100").start();
            try {
                Files.createDirectories(lock);
                Files.writeString(lock.resolve("pid"), other.pid() + "\n");
                builds();
            } finally {
                other.destroyForcibly();
            }
        }

        @Test
        void is_nobody_s_where_it_does_not_say_whose_it_is() throws Exception {
            Files.createDirectories(lock);
            builds();
        }
    }

    @Test
    void a_build_that_goes_on_is_waited_for() throws Exception {
        Process building = new ProcessBuilder("sh", "-c", "sleep 100; : entente").start();
        Files.createDirectories(lock);
        Files.writeString(lock.resolve("pid"), building.pid() + "\n");
        Process waiting = launched();
        try {
            assertThat(waiting.waitFor(4, TimeUnit.SECONDS)).isFalse();
            assertThat(home.resolve("said"))
                    .content()
                    .contains("Another build of Entente goes on (process " + building.pid());
        } finally {
            waiting.destroyForcibly();
            building.descendants().forEach(ProcessHandle::destroyForcibly);
            building.destroyForcibly();
        }
    }
}
