package dev.entente.cli;

import java.time.Duration;

/**
 * A line that is written over as things change, on a terminal, cut to its width: of one that wraps
 * only the end could be written over. Elsewhere a plain line now and then.
 */
final class LiveLine {

    private static final String OVERWRITE = "\r\u001b[K";

    private final Terminal terminal;
    private final long between;
    private long nextPlain;
    private String shown = "";

    /**
     * @param between how often at most, where it is not a terminal
     */
    LiveLine(Terminal terminal, Duration between) {
        this.terminal = terminal;
        this.between = between.toNanos();
        this.nextPlain = System.nanoTime() + this.between;
    }

    synchronized void show(String line) {
        if (terminal.live()) {
            if (!line.equals(shown)) {
                terminal.err().print(OVERWRITE + Printable.line(line, columns()));
                terminal.err().flush();
                shown = line;
            }
        } else if (System.nanoTime() >= nextPlain && !line.equals(shown)) {
            terminal.say(line);
            nextPlain = System.nanoTime() + between;
            shown = line;
        }
    }

    /** All but the last: some terminals wrap as soon as that is written to. */
    private int columns() {
        return terminal.width().getAsInt() - 1;
    }

    /** A line that stays, above the live one. */
    synchronized void say(String line) {
        clear();
        terminal.say(Printable.line(line));
    }

    /** Takes the live line away. */
    synchronized void clear() {
        if (terminal.live() && !shown.isEmpty()) {
            terminal.err().print(OVERWRITE);
            terminal.err().flush();
            shown = "";
        }
    }
}
