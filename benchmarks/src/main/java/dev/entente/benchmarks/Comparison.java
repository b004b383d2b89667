package dev.entente.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Both sides, row by row and column by column. */
final class Comparison {
    /** Nothing happens any more that is worth waiting for. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private Comparison() {}

    /** Rows by their ids, both ends included. */
    record Rows(long first, long last) {
        static final Rows ALL = new Rows(0, Long.MAX_VALUE);

        String sql() {
            return "copy (select * from item where id between %d and %d order by id) to stdout"
                    .formatted(first, last);
        }
    }

    /** How many rows differ, those that only one side has among them. */
    static int differences(Pair pair, Rows rows) throws SQLException {
        try (Connection a = pair.a().connect();
                Connection b = pair.b().connect()) {
            CopyOut atA = a.unwrap(PGConnection.class).getCopyAPI().copyOut(rows.sql());
            CopyOut atB = b.unwrap(PGConnection.class).getCopyAPI().copyOut(rows.sql());
            int different = 0;
            byte[] rowA = atA.readFromCopy();
            byte[] rowB = atB.readFromCopy();
            while (rowA != null || rowB != null) {
                long order = rowA == null ? 1 : rowB == null ? -1 : id(rowA) - id(rowB);
                if (order != 0 || !Arrays.equals(rowA, rowB)) {
                    different++;
                }
                rowA = order <= 0 ? atA.readFromCopy() : rowA;
                rowB = order >= 0 ? atB.readFromCopy() : rowB;
            }
            return different;
        }
    }

    private static long id(byte[] row) {
        long id = 0;
        for (int i = 0; row[i] != '\t'; i++) {
            id = id * 10 + row[i] - '0';
        }
        return id;
    }

    /**
     * Waits until both are equal, or until what differs has not become less for a while.
     *
     * @return how many rows differ in the end
     */
    static int settled(Participant keeper, Pair pair, Rows rows) throws SQLException, NotMeasured {
        int least = Integer.MAX_VALUE;
        long quietSince = System.nanoTime();
        while (true) {
            keeper.check();
            int now = differences(pair, rows);
            if (now < least) {
                least = now;
                quietSince = System.nanoTime();
            }
            if (now == 0 || System.nanoTime() - quietSince > QUIET.toNanos()) {
                return now;
            }
        }
    }
}
