package dev.entente.cli;

import dev.entente.engine.desk.Command.Stop;
import dev.entente.engine.desk.DeskClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a run from outside. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        header = "End a run cleanly.",
        description = "Ends a run cleanly, as Ctrl-C does where it was started.",
        footer = {"", "Example: entente stop"})
final class StopCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final Target target = new Target();

    StopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        SyncFile file = target.sync();
        try (DeskClient client = DeskClient.connect(file.data())) {
            if (client == null) {
                throw new Failure(
                        Exit.UNKNOWN, "Nothing runs with the data in " + file.data() + ".");
            }
            terminal.say(client.ask(new Stop(Person.name())).message());
            return Exit.OK;
        }
    }
}
