package dev.entente.cli;

import dev.entente.engine.desk.Question;
import dev.entente.engine.watch.Brake;
import dev.entente.engine.watch.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How does it stand? */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "How does it stand?",
        description = "How a sync stands: what it saw and wrote, what waits, and for whom.",
        footer = {"", "Example: entente status --json"})
final class StatusCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final Target target = new Target();

    @Option(names = "--json", description = "The same as JSON on standard output.")
    private boolean json;

    StatusCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() {
        try (Door door = Door.open(assembly, target.sync())) {
            Status status = door.ask(new Question.HowIsIt());
            if (json) {
                new Json().print(terminal, status);
            } else {
                lines(status).forEach(terminal::answer);
            }
            return Exit.OK;
        }
    }

    static List<String> lines(Status status) {
        List<String> lines = new ArrayList<>();
        lines.add(word(status.state()) + ", " + Figure.bytes(status.diskBytes()) + " on disk");
        lines.add("");
        lines.addAll(systems(status).lines());
        lines.add("");
        lines.addAll(entities(status).lines());
        lines.add("");
        lines.add(
                "Records, to decide, parked, waiting and behind are as of now; all else counts since"
                        + " this run began"
                        + (status.state() == Status.State.RESTING ? ", and none runs." : "."));
        if (status.observedToWritten().count() > 0) {
            lines.add("");
            lines.add(
                    "From reading a change to its confirmed write: p50 %s, p99 %s, at most %s"
                            .formatted(
                                    Figure.ofMicros(status.observedToWritten().p50()),
                                    Figure.ofMicros(status.observedToWritten().p99()),
                                    Figure.ofMicros(status.observedToWritten().max())));
        }
        for (Status.OfSystem system : status.systems()) {
            if (system.trouble() != null) {
                lines.add(system.name() + ": " + system.trouble());
            }
        }
        status.brakes().forEach(brake -> lines.add(line(brake)));
        return lines;
    }

    static String line(Brake brake) {
        return "Brake on %s at %s since %s: %s %s"
                .formatted(
                        brake.entity(),
                        brake.system(),
                        Figure.time(brake.since()),
                        brake.saw(),
                        brake.remedy());
    }

    static String word(Status.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Columns systems(Status status) {
        Columns table =
                new Columns(
                        "system",
                        "loaded",
                        "seen",
                        "written",
                        "refused",
                        "rejected",
                        "waiting",
                        "behind");
        for (Status.OfSystem system : status.systems()) {
            table.row(
                    system.name(),
                    Figure.of(system.snapshotRows()),
                    Figure.of(system.seen()),
                    Figure.of(system.written()),
                    Figure.of(system.refused()),
                    Figure.of(system.rejected()),
                    Figure.of(system.held() + system.unsettled()),
                    system.lagBytes() < 0 ? "" : Figure.bytes(system.lagBytes()));
        }
        return table;
    }

    private static Columns entities(Status status) {
        Columns table = new Columns("entity", "records", "conflicts", "to decide", "parked");
        for (Status.OfEntity entity : status.entities()) {
            table.row(
                    entity.name(),
                    Figure.of(entity.records()),
                    Figure.of(entity.conflicts()),
                    Figure.of(entity.open()),
                    Figure.of(entity.parked()));
        }
        return table;
    }
}
