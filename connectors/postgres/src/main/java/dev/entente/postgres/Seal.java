package dev.entente.postgres;

import dev.entente.connector.Connector.Landed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * What the replication origin remembers of our last transaction, durably and in the same commit:
 * which batch it was, whether every item of it took effect, and the transaction's own number.
 *
 * <p>The number is there because that the origin has come so far does not say that the transaction
 * was committed: since version 16 the server moves the origin on for one that was undone, too. What
 * became of the transaction, the server says by its number.
 *
 * <p>An origin remembers one 64-bit position that never goes back. The transaction's number is its
 * upper part (which never goes back, either), the batch's number its lower part, as far as it has
 * room there: who asks, asks about one of the last batches.
 *
 * @param batch the lower part of the batch's number
 * @param fate what became of the transaction
 */
record Seal(long batch, boolean whole, Fate fate) {

    enum Fate {
        COMMITTED,
        UNDONE,
        UNKNOWN
    }

    private static final long BATCHES = 1 << 19;
    private static final long ROOM = 2 * BATCHES;

    /**
     * Puts the seal on the transaction that is open; its parameter is what {@link #bindMark} sets.
     */
    static final String PUT =
            "SELECT pg_replication_origin_xact_setup('0/0'::pg_lsn"
                    + (" + (pg_current_xact_id()::text::numeric * " + ROOM + " + ?::int4), now())")
                    + " IS NULL";

    /** A transaction that is not over by now, or whose number the server forgot, says nothing. */
    private static final String READ =
            "WITH origin AS (SELECT pg_replication_origin_progress(?, true) AS at), seal AS (SELECT"
                    + (" at, div(at - '0/0', " + ROOM + ")::text::xid8 AS xid FROM origin)")
                    + " SELECT at::text, CASE WHEN xid < pg_snapshot_xmax(pg_current_snapshot())"
                    + " THEN pg_xact_status(xid) END FROM seal WHERE at IS NOT NULL";

    static void bindMark(PreparedStatement statement, int parameter, long batch, boolean whole)
            throws SQLException {
        statement.setInt(parameter, (int) (batch % BATCHES * 2 + (whole ? 0 : 1)));
    }

    /** The last one that was put under this origin; null where it remembers none. */
    static @Nullable Seal read(Connection connection, String origin) throws SQLException {
        return Query.one(
                connection,
                row -> {
                    long at = LogSequenceNumber.valueOf(row.getString(1)).asLong();
                    long mark = Long.remainderUnsigned(at, ROOM);
                    return new Seal(mark / 2, mark % 2 == 0, fate(row.getString(2)));
                },
                READ,
                origin);
    }

    private static Fate fate(@Nullable String status) {
        return switch (status) {
            case "committed" -> Fate.COMMITTED;
            case "aborted" -> Fate.UNDONE;
            case null, default -> Fate.UNKNOWN;
        };
    }

    /**
     * What this says of a batch. A batch is sent only when the outcome of the one before is
     * durable, unless all of that one took effect; so a seal of a later batch says that all of this
     * one did.
     */
    Landed landed(long asked) {
        long half = BATCHES / 2;
        long ahead = Math.floorMod(batch - asked + half, BATCHES) - half;
        if (ahead != 0) {
            return ahead > 0 ? Landed.YES : Landed.NO;
        }
        return switch (fate) {
            case COMMITTED -> whole ? Landed.YES : Landed.PARTLY;
            case UNDONE -> Landed.NO;
            case UNKNOWN -> Landed.UNKNOWN;
        };
    }
}
