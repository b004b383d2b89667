package dev.entente.benchmarks;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes in an afternoon: read the log, gather rows, write them to the other side as
 * they are. What came last stands; nothing is remembered over a restart.
 */
final class LogLoop {
    private static final Duration NOTHING_THERE = Duration.ofNanos(100_000);

    private final Side from;
    private final Side to;
    private final Map<String, @Nullable String[]> rows = new LinkedHashMap<>();
    private boolean inside;

    LogLoop(Side from, Side to) {
        this.from = from;
        this.to = to;
    }

    /** Goes on until interrupted. */
    void run(LogStream log) throws SQLException {
        String origin = "bench_from_" + from.name();
        try (Connection connection = to.connect();
                Statement statement = connection.createStatement();
                Unnest unnest = new Unnest(connection)) {
            statement.execute("select pg_replication_origin_create('" + origin + "')");
            statement.execute("select pg_replication_origin_session_setup('" + origin + "')");
            connection.setAutoCommit(false);
            while (!Thread.currentThread().isInterrupted()) {
                ByteBuffer message = log.poll();
                if (message != null) {
                    take(message);
                }
                if (rows.size() == Unnest.ROWS || (message == null && !inside)) {
                    write(connection, unnest, log);
                }
                if (message == null) {
                    Pause.of(NOTHING_THERE);
                }
            }
        }
    }

    private void take(ByteBuffer message) {
        switch (PgOutput.read(message)) {
            case PgOutput.Updated updated -> {
                inside = true;
                rows.put(String.valueOf(updated.row()[0]), updated.row());
            }
            case PgOutput.Mark mark -> inside &= mark != PgOutput.Mark.COMMIT;
        }
    }

    /** Commits only where no transaction of the source is cut. */
    private void write(Connection connection, Unnest unnest, LogStream log) throws SQLException {
        if (!rows.isEmpty()) {
            unnest.write(rows.values());
            rows.clear();
        }
        if (!inside) {
            connection.commit();
            log.acknowledge();
        }
    }
}
