package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.SystemHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a person, or a script, has it. */
class DemoIT {

    @TempDir private Path folder;

    @Test
    void ends_by_itself_with_one_object_and_leaves_nothing_behind() throws Exception {
        try (Child demo = Child.start(folder, List.of("demo", "--for", "6s", "--json"))) {
            assertThat(demo.waitFor(Duration.ofMinutes(3))).as(demo.said()).isEqualTo(Exit.OK);
            JsonNode result = JsonMapper.shared().readTree(demo.answered());
            assertThat(result.path("equal").asBoolean()).isTrue();
            assertThat(result.path("lost").asInt(-1)).isZero();
            assertThat(result.path("kills").asInt()).isEqualTo(1);
            assertThat(result.path("changes").asInt()).isGreaterThan(50);
            assertThat(result.path("conflicts").asInt(-1)).isNotNegative();
            assertThat(result.path("latency_ms").path("p50").asDouble()).isPositive();
            assertThat(result.path("latency_ms").path("p99").asDouble()).isPositive();
            assertThat(demo.said()).contains("kill -9", "Both databases are equal");
        }
        nothingIsLeft();
    }

    @Test
    void leaves_nothing_behind_when_it_is_interrupted() throws Exception {
        Child.assumeInterruptsAreHeard();
        SystemHost host = new SystemHost();
        try (Child demo = Child.start(folder, List.of("demo", "--keep"))) {
            long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!demo.says("People at both ends") && System.nanoTime() < until) {
                demo.demandAlive();
                host.sleep(Duration.ofMillis(100));
            }
            assertThat(demo.interrupt()).as(demo.said()).isEqualTo(Exit.INTERRUPTED);
            assertThat(demo.said()).doesNotContain("Exception", "error");
        }
        nothingIsLeft();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isDirectory)).isEmpty();
        }
        assertThat(
                        ProcessHandle.allProcesses()
                                .filter(process ->
                                        commandOf(process).contains(folder + "/entente")))
                .isEmpty();
    }

    private static String commandOf(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
