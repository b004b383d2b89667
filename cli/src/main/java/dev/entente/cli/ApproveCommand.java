package dev.entente.cli;

import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Command.Approve;
import dev.entente.engine.desk.Question;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A person's word for the first meeting. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        header = "Let a first meeting's writes begin.",
        description =
                "Shows what a run's first meeting would write, and lets it begin: what --yes does"
                        + " for a run that is already waiting.",
        footer = {"", "Example: entente approve"})
final class ApproveCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final Target target = new Target();

    ApproveCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() {
        try (Door door = Door.open(assembly, target.sync())) {
            Answer.Meeting meeting = door.ask(new Question.Meeting());
            Forecasts.table(meeting.forecasts()).lines().forEach(terminal::say);
            terminal.say(door.ask(new Approve(Person.name())).message());
            return Exit.OK;
        }
    }
}
