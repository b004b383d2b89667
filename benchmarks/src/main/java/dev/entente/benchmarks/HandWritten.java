package dev.entente.benchmarks;

import java.sql.SQLException;
import java.util.OptionalDouble;

/** A {@link LogLoop} in each direction. */
final class HandWritten implements Participant {
    private final OwnThreads threads = new OwnThreads();

    @Override
    public String name() {
        return "hand-written loop";
    }

    @Override
    public void start(Pair pair) throws SQLException {
        start(pair.a(), pair.b());
        start(pair.b(), pair.a());
    }

    private void start(Side from, Side to) throws SQLException {
        LogStream log = LogStream.open(from);
        threads.start(
                "from " + from.name(),
                () -> {
                    try (log) {
                        new LogLoop(from, to).run(log);
                    }
                });
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
        return threads.processorSeconds();
    }
}
