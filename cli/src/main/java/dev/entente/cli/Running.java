package dev.entente.cli;

import dev.entente.connector.Host;
import dev.entente.connector.Unavailable;
import dev.entente.engine.Assembly;
import dev.entente.engine.Ending;
import dev.entente.engine.Engine;
import dev.entente.engine.Options;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.config.Sync;
import dev.entente.engine.desk.Command.Approve;
import dev.entente.engine.desk.DeskServer;
import dev.entente.engine.desk.NoAnswer;
import dev.entente.engine.watch.Notice;
import dev.entente.engine.watch.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * A run that is watched: its notices, a live line, the question at the first meeting. Owns all that
 * it runs with.
 */
final class Running implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(15);
    private static final int MOST_NOTICES = 1000;

    private final Opened opened;
    private final Engine engine;
    private final DeskServer server;
    private final Host.Queue<Notice> notices;
    private final Terminal terminal;
    private final LiveLine line;
    private final FirstLoad load;

    /** About how many records there are at all systems together, or -1. */
    private final long records;

    private boolean closed;

    /** What breaks from then on was broken by us. */
    private volatile boolean ending;

    Running(Opened opened, Options options, Path data, Host host, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
        this.line = new LiveLine(terminal, PLAIN_LINE);
        this.records = records(opened.sync());
        this.load = new FirstLoad(terminal, records);
        this.notices = host.queue(MOST_NOTICES);
        // Whoever does not keep up with reading them misses some; the engine waits for nobody.
        this.engine =
                new Assembly(opened.sync(), opened.store(), opened.seals(), host)
                        .engine(options, notices::offer);
        LastSeen.remember(opened);
        this.server = DeskServer.open(data, engine.desk(), host);
        engine.start();
    }

    private static long records(Sync sync) {
        long sum = 0;
        try {
            for (EntityBinding entity : sync.entities()) {
                for (Placement place : entity.placements()) {
                    long estimate =
                            sync.system(place.branch().system())
                                    .connector()
                                    .estimate(place.resource());
                    if (estimate < 0) {
                        return -1;
                    }
                    sum += estimate;
                }
            }
        } catch (Unavailable e) {
            return -1;
        }
        return sum;
    }

    /** Until the run ends. */
    Ending watch() throws InterruptedException {
        Status.State state = Status.State.RESTING;
        do {
            Notice notice = notices.poll(BEAT);
            while (notice != null) {
                if (!ending) {
                    tell(notice);
                }
                notice = notices.poll(Duration.ZERO);
            }
            Status status = engine.status();
            if (status.state() != state && !terminal.live()) {
                line.say(StatusCommand.word(status.state()));
            }
            state = status.state();
            if (!load.show(status)) {
                line.show(line(status));
            }
        } while (state != Status.State.STOPPED && state != Status.State.HALTED);
        load.close();
        line.clear();
        return engine.join();
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    /** Ends it cleanly. May be called from another thread, and again; returns when it is done. */
    @Override
    public synchronized void close() {
        ending = true;
        if (closed) {
            return;
        }
        closed = true;
        try (opened;
                server) {
            engine.stop();
        }
        load.close();
        line.clear();
    }

    private void tell(Notice notice) {
        load.clear();
        switch (notice) {
            case Notice.Down down ->
                    line.say(
                            terminal.yellow(down.system() + " cannot be reached: ")
                                    + withoutName(down));
            case Notice.Up up -> line.say(up.system() + " can be reached again.");
            case Notice.Loaded loaded -> line.say(loaded.system() + " has been read.");
            case Notice.Met met -> met(met);
            case Notice.Approved approved ->
                    line.say("The first meeting was approved by " + approved.by() + ".");
            case Notice.Braked braked -> line.say(terminal.red(StatusCommand.line(braked.brake())));
            case Notice.Released released ->
                    line.say(
                            "The brake on %s at %s was released by %s."
                                    .formatted(
                                            released.brake().entity(),
                                            released.brake().system(),
                                            released.by()));
            case Notice.Halted halted -> line.say(terminal.red("Halted: ") + halted.message());
        }
    }

    /** What is said of a system begins with its name; once is enough. */
    private static String withoutName(Notice.Down down) {
        String name = "System `" + down.system() + "`: ";
        return down.message().startsWith(name)
                ? down.message().substring(name.length())
                : down.message();
    }

    private void met(Notice.Met met) {
        line.say("The systems have met:");
        Forecasts.table(met.forecasts()).lines().forEach(line::say);
        load.expect(Forecasts.writes(met.forecasts()));
        if (met.reasons().isEmpty()) {
            return;
        }
        line.say(terminal.yellow("Nothing is written yet:"));
        met.reasons().forEach(reason -> line.say("  " + reason));
        if (terminal.answers()) {
            line.say("Shall it be written? [y/N]");
            Thread.ofVirtual().name("question").start(this::question);
        } else {
            line.say("`entente approve` lets it be written; `run --yes` says so beforehand.");
        }
    }

    private void question() {
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            if (answer == null) {
                return;
            }
            if (answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                engine.desk().ask(new Approve(Person.name()));
            } else {
                line.say("Nothing was written.");
                engine.stop();
            }
        } catch (NoAnswer e) {
            // Somebody else answered first.
            line.say(Complaints.words(e));
        } catch (IOException e) {
            line.say("The answer could not be read: " + e.getMessage());
        }
    }

    private String line(Status status) {
        if (status.state() == Status.State.LOADING) {
            return loading(status);
        }
        long seen = status.systems().stream().mapToLong(Status.OfSystem::seen).sum();
        long written = status.systems().stream().mapToLong(Status.OfSystem::written).sum();
        long waiting =
                status.systems().stream()
                        .mapToLong(system -> system.held() + system.unsettled())
                        .sum();
        long open = status.entities().stream().mapToLong(Status.OfEntity::open).sum();
        long parked = status.entities().stream().mapToLong(Status.OfEntity::parked).sum();
        Status.Latency latency = status.observedToWritten();
        return StatusCommand.word(status.state())
                + "  seen %s  written %s  waiting %s"
                        .formatted(Figure.of(seen), Figure.of(written), Figure.of(waiting))
                + (status.brakes().isEmpty() ? "" : terminal.red("  brake"))
                + (open == 0 ? "" : "  to decide " + Figure.of(open))
                + (parked == 0 ? "" : "  parked " + Figure.of(parked))
                + (latency.count() == 0
                        ? ""
                        : "  p50 %s  p99 %s"
                                .formatted(
                                        Figure.ofMicros(latency.p50()),
                                        Figure.ofMicros(latency.p99())));
    }

    private String loading(Status status) {
        long read = status.systems().stream().mapToLong(Status.OfSystem::snapshotRows).sum();
        return StatusCommand.word(status.state())
                + "  read "
                + Figure.of(read)
                + (records < read ? " records" : " of about " + Figure.of(records) + " records");
    }
}
