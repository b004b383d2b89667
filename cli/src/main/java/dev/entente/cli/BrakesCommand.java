package dev.entente.cli;

import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Command.Release;
import dev.entente.engine.desk.Question;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What stopped itself before it did wide damage. */
@Command(
        name = "brakes",
        mixinStandardHelpOptions = true,
        header = "What stopped itself before it did damage: list, release.",
        synopsisSubcommandLabel = "list | release",
        description =
                "Brakes that were tripped, by more deletes than usual, say: lists them, or"
                        + " releases them, so that what waits behind them is written.",
        footer = {"", "Example: entente brakes release customer --system shop"})
final class BrakesCommand {

    private final Terminal terminal;
    private final Assembly assembly;

    BrakesCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All that are tripped.",
            footer = {"", "Example: entente brakes list"})
    int list(
            @Mixin Target target,
            @Option(names = "--json", description = "As JSON on standard output.") boolean json) {
        try (Door door = Door.open(assembly, target.sync())) {
            Answer.Brakes found = door.ask(new Question.Brakes());
            if (json) {
                new Json().print(terminal, found);
                return Exit.OK;
            }
            found.brakes().forEach(brake -> terminal.answer(StatusCommand.line(brake)));
            if (found.brakes().isEmpty()) {
                terminal.say("No brake is tripped.");
            }
            return Exit.OK;
        }
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Lets what waits be written.",
            footer = {"", "Example: entente brakes release customer --system shop"})
    int release(
            @Mixin Target target,
            @Parameters(arity = "0..1", paramLabel = "ENTITY", description = "Default: all.")
                    @Nullable String entity,
            @Option(
                            names = "--system",
                            paramLabel = "SYSTEM",
                            description = "Only the writes to this one. Default: all.")
                    @Nullable String system) {
        try (Door door = Door.open(assembly, target.sync())) {
            terminal.say(door.ask(new Release(entity, system, Person.name())).message());
            return Exit.OK;
        }
    }
}
