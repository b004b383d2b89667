package dev.entente.cli;

import dev.entente.connector.Halt;
import dev.entente.connector.Unavailable;
import dev.entente.engine.desk.NoAnswer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

/** Says what went wrong in words for a person, and gives it its exit code. */
final class Complaints
        implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    private final Terminal terminal;
    private final BooleanSupplier verbose;

    Complaints(Terminal terminal, BooleanSupplier verbose) {
        this.terminal = terminal;
        this.verbose = verbose;
    }

    @Override
    public int handleExecutionException(
            Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        int exit =
                switch (e) {
                    case Failure failure -> failure.exit();
                    case Unavailable _ -> Exit.SYSTEM;
                    case Halt _ -> Exit.HALTED;
                    case NoAnswer _ -> Exit.UNKNOWN;
                    default -> Exit.BUG;
                };
        if (exit == Exit.BUG) {
            terminal.complain("Entente made a mistake of its own: " + e);
            if (!verbose.getAsBoolean()) {
                terminal.say("Say the same with --verbose to see where, and report it, please.");
            }
        } else {
            List<String> lines = words(e).lines().toList();
            terminal.complain(lines.getFirst());
            lines.stream().skip(1).forEach(line -> terminal.say("  " + line));
        }
        if (verbose.getAsBoolean()) {
            terminal.say(trace(e));
        }
        return exit;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        terminal.complain(words(e).replaceFirst("^Error: ", ""));
        List<String> suggestions =
                e instanceof CommandLine.UnmatchedArgumentException unmatched
                        ? unmatched.getSuggestions()
                        : List.of();
        if (!suggestions.isEmpty()) {
            terminal.say("Did you mean " + String.join(" or ", suggestions) + "?");
        }
        terminal.say(
                "See `"
                        + e.getCommandLine().getCommandSpec().qualifiedName()
                        + " --help` for what there is.");
        return Exit.USAGE;
    }

    /** What it says; where it says nothing, what it is. */
    static String words(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    private static String trace(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        return text.toString().replace("\t", "    ");
    }
}
