package dev.entente.cli;

import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Command.Retry;
import dev.entente.engine.desk.Question;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is set aside until something changes. */
@Command(
        name = "parked",
        mixinStandardHelpOptions = true,
        header = "What is set aside, and why: list, retry.",
        synopsisSubcommandLabel = "list | retry",
        description =
                "Records that are set aside, each with the reason: lists them, or tries them again"
                        + " once the reason is gone.",
        footer = {"", "Example: entente parked retry customer 42"})
final class ParkedCommand {

    private static final int MOST = 1000;

    private final Terminal terminal;
    private final Assembly assembly;

    ParkedCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All of them, or those of one entity.",
            footer = {"", "Example: entente parked list --json"})
    int list(
            @Mixin Target target,
            @Parameters(arity = "0..1", paramLabel = "ENTITY", description = "Default: all.")
                    @Nullable String entity,
            @Option(names = "--json", description = "As JSON on standard output.") boolean json) {
        try (Door door = Door.open(assembly, target.sync())) {
            Answer.ParkedRecords found = door.ask(new Question.Parked(entity, MOST));
            if (json) {
                new Json().print(terminal, found);
                return Exit.OK;
            }
            for (Answer.ParkedRecord record : found.records()) {
                terminal.answer(
                        "%s %s, not written to %s since %s: %s"
                                .formatted(
                                        record.entity(),
                                        record.record(),
                                        record.system(),
                                        record.since(),
                                        record.message()));
            }
            if (found.more()) {
                terminal.say("There are more than these " + Figure.of(MOST) + ".");
            }
            if (found.records().isEmpty()) {
                terminal.say("Nothing is set aside.");
            }
            return Exit.OK;
        }
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Tries again: everything, one entity, or one record.",
            footer = {"", "Example: entente parked retry customer 42"})
    int retry(
            @Mixin Target target,
            @Parameters(
                            index = "0",
                            arity = "0..1",
                            paramLabel = "ENTITY",
                            description = "Default: all.")
                    @Nullable String entity,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "KEY",
                            description = "As for `explain`. Default: all.")
                    @Nullable String key) {
        try (Door door = Door.open(assembly, target.sync())) {
            terminal.say(door.ask(new Retry(entity, key, Person.name())).message());
            return Exit.OK;
        }
    }
}
