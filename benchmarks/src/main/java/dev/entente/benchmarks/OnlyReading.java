package dev.entente.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Nobody: both logs are read and thrown away. What writers reach beside this is what they can reach
 * at all.
 */
final class OnlyReading implements Participant {
    private static final Duration NOTHING_THERE = Duration.ofMillis(1);
    private final OwnThreads threads = new OwnThreads();

    @Override
    public String name() {
        return "log only read";
    }

    @Override
    public void start(Pair pair) throws SQLException {
        for (Side side : List.of(pair.a(), pair.b())) {
            LogStream log = LogStream.open(side);
            threads.start("read " + side.name(), () -> read(log));
        }
    }

    private static void read(LogStream opened) throws SQLException {
        try (LogStream log = opened) {
            while (!Thread.currentThread().isInterrupted()) {
                if (log.poll() == null) {
                    log.acknowledge();
                    Pause.of(NOTHING_THERE);
                }
            }
        }
    }

    @Override
    public void stop() throws NotMeasured {
        threads.stop();
    }

    @Override
    public void close() {
        threads.close();
    }

    @Override
    public void check() throws NotMeasured {
        threads.check();
    }

    @Override
    public OptionalDouble processorSeconds() {
        return OptionalDouble.empty();
    }
}
