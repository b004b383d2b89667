package dev.entente.portallab;

import dev.entente.connector.Host;
import dev.entente.engine.watch.Status;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two databases, people at both ends, and Entente in a process of its own between them, which is
 * killed on the way. At the end both ends are compared record by record, and every single edit is
 * accounted for.
 */
public final class Demo implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(200);

    /** The longest that both ends may take to become equal once nobody edits any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DemoOptions options;
    private final List<String> entente;
    private final Host host;
    private final Consumer<News> screen;
    private final DemoFolder folder;
    private final Totals totals = new Totals();
    private @Nullable Stage stage;
    private boolean closed;
    private int killed;

    /** What stands once the servers run. */
    private record Stage(
            PortalLab places, EngineProcess engine, Reception reception, Path file, Path data) {}

    /**
     * Makes the folder that all of it will be in, and clears away those of demos that were killed.
     *
     * @param entente the words that start the command line, without its arguments
     */
    public Demo(DemoOptions options, List<String> entente, Host host, Consumer<News> screen) {
        this.options = options;
        this.entente = List.copyOf(entente);
        this.host = host;
        this.screen = screen;
        if (DemoFolder.sweep(DemoFolder.temporary()) > 0) {
            say("Cleared away what a killed demo had left behind.");
        }
        folder = DemoFolder.create(DemoFolder.temporary());
    }

    /** Starts both servers, with nothing in them but tables. */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("The demo has been ended.");
        }
        say("Starting two PostgreSQL servers…");
        PortalLab places = PortalLab.start(folder.path());
        Path file = places.writeFile();
        Path data = folder.path().resolve(".entente");
        EngineProcess engine =
                new EngineProcess(
                        EngineProcess.run(entente, file, data), places.environment(), folder);
        stage = new Stage(places, engine, new Reception(data), file, data);
    }

    public PortalLab places() {
        return stage().places();
    }

    /** The file that the engine runs with. */
    public Path file() {
        return stage().file();
    }

    /** Where the engine keeps its data. */
    public Path data() {
        return stage().data();
    }

    /** An order that both ends still have, for whoever wants to edit one; people withdraw some. */
    public String order() throws SQLException {
        Picture portal = Picture.of(Site.PORTAL, places().at(Site.PORTAL));
        Picture lab = Picture.of(Site.LAB, places().at(Site.LAB));
        return portal.firstInCommon(Kind.TEST_REQUEST, lab).orElseThrow();
    }

    private Stage stage() {
        if (stage == null) {
            throw new IllegalStateException("The demo has not been started.");
        }
        return stage;
    }

    /** The whole of it; the engine runs on when it is over. */
    public DemoReport run() throws SQLException, InterruptedException {
        Register register = new Register();
        Beginnings.write(places(), register, options.seed());
        say("Starting Entente…");
        stage().engine().start();
        Picture before = meet();
        Ledger ledger = new Ledger();
        Stopwatch stopwatch = Stopwatch.start(places(), host);
        try (stopwatch;
                People people =
                        People.start(
                                places(), host, ledger, register, options.pace(), options.seed())) {
            say(
                    "People at both ends edit for %d seconds; Entente is killed %s (seed %d)."
                            .formatted(
                                    options.length().toSeconds(),
                                    options.kills() == 1
                                            ? "once in mid-flight"
                                            : options.kills() + " times",
                                    options.seed()));
            watch(people, ledger, stopwatch);
        }
        say("People have gone home; waiting for the last changes…");
        settle();
        say("Comparing both databases, and looking for every edit…");
        Picture portal = Picture.of(Site.PORTAL, places().at(Site.PORTAL));
        Picture lab = Picture.of(Site.LAB, places().at(Site.LAB));
        return new DemoReport(
                Comparison.of(portal, lab),
                Reckoning.of(ledger, before, portal, lab, stage().reception()),
                stage().reception().waiting(),
                ledger.rows(),
                totals.all().conflicts(),
                killed,
                timing(stopwatch));
    }

    /** Waits for somebody to end the process, while both ends are kept in agreement. */
    public void stay() throws InterruptedException {
        while (stage().engine().isAlive()) {
            host.sleep(BEAT);
        }
        throw died();
    }

    /** Ends everything and takes it away. May be called from another thread, and again. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Stage open = stage;
        if (open == null) {
            folder.close();
            return;
        }
        PortalLab places = open.places();
        EngineProcess engine = open.engine();
        Reception reception = open.reception();
        try (folder;
                places;
                engine;
                reception) {
            // In this order, from the last: nothing is left, whatever one of them says.
        }
    }

    /** The first meeting: both ends become equal before anybody edits. */
    private Picture meet() throws SQLException, InterruptedException {
        if (!settle()) {
            throw new IllegalStateException(
                    "Both ends did not become equal. The last that Entente said was:\n"
                            + stage().engine().lastWords());
        }
        Picture before = Picture.of(Site.PORTAL, places().at(Site.PORTAL));
        say("Both ends have met: %d records, equal at both.".formatted(before.size()));
        return before;
    }

    private void watch(People people, Ledger ledger, Stopwatch stopwatch)
            throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        PrimitiveIterator.OfLong kills = kills();
        long kill = kills.hasNext() ? kills.nextLong() : Long.MAX_VALUE;
        long elapsed = 0;
        while (elapsed < options.length().toNanos()) {
            host.sleep(Duration.ofNanos(Math.max(1, Math.min(BEAT.toNanos(), kill - elapsed))));
            elapsed = System.nanoTime() - begin;
            check(people, stopwatch);
            if (elapsed >= kill) {
                kill(stopwatch);
                kill = kills.hasNext() ? kills.nextLong() : Long.MAX_VALUE;
            }
            beat(Duration.ofNanos(elapsed), ledger, stopwatch);
        }
    }

    /** When to kill: anywhere but in the first and the last tenth. */
    private PrimitiveIterator.OfLong kills() {
        long length = options.length().toNanos();
        return new Random(options.seed())
                .longs(options.kills(), length / 10, Math.max(length / 10 + 1, length * 9 / 10))
                .sorted()
                .iterator();
    }

    private void kill(Stopwatch stopwatch) throws InterruptedException {
        say("kill -9: Entente is gone in mid-flight, and started again.");
        stopwatch.engineKilled();
        stage().engine().kill();
        killed++;
        stage().reception().close();
        totals.restarted();
        stage().engine().start();
    }

    private void beat(Duration elapsed, Ledger ledger, Stopwatch stopwatch) {
        Status status = stage().reception().status();
        if (status != null) {
            totals.read(status);
        }
        Totals.Counts counts = totals.all();
        screen.accept(
                new News.Beat(
                        elapsed,
                        ledger.rows(),
                        counts.seen(),
                        counts.written(),
                        counts.conflicts(),
                        timing(stopwatch),
                        status != null));
    }

    /** Until both ends are equal and nothing is on its way; false where patience ended first. */
    private boolean settle() throws SQLException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            if (!stage().engine().isAlive()) {
                throw died();
            }
            Status status = stage().reception().status();
            if (status != null) {
                totals.read(status);
                if (isIdle(status) && isEqual()) {
                    return true;
                }
            }
            host.sleep(BEAT);
        }
        return false;
    }

    private boolean isEqual() throws SQLException {
        return Comparison.of(
                        Picture.of(Site.PORTAL, places().at(Site.PORTAL)),
                        Picture.of(Site.LAB, places().at(Site.LAB)))
                .isEqual();
    }

    private static boolean isIdle(Status status) {
        return status.state() == Status.State.RUNNING
                && status.systems().stream()
                        .allMatch(system ->
                                system.loaded()
                                        && system.queued() == 0
                                        && system.unsettled() == 0
                                        && system.held() == 0);
    }

    private void check(People people, Stopwatch stopwatch) throws SQLException {
        for (@Nullable SQLException failure :
                new @Nullable SQLException[] {people.failure(), stopwatch.failure()}) {
            if (failure != null) {
                throw failure;
            }
        }
        if (!stage().engine().isAlive()) {
            throw died();
        }
    }

    private IllegalStateException died() {
        return new IllegalStateException(
                "Entente ended by itself. The last it said was:\n" + stage().engine().lastWords());
    }

    private static News.Timing timing(Stopwatch stopwatch) {
        return new News.Timing(
                stopwatch.latencies().percentile(0.5),
                stopwatch.latencies().percentile(0.99),
                stopwatch.longestOutageMillis());
    }

    private void say(String text) {
        screen.accept(new News.Said(text));
    }
}
