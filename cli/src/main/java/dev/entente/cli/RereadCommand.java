package dev.entente.cli;

import dev.entente.engine.desk.Command.Reread;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** For a system whose log can not be followed any more. */
@Command(
        name = "reread",
        mixinStandardHelpOptions = true,
        header = "Let all of a system be read anew.",
        description = {
            "For a system whose changes cannot be followed any more: its slot is gone, or it is"
                    + " another server. The next run reads all that it holds. What differs from what"
                    + " was last seen there counts as edited now, and what is not there any more as"
                    + " deleted (the brake looks at that). Links, journal and conflicts stay.",
            "",
            "A system that was restored from a backup holds what is older than what is known: with"
                    + " --restored that is nobody's edit. It is kept in the journal, and the system"
                    + " is brought up to date. Run it before people work there again."
        },
        footer = {"", "Example: entente reread lab --restored"})
final class RereadCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Assembly assembly;

    @Mixin private final Target target = new Target();

    @Parameters(paramLabel = "SYSTEM", description = "As the file names it.")
    private String system = "";

    @Option(names = "--restored", description = "It was restored from a backup.")
    private boolean restored;

    RereadCommand(Terminal terminal, Assembly assembly) {
        this.terminal = terminal;
        this.assembly = assembly;
    }

    @Override
    public Integer call() {
        try (Door door = Door.open(assembly, target.sync())) {
            terminal.say(door.ask(new Reread(system, restored, Person.name())).message());
            return Exit.OK;
        }
    }
}
