package dev.entente.cli;

import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Command.Resolve;
import dev.entente.engine.desk.Question;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What waits for a person to decide. */
@Command(
        name = "conflicts",
        mixinStandardHelpOptions = true,
        header = "What waits for a person to decide: list, show, resolve.",
        synopsisSubcommandLabel = "list | show | resolve",
        description = "Conflicts that wait for a person: lists them, shows one, settles one.",
        footer = {
            "",
            "Example: entente conflicts resolve customer 42 --field phone --take shop",
            "         entente conflicts resolve customer 42 --take keep"
        })
final class ConflictsCommand {

    private static final int MOST = 1000;

    private final Terminal terminal;
    private final Assembly assembly;

    ConflictsCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All of them, or those of one entity.",
            footer = {"", "Example: entente conflicts list customer"})
    int list(
            @Mixin Target target,
            @Parameters(arity = "0..1", paramLabel = "ENTITY", description = "Default: all.")
                    @Nullable String entity,
            @Option(names = "--reveal", description = "Show personal values, too.") boolean reveal,
            @Option(names = "--json", description = "As JSON on standard output.") boolean json) {
        try (Door door = Door.open(assembly, target.sync())) {
            Answer.Conflicts found = door.ask(new Question.Conflicts(entity, reveal, MOST));
            if (json) {
                new Json().print(terminal, found);
                return Exit.OK;
            }
            show(found.conflicts());
            if (found.more()) {
                terminal.say("There are more than these " + Figure.of(MOST) + ".");
            }
            if (found.conflicts().isEmpty()) {
                terminal.say("Nothing waits for a decision.");
            }
            return Exit.OK;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "What is in conflict in one record.",
            footer = {"", "Example: entente conflicts show customer 42"})
    int show(
            @Mixin Target target,
            @Parameters(paramLabel = "ENTITY", description = "As the file names it.") String entity,
            @Parameters(paramLabel = "KEY", description = "As for `explain`.") String key,
            @Option(names = "--reveal", description = "Show personal values, too.") boolean reveal,
            @Option(names = "--json", description = "As JSON on standard output.") boolean json) {
        try (Door door = Door.open(assembly, target.sync())) {
            List<Answer.Conflict> conflicts =
                    door.ask(new Question.Explain(entity, key, reveal)).stories().stream()
                            .flatMap(story -> story.conflicts().stream())
                            .toList();
            if (conflicts.isEmpty()) {
                throw new Failure(
                        Exit.UNKNOWN,
                        "Nothing of %s %s waits for a decision.".formatted(entity, key));
            }
            if (json) {
                new Json().print(terminal, new Answer.Conflicts(conflicts, false));
            } else {
                show(conflicts);
            }
            return Exit.OK;
        }
    }

    /** One of the two. */
    static final class Choice {
        @Option(
                names = "--take",
                paramLabel = "WHICH",
                description =
                        "The system whose value is taken; where a delete stands against an edit,"
                                + " keep or delete.")
        private @Nullable String take;

        @Option(
                names = "--value",
                paramLabel = "VALUE",
                description = "The value that the field shall have everywhere.")
        private @Nullable String value;
    }

    @Command(
            name = "resolve",
            mixinStandardHelpOptions = true,
            description = "Settles a conflict: the decision goes to all systems.",
            footer = {
                "",
                "Example: entente conflicts resolve customer 42 --field phone --value 112",
                "         entente conflicts resolve customer 42 --take delete"
            })
    int resolve(
            @Mixin Target target,
            @Parameters(paramLabel = "ENTITY", description = "As the file names it.") String entity,
            @Parameters(paramLabel = "KEY", description = "As for `explain`.") String key,
            @Option(
                            names = "--field",
                            paramLabel = "FIELD",
                            description =
                                    "Which field. Without it: whether the record lives at all.")
                    @Nullable String field,
            @ArgGroup(multiplicity = "1") Choice choice) {
        try (Door door = Door.open(assembly, target.sync())) {
            Answer.Done done =
                    door.ask(
                            new Resolve(
                                    entity, key, field, choice.take, choice.value, Person.name()));
            terminal.say(done.message());
            return Exit.OK;
        }
    }

    private void show(List<Answer.Conflict> conflicts) {
        conflicts.forEach(conflict -> terminal.answer(describe(conflict)));
    }

    static String describe(Answer.Conflict conflict) {
        Map<String, @Nullable String> held = conflict.held();
        String holders =
                held.entrySet().stream()
                        .map(entry ->
                                entry.getKey()
                                        + (conflict.field() == null ? ": " : " holds ")
                                        + entry.getValue())
                        .collect(Collectors.joining(", "));
        return conflict.field() == null
                ? "%s %s, since %s: does it live? It was %s and edited elsewhere (%s); `entente explain` shows the edit, `--take keep` or `--take delete` decides"
                        .formatted(
                                conflict.entity(),
                                conflict.record(),
                                conflict.since(),
                                conflict.theirs(),
                                holders)
                : "%s %s, %s since %s: %s%s"
                        .formatted(
                                conflict.entity(),
                                conflict.record(),
                                conflict.field(),
                                conflict.since(),
                                conflict.base() == null ? "" : "was " + conflict.base() + "; ",
                                holders);
    }
}
