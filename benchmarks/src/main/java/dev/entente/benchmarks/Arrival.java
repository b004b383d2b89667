package dev.entente.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** Rows that are to appear at a side, each with the revision that was given to it elsewhere. */
final class Arrival implements AutoCloseable {
    private static final int SAMPLE = 50;

    private final Connection connection;
    private final PreparedStatement look;
    private final Map<Long, Integer> missing = new LinkedHashMap<>();

    Arrival(Side side) throws SQLException {
        connection = side.connect();
        look = connection.prepareStatement("select id, revision from item where id = any(?)");
    }

    void expect(long id, int revision) {
        missing.put(id, revision);
    }

    void expect(Map<Long, Integer> revisions) {
        missing.putAll(revisions);
    }

    boolean isComplete() {
        return missing.isEmpty();
    }

    /** Looks once; {@code arrived} hears of each that is there now. */
    void look(LongConsumer arrived) throws SQLException {
        look.setArray(1, connection.createArrayOf("bigint", missing.keySet().toArray()));
        try (ResultSet rows = look.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong(1);
                if (missing.remove(id, rows.getInt(2))) {
                    arrived.accept(id);
                }
            }
        }
    }

    /**
     * Waits for all.
     *
     * @param keeper who is to bring them: asked meanwhile whether it is well
     * @return the nanosecond clock when the last was there
     */
    long await(Participant keeper, Duration limit) throws SQLException, NotMeasured {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!missing.isEmpty()) {
            keeper.check();
            look(_ -> {});
            if (missing.isEmpty()) {
                break;
            }
            if (System.nanoTime() > deadline) {
                throw new NotMeasured(
                        "%s: %d rows had not arrived after %d s"
                                .formatted(keeper.name(), missing.size(), limit.toSeconds()));
            }
            Pause.of(Pause.LOOK);
        }
        return System.nanoTime();
    }

    /**
     * Waits until {@code count} rows have {@code revision}: first for a few among ids 1 to {@code
     * count}, which costs next to nothing, then for the number.
     *
     * @return the nanosecond clock when it was right
     */
    static long ofAll(Participant keeper, Side side, int revision, int count, Duration limit)
            throws SQLException, NotMeasured {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Arrival sample = new Arrival(side);
                PreparedStatement number =
                        sample.connection.prepareStatement(
                                "select count(*) from item where revision = ?")) {
            for (long i = 1; i <= SAMPLE; i++) {
                sample.expect(count * i / SAMPLE, revision);
            }
            sample.await(keeper, limit);
            number.setInt(1, revision);
            while (true) {
                try (ResultSet answer = number.executeQuery()) {
                    answer.next();
                    if (answer.getInt(1) == count) {
                        return System.nanoTime();
                    }
                    if (System.nanoTime() > deadline) {
                        throw new NotMeasured(
                                "%s: %d of %d rows had arrived after %d s"
                                        .formatted(
                                                keeper.name(),
                                                answer.getInt(1),
                                                count,
                                                limit.toSeconds()));
                    }
                }
                keeper.check();
                Pause.of(Pause.LOOK);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
