package dev.entente.cli;

import dev.entente.connector.SystemHost;
import dev.entente.portallab.Demo;
import dev.entente.portallab.DemoOptions;
import dev.entente.portallab.DemoReport;
import dev.entente.portallab.News;
import dev.entente.portallab.Reckoning;
import dev.entente.portallab.Server;
import dev.entente.portallab.Site;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Two real databases, edited by people at both ends, kept in agreement before one's eyes. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Two real databases kept in agreement before your eyes.",
        description = {
            "Two PostgreSQL servers of this machine, a customer portal's and a laboratory's, are"
                    + " edited at both ends and kept in agreement. Entente is killed once in"
                    + " mid-flight. At the end both databases are compared record by record, and"
                    + " every edit is accounted for.",
            "Ctrl-C ends it at any time and leaves nothing behind."
        },
        footer = {"", "Example: entente demo --for 30s"})
final class DemoCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 20;

    private final Terminal terminal;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "60s",
            description = "How long people edit, such as 30s or 5m. Default: ${DEFAULT-VALUE}.")
    private Duration length = DemoOptions.LENGTH;

    @Option(
            names = "--keep",
            description =
                    "Leave the databases running when people have gone home, kept in agreement"
                            + " until Ctrl-C, and say how to connect to them.")
    private boolean keep;

    @Option(names = "--json", description = "The result as one JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--pace",
            paramLabel = "N",
            description = "Transactions a second, of all people together. Default: 40.")
    private double pace = DemoOptions.PACE;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description = "How often Entente is killed, at random moments. Default: 1.")
    private int kills = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What people do comes from this number. Default: another each time.")
    private @Nullable Long seed;

    private volatile boolean leaving;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (!length.isPositive() || !(pace > 0 && pace <= 10_000) || kills < 0) {
            throw new Failure(
                    Exit.USAGE,
                    "--for must be longer than nothing, --pace between 0 and 10,000, --kills 0 or"
                            + " more.");
        }
        LiveLine line = new LiveLine(terminal, Duration.ofSeconds(3));
        DemoOptions options =
                new DemoOptions(length, kills, pace, seed == null ? System.nanoTime() : seed);
        try (Demo demo =
                new Demo(options, ourselves(), new SystemHost(), news -> hear(line, news))) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> leave(line, demo)));
            demo.start();
            DemoReport report = demo.run();
            line.clear();
            tell(report);
            if (keep) {
                invite(demo);
                demo.stay();
            }
            return report.isGood() ? Exit.OK : Exit.FOUND;
        } catch (SQLException | IllegalStateException | UncheckedIOException e) {
            if (leaving) {
                return Exit.INTERRUPTED;
            }
            line.clear();
            throw new Failure(
                    e instanceof UncheckedIOException ? Exit.SYSTEM : Exit.FOUND,
                    Complaints.words(e),
                    e);
        }
    }

    /** Ctrl-C, or the end: whatever the servers' disappearing breaks is no matter any more. */
    private void leave(LiveLine line, Demo demo) {
        leaving = true;
        line.clear();
        demo.close();
    }

    /** What started this process, up to the name of the program. */
    private static List<String> ourselves() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Entente.class.getName()));
        return words;
    }

    private void hear(LiveLine line, News news) {
        switch (news) {
            case News.Said said -> line.say(said.text());
            case News.Beat beat ->
                    line.show(
                            "%3d s  edited %s  seen %s  written %s  in conflict %s  p50 %s  p99 %s%s"
                                    .formatted(
                                            beat.elapsed().toSeconds(),
                                            Figure.of(beat.edited()),
                                            Figure.of(beat.seen()),
                                            Figure.of(beat.written()),
                                            Figure.of(beat.conflicts()),
                                            Figure.millis(beat.timing().p50()),
                                            Figure.millis(beat.timing().p99()),
                                            beat.up() ? "" : terminal.yellow("  starting")));
        }
    }

    private void tell(DemoReport report) {
        Reckoning reckoning = report.reckoning();
        terminal.say("");
        if (report.comparison().isEqual()) {
            terminal.say(
                    terminal.green("Both databases are equal")
                            + ": %s, compared field by field."
                                    .formatted(
                                            Figure.plural(
                                                    report.comparison().records(),
                                                    "record",
                                                    "records")));
        } else {
            terminal.say(terminal.red("The databases differ:"));
            show(report.comparison().differences());
            show(report.waiting());
        }
        terminal.say(
                "%s edits: %s still there, %s overwritten by somebody who had seen them, %s counted"
                                .formatted(
                                        Figure.of(reckoning.all()),
                                        Figure.of(reckoning.present()),
                                        Figure.of(reckoning.superseded()),
                                        Figure.of(reckoning.merged()))
                        + " together, %s kept in the journal as what lost, %s lost."
                                .formatted(
                                        Figure.of(reckoning.kept()),
                                        reckoning.lost().isEmpty()
                                                ? terminal.green("none")
                                                : terminal.red(
                                                        Figure.of(reckoning.lost().size()))));
        show(reckoning.lost());
        terminal.say(
                "From a commit at one end until it was to be seen at the other: p50 %s, p99 %s."
                        .formatted(
                                Figure.millis(report.timing().p50()),
                                Figure.millis(report.timing().p99())));
        if (report.kills() > 0) {
            terminal.say(
                    "Killed %s; changes arrived again within %s."
                            .formatted(
                                    report.kills() == 1 ? "once" : report.kills() + " times",
                                    Figure.millis(report.timing().away())));
        }
        if (json) {
            new Json().print(terminal, Result.of(report));
        }
    }

    private void show(List<String> lines) {
        lines.stream().limit(MOST_SHOWN).forEach(line -> terminal.say("  " + line));
        if (lines.size() > MOST_SHOWN) {
            terminal.say("  … and " + Figure.of(lines.size() - MOST_SHOWN) + " more");
        }
    }

    private void invite(Demo demo) throws SQLException {
        String order = demo.order();
        terminal.say("");
        terminal.say("Both databases stay, kept in agreement, until Ctrl-C. To edit by hand:");
        for (Site site : Site.values()) {
            Server server = demo.places().at(site);
            terminal.say(
                    "  PGPASSWORD=%s psql -h localhost -p %d -U %s %s"
                            .formatted(
                                    server.password(), server.port(), server.user(), site.word()));
        }
        terminal.say("for example, at the portal, and then look at the lab:");
        terminal.say(
                "  update test_requests set comment = 'by hand' where order_no = '" + order + "';");
        terminal.say("  select * from orders where reference = '" + order + "';");
        terminal.say("What Entente made of it:");
        terminal.say(
                "  entente explain test-request %s -f %s --data %s"
                        .formatted(order, demo.file(), demo.data()));
    }

    /** What scripts want to know. */
    record Result(
            boolean equal,
            long changes,
            long conflicts,
            long lost,
            int kills,
            LatencyMs latencyMs) {

        record LatencyMs(double p50, double p99, double awayAfterKill) {}

        static Result of(DemoReport report) {
            return new Result(
                    report.comparison().isEqual(),
                    report.changes(),
                    report.conflicts(),
                    report.reckoning().lost().size(),
                    report.kills(),
                    new LatencyMs(
                            report.timing().p50(), report.timing().p99(), report.timing().away()));
        }
    }
}
