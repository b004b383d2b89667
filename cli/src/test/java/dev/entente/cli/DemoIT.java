package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.SystemHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a person, or a script, has it. */
class DemoIT {

    /** How one end's people connect, as the demo prints it. */
    private static final Pattern CONNECTION =
            Pattern.compile("PGPASSWORD=(\\S+) psql -h (\\S+) -p (\\d+) -U (\\S+) (\\S+)");

    private static final int TERMINATED = 143;

    private final SystemHost host = new SystemHost();

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
        try (Child demo = Child.start(folder, List.of("demo", "--keep"))) {
            until(() -> demo.demandAlive() && demo.says("People at both ends"));
            assertThat(demo.interrupt()).as(demo.said()).isEqualTo(Exit.INTERRUPTED);
            assertThat(demo.said()).doesNotContain("Exception", "error");
        }
        nothingIsLeft();
    }

    @Test
    void with_keep_what_is_edited_by_hand_arrives_until_it_is_ended() throws Exception {
        List<String> words = List.of("demo", "--for", "2s", "--kills", "0", "--keep");
        try (Child demo = Child.start(folder, words)) {
            until(() -> demo.demandAlive() && demo.said().matches("(?s).*--data \\S+\\s+"));
            try (Connection portal = connect(demo, "portal");
                    Connection lab = connect(demo, "lab")) {
                String update = printed(demo, "update .*(?=;)");
                String select = printed(demo, "select .*(?=;)");
                assertThat(change(portal, update)).as(update).isEqualTo(1);
                until(() -> "by hand".equals(column(lab, select, "remark")));
                String order = column(lab, select, "reference");
                String is = " = '" + order + "'";
                change(lab, "update orders set remark = 'and back' where reference" + is);
                String back = "select * from test_requests where order_no" + is;
                until(() -> "and back".equals(column(portal, back, "comment")));
            }
            assertThat(explained(demo)).contains("to “by hand”", "to “and back”");
            assertThat(ours()).as("two servers and the engine").hasSizeGreaterThanOrEqualTo(3);
            assertThat(demo.terminate()).as(demo.said()).isEqualTo(TERMINATED);
            assertThat(demo.said()).doesNotContain("Exception", "error");
        }
        nothingIsLeft();
    }

    /** As somebody who follows what is printed. */
    private static Connection connect(Child demo, String database) throws SQLException {
        MatchResult there =
                CONNECTION
                        .matcher(demo.said())
                        .results()
                        .filter(found -> found.group(5).equals(database))
                        .findFirst()
                        .orElseThrow();
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s".formatted(there.group(2), there.group(3), database),
                there.group(4),
                there.group(1));
    }

    private static String printed(Child demo, String pattern) {
        return Pattern.compile(pattern)
                .matcher(demo.said())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private static int change(Connection connection, String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            return sql.executeUpdate(statement);
        }
    }

    private static String column(Connection connection, String query, String name)
            throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(name)) : "";
        }
    }

    /** What the printed command says. */
    private static String explained(Child demo) {
        Recording line = Recording.plain();
        line.run(printed(demo, "(?<=entente )explain .*").split(" "));
        assertThat(line.exit()).as(line.err()).isEqualTo(Exit.OK);
        return line.out();
    }

    private void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            host.sleep(Duration.ofMillis(100));
        }
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isDirectory)).isEmpty();
        }
        assertThat(ours()).isEmpty();
    }

    /** The processes whose command names the demo's folder. */
    private List<ProcessHandle> ours() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandOf(process).contains(folder + "/entente"))
                .toList();
    }

    private static String commandOf(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
