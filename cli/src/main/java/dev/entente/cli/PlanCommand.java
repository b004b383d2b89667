package dev.entente.cli;

import dev.entente.engine.Options;
import dev.entente.engine.plan.Plan;
import dev.entente.engine.store.Nonces;
import dev.entente.engine.store.RocksStore;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Store;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What would a first run do? */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        header = "What would a first run do? Writes nothing.",
        description =
                "Reads every system and says what a first run would link, create, update and"
                        + " delete, and what is in conflict, at each of them. Writes nothing.",
        footer = {"", "Example: entente plan shop.yaml --json"})
final class PlanCommand implements Callable<Integer> {

    private static final int MOST_SWEEPS = 20;

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final FileTarget target = new FileTarget();

    @Option(names = "--json", description = "The plan as JSON on standard output.")
    private boolean json;

    PlanCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var config = assembly.config(target.sync().path());
        try (Assembly.Systems systems = assembly.systems(config)) {
            var sync = assembly.bind(config, systems);
            Path folder = Files.createTempDirectory("entente-plan-");
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> clear(folder)));
            try (Store store = RocksStore.scratch(folder)) {
                byte[] key = new byte[32];
                Nonces.secure().fill(key);
                Seals seals = Seals.open(key, store, Nonces.secure());
                Plan plan =
                        new dev.entente.engine.Assembly(sync, store, seals, assembly.host())
                                .plan(Options.DEFAULT);
                show(plan);
            }
        }
        return Exit.OK;
    }

    /** Broken off by a signal: the notes go, while whoever wrote them may still be writing. */
    private void clear(Path folder) {
        for (int i = 0; i < MOST_SWEEPS && Files.exists(folder); i++) {
            if (i == 0) {
                terminal.say("Broken off; nothing was written anywhere.");
            }
            try (Stream<Path> inside = Files.walk(folder)) {
                inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException | UncheckedIOException e) {
                // Something in it came or went meanwhile: once more.
            }
        }
    }

    private void show(Plan plan) {
        if (json) {
            new Json().print(terminal, plan);
            return;
        }
        Forecasts.table(plan.forecasts()).lines().forEach(terminal::answer);
        if (!plan.items().isEmpty()) {
            terminal.answer("");
            terminal.answer("For example:");
        }
        for (Plan.Item item : plan.items()) {
            terminal.answer(
                    "  %s %s %s at %s%s"
                            .formatted(
                                    item.kind(),
                                    item.entity(),
                                    item.record(),
                                    item.system(),
                                    what(item)));
        }
        if (!plan.complete()) {
            terminal.warn("Not every listing was complete: there may be more.");
        }
        if (plan.reasons().isEmpty()) {
            terminal.say("A run would begin to write without asking.");
        } else {
            terminal.say("A run would ask first:");
            plan.reasons().forEach(reason -> terminal.say("  " + reason));
        }
    }

    private static String what(Plan.Item item) {
        if (item.why() != null) {
            return ": " + item.why();
        }
        String changes =
                item.changes().stream()
                        .map(change ->
                                change.field()
                                        + " "
                                        + (change.from() == null ? "" : change.from() + " → ")
                                        + change.to())
                        .collect(Collectors.joining(", "));
        return changes.isEmpty() ? "" : ": " + changes;
    }
}
