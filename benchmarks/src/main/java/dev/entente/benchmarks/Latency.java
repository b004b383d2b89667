package dev.entente.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * How long after its commit at one side a change is visible at the other, with twenty changes a
 * second at both, each of another row.
 *
 * <p>The clock runs from the moment when the commit has returned to the moment when a query at the
 * other side has returned the change, asked every 50 microseconds.
 */
final class Latency {
    private static final int PER_SECOND = 20;
    private static final long BETWEEN = 1_000_000_000L / PER_SECOND;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Participant keeper;
    private final Pair pair;
    private final int rows;
    private final int changes;

    Latency(Participant keeper, Pair pair, int rows, Duration time) {
        this.keeper = keeper;
        this.pair = pair;
        this.rows = rows;
        this.changes = Math.toIntExact(PER_SECOND * time.toSeconds());
    }

    /** In milliseconds. */
    record Percentiles(double p50, double p99) {}

    /**
     * @param revision one that no row has had
     */
    Percentiles measure(int revision) throws NotMeasured {
        var nanos =
                Writing.both(
                        () -> new OneWay(pair.a(), pair.b(), 1).measure(revision),
                        () -> new OneWay(pair.b(), pair.a(), 2).measure(revision));
        long[] sorted =
                LongStream.concat(LongStream.of(nanos.atA()), LongStream.of(nanos.atB()))
                        .sorted()
                        .toArray();
        return new Percentiles(at(sorted, 0.50), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    /**
     * One direction, on one thread: writes when it is time, looks while something is on its way.
     */
    private final class OneWay {
        private final Side from;
        private final Side to;
        private final int first;
        private final Map<Long, Long> committed = new HashMap<>();
        private final long[] nanos = new long[changes];
        private int arrived;

        OneWay(Side from, Side to, int first) {
            this.from = from;
            this.to = to;
            this.first = first;
        }

        long[] measure(int revision) throws SQLException, NotMeasured {
            Random random = new Random(first);
            try (Connection connection = from.connect();
                    PreparedStatement update = connection.prepareStatement(Items.CHANGE);
                    Arrival arrival = new Arrival(to)) {
                long start = System.nanoTime();
                long due = start;
                for (int written = 0; arrived < changes; ) {
                    if (written < changes && System.nanoTime() >= due) {
                        long id = first + 2L * written * (rows / 2 / changes);
                        update.setInt(1, revision);
                        update.setLong(2, id);
                        update.executeUpdate();
                        committed.put(id, System.nanoTime());
                        arrival.expect(id, revision);
                        written++;
                        due = start + written * BETWEEN + random.nextLong(BETWEEN / 2);
                    }
                    look(arrival, due);
                }
            }
            return nanos;
        }

        private void look(Arrival arrival, long due) throws SQLException, NotMeasured {
            if (arrival.isComplete()) {
                keeper.check();
                Pause.until(due);
                return;
            }
            arrival.look(id -> nanos[arrived++] = System.nanoTime() - since(id));
            if (!arrival.isComplete()) {
                Pause.of(Pause.GLANCE);
            }
            if (System.nanoTime() - due > LIMIT.toNanos()) {
                throw new NotMeasured(
                        keeper.name() + ": a change had not arrived after 30 s at " + to.name());
            }
        }

        private long since(long id) {
            return Objects.requireNonNull(committed.remove(id));
        }
    }
}
