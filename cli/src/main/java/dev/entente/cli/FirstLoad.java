package dev.entente.cli;

import dev.entente.engine.watch.Status;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * The first load on a terminal: how fast it reads, then how much of what must be written is
 * written, and how long it will take.
 */
final class FirstLoad implements AutoCloseable {

    private final Terminal terminal;
    private final long records;
    private @Nullable ProgressBar bar;
    private long expected;
    private boolean over;

    /**
     * @param records about how many there are to be read, or -1
     */
    FirstLoad(Terminal terminal, long records) {
        this.terminal = terminal;
        this.records = records;
    }

    /** How many writes the first meeting comes to. */
    synchronized void expect(long writes) {
        clear();
        expected = writes;
    }

    /** Whether there is a first load, and this is how it stands. */
    synchronized boolean show(Status status) {
        if (over || !terminal.live()) {
            return false;
        }
        return switch (status.state()) {
            case LOADING -> reading(status);
            case RUNNING -> writing(status);
            case WAITING_FOR_YES, RESTING, STOPPED, HALTED -> {
                clear();
                yield false;
            }
        };
    }

    private boolean reading(Status status) {
        if (status.systems().stream().allMatch(Status.OfSystem::loaded)) {
            return false;
        }
        long read = status.systems().stream().mapToLong(Status.OfSystem::snapshotRows).sum();
        ProgressBar shown = open("reading", records);
        if (records >= 0 && read > records) {
            shown.maxHint(read);
        }
        shown.stepTo(read);
        return true;
    }

    private boolean writing(Status status) {
        long waiting =
                status.systems().stream()
                        .mapToLong(system -> system.held() + system.unsettled())
                        .sum();
        if (expected == 0 || waiting == 0) {
            close();
            return false;
        }
        open("writing", expected).stepTo(Math.max(0, expected - waiting));
        return true;
    }

    private ProgressBar open(String task, long most) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = Progress.bar(terminal, task, "records", most);
            bar = shown;
        }
        return shown;
    }

    /** Makes room for something else. */
    synchronized void clear() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public synchronized void close() {
        clear();
        over = true;
    }
}
