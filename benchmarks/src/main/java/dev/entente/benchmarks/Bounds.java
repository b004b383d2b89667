package dev.entente.benchmarks;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How fast the two halves of any program between the servers are, each alone. */
final class Bounds {
    private final Pair pair;
    private final Options options;

    Bounds(Pair pair, Options options) {
        this.pair = pair;
        this.options = options;
    }

    /** One transaction of many updates, read from the log and decoded, then dropped: rows/s. */
    double readingOnly() throws SQLException {
        pair.refill(options.rows());
        double seconds;
        try (LogStream log = LogStream.open(pair.a())) {
            pair.a().run(Trial.bigUpdate(1));
            long committed = System.nanoTime();
            for (int read = 0; read < Trial.BIG; ) {
                ByteBuffer message = log.poll();
                if (message == null) {
                    Pause.of(Pause.GLANCE);
                } else if (PgOutput.read(message) instanceof PgOutput.Updated) {
                    read++;
                }
            }
            seconds = (System.nanoTime() - committed) / 1e9;
        }
        pair.sweep();
        return Trial.BIG / seconds;
    }

    /** As many rows from memory by batched updates, in one transaction: rows/s. */
    double writingOnly() throws SQLException {
        pair.refill(options.rows());
        pair.a().run(Trial.bigUpdate(1));
        List<@Nullable String[]> rows = rows();
        try (Connection b = pair.b().connect();
                Unnest unnest = new Unnest(b)) {
            b.setAutoCommit(false);
            long start = System.nanoTime();
            for (int i = 0; i < rows.size(); i += Unnest.ROWS) {
                unnest.write(rows.subList(i, Math.min(rows.size(), i + Unnest.ROWS)));
            }
            b.commit();
            return rows.size() / ((System.nanoTime() - start) / 1e9);
        }
    }

    private List<@Nullable String[]> rows() throws SQLException {
        List<@Nullable String[]> rows = new ArrayList<>();
        try (Connection a = pair.a().connect();
                Statement statement = a.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "select * from item where revision = 1 order by id")) {
            while (result.next()) {
                @Nullable String[] row = new @Nullable String[Items.COLUMNS.size()];
                for (int column = 0; column < row.length; column++) {
                    row[column] = result.getString(column + 1);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
