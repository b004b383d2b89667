package dev.entente.cli;

import dev.entente.engine.config.SystemBinding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Leaves the systems as if we had never been there. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        header = "Take away what was made at the systems.",
        description =
                "Takes away what Entente made at the systems: slots, publications, origins. The"
                        + " records are not touched. A run afterwards begins with a first meeting"
                        + " once its data folder is gone, too.",
        footer = {"", "Example: entente remove shop.yaml --yes"})
final class RemoveCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final FileTarget target = new FileTarget();

    @Option(names = "--yes", description = "Yes, I mean it.")
    private boolean yes;

    RemoveCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() {
        SyncFile file = target.sync();
        if (!yes) {
            throw new Failure(
                    Exit.USAGE,
                    "Changes that happen from then on until the next first meeting will not be"
                            + " seen. Say --yes if that is what you want.");
        }
        // The store is opened for its lock: a sync that runs is not undermined.
        try (Opened opened = assembly.open(file)) {
            for (SystemBinding system : opened.sync().systems()) {
                List<String> fates = system.connector().remove();
                fates.forEach(fate -> terminal.say(system.name() + ": " + fate));
                if (fates.isEmpty()) {
                    terminal.say(system.name() + ": there was nothing of Entente's");
                }
            }
        }
        terminal.say("Delete " + file.data() + ", too, before this file is run again.");
        return Exit.OK;
    }
}
