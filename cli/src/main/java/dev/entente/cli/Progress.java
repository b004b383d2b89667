package dev.entente.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far something has come: a bar on a terminal, elsewhere a plain line now and then. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 90;

    private final @Nullable ProgressBar bar;
    private final LiveLine line;
    private final String task;
    private final String unit;
    private final long most;
    private long done;

    /**
     * @param unit what is counted, in the plural
     * @param most how many there will be, or -1
     */
    Progress(Terminal terminal, String task, String unit, long most) {
        this.task = task;
        this.unit = unit;
        this.most = most;
        this.line = new LiveLine(terminal, Duration.ofSeconds(10));
        this.bar = terminal.live() ? bar(terminal, task, unit, most) : null;
    }

    /** A bar that goes away when it is closed. */
    static ProgressBar bar(Terminal terminal, String task, String unit, long most) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(most)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" " + unit, 1)
                .showSpeed()
                .setUpdateIntervalMillis(250)
                .setConsumer(
                        new ConsoleProgressBarConsumer(
                                terminal.err(), Math.min(WIDTH, terminal.width().getAsInt() - 1)))
                .clearDisplayOnFinish()
                .build();
    }

    void step() {
        done++;
        if (bar != null) {
            bar.stepTo(done);
        } else {
            line.show(
                    "%s: %s%s %s"
                            .formatted(
                                    task,
                                    Figure.of(done),
                                    most < 0 ? "" : " of " + Figure.of(most),
                                    unit));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
