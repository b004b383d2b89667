package dev.entente.cli;

import dev.entente.engine.Ending;
import dev.entente.engine.Options;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the systems in agreement from now on. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Keep the systems in agreement from now on.",
        description = {
            "Keeps the systems of a file in agreement until Ctrl-C, SIGTERM or `entente stop`.",
            "The first time it shows what it is about to write. If that is more than the file's"
                    + " limits allow it asks, or waits for `entente approve` where nobody can be"
                    + " asked; --yes says it beforehand."
        },
        footer = {"", "Example: entente run shop.yaml"})
final class RunCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final FileTarget target = new FileTarget();

    @Option(names = "--yes", description = "The first meeting may write, however much that is.")
    private boolean yes;

    RunCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() throws InterruptedException {
        SyncFile file = target.sync();
        terminal.say("entente " + Entente.Version.number() + ", data in " + file.data());
        Opened opened = assembly.open(file);
        try (Running running =
                new Running(
                        opened,
                        Options.DEFAULT.withYes(yes),
                        file.data(),
                        assembly.host(),
                        terminal)) {
            Thread hook = Thread.ofPlatform().unstarted(() -> endBySignal(running));
            Runtime.getRuntime().addShutdownHook(hook);
            Ending ending = running.watch();
            return switch (ending) {
                case Ending.Stopped _ -> Exit.OK;
                case Ending.Halted halted -> throw new Failure(Exit.HALTED, halted.message());
            };
        }
    }

    /** A run is meant to be ended by a signal: the exit code says that all went well. */
    private void endBySignal(Running running) {
        if (running.isOpen()) {
            running.close();
            terminal.say("Ended cleanly.");
            Runtime.getRuntime().halt(Exit.OK);
        }
    }
}
