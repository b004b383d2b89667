package dev.entente.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A command line whose words are kept. */
final class Recording {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;
    private int exit = -1;

    Recording(boolean live) {
        this(live, 80);
    }

    /**
     * @param width how many columns the screen has
     */
    Recording(boolean live, int width) {
        terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        live,
                        live,
                        false,
                        () -> width,
                        new Terminal.Remarks());
    }

    static Recording plain() {
        return new Recording(false);
    }

    Terminal terminal() {
        return terminal;
    }

    int run(String... args) {
        exit = Entente.run(terminal, args);
        return exit;
    }

    /** How the last of them ended. */
    int exit() {
        return exit;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static String[] with(Path data, String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--data";
        all[args.length + 1] = data.toString();
        return all;
    }
}
