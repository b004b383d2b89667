package dev.entente.cli;

import java.io.Console;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Where words go: JSON, or what was asked for, to standard output; all else to standard error.
 *
 * @param live whether somebody watches standard error: lines may be written over, colours be used
 * @param coloured false where NO_COLOR says so, too
 * @param answers whether somebody is there to be asked
 * @param width how many columns standard error shows where it is live
 * @param remarks what was wrong or doubtful, as it was said
 */
record Terminal(
        PrintStream out,
        PrintStream err,
        boolean live,
        boolean coloured,
        boolean answers,
        IntSupplier width,
        Remarks remarks) {

    /** Errors and warnings, line by line, for whoever wants them together at the end. */
    record Remarks(List<String> errors, List<String> warnings) {
        Remarks() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    static Terminal real() {
        boolean live = isTerminal(2);
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                live,
                live && (noColour == null || noColour.isEmpty()),
                live && isTerminal(0),
                live ? Screen.real()::width : () -> Screen.WIDTH,
                new Remarks());
    }

    /** Java tells it of standard input and output together only; Linux of each. */
    @SuppressWarnings("SystemConsoleNull") // by its own contract it may be
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            return false;
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    PrintWriter printer() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    PrintWriter errorPrinter() {
        return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    }

    /** A line of what was asked for. */
    void answer(String line) {
        out.println(Printable.line(line));
    }

    /** A line for a person. */
    void say(String line) {
        err.println(Printable.lines(line));
    }

    /** Something that is wrong. */
    void complain(String line) {
        remarks.errors().add(line);
        err.println(indented(red("error: ") + line));
    }

    /** Something that may not be what was meant. */
    void warn(String line) {
        remarks.warnings().add(line);
        err.println(indented(yellow("warning: ") + line));
    }

    /** No line of it but the first looks like one of its own. */
    private static String indented(String text) {
        return Printable.lines(text).replace("\n", "\n  ");
    }

    String red(String text) {
        return coloured("31", text);
    }

    String green(String text) {
        return coloured("32", text);
    }

    String yellow(String text) {
        return coloured("33", text);
    }

    String bold(String text) {
        return coloured("1", text);
    }

    String faint(String text) {
        return coloured("2", text);
    }

    private String coloured(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
