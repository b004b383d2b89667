package dev.entente.postgres;

import dev.entente.connector.NativeReading;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Looks at rows. While nobody can change a row, the end of the log is its exact version: whatever
 * changed it is before, whatever will change it comes after. So a row is locked first, and the log
 * is asked for its end second.
 *
 * @param connection within a transaction, where rows are to be locked
 */
record Looked(Connection connection, Table table) {
    static final String LOCKING = "FOR NO KEY UPDATE OF t SKIP LOCKED";
    static final String SHARING = "FOR SHARE OF t";
    private static final String NOT_AT_ALL = "";

    /** Rows in the order of their keys; null where there is none, or somebody else holds it. */
    @Nullable Row[] rows(List<Key> keys, String locking) throws SQLException {
        @Nullable Row[] rows = new @Nullable Row[keys.size()];
        try (PreparedStatement query = Statements.read(connection, table, keys, locking);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                byte[] packed = row.getBytes(1);
                rows[Packed.index(packed)] = Packed.row(table, packed);
            }
        }
        return rows;
    }

    /** Rows as they are now, without a lock and so without a version. */
    @Nullable Row[] rows(List<Key> keys) throws SQLException {
        return rows(keys, NOT_AT_ALL);
    }

    /** A row that is alike in some columns; null where there is none, or somebody else holds it. */
    @Nullable Row find(List<Integer> columns, Row like, String locking) throws SQLException {
        try (PreparedStatement query = Statements.find(connection, table, columns, like, locking);
                ResultSet row = query.executeQuery()) {
            return row.next() ? Packed.row(table, row.getBytes(1)) : null;
        }
    }

    /** The same, as it is now, without a lock and so without a version. */
    @Nullable Row find(List<Integer> columns, Row like) throws SQLException {
        return find(columns, like, NOT_AT_ALL);
    }

    /** Readings of rows, of which those that are there are locked. */
    List<NativeReading> readings(List<Key> keys, @Nullable Row[] locked) throws SQLException {
        Version version = version();
        List<NativeReading> readings = new ArrayList<>(keys.size());
        for (int i = 0; i < locked.length; i++) {
            readings.add(reading(keys.get(i), locked[i], version));
        }
        return readings;
    }

    static NativeReading reading(@Nullable Key key, @Nullable Row row, Version version) {
        return new NativeReading(key, row, row == null ? Version.None.NONE : version);
    }

    /** The last place of the log as it is now: what is written next begins behind it. */
    Version version() throws SQLException {
        String end =
                Query.one(
                        connection,
                        row -> row.getString(1),
                        "SELECT (pg_current_wal_insert_lsn() - 1::numeric)::text");
        return end == null
                ? Version.None.NONE
                : new Version.Position(LogSequenceNumber.valueOf(end).asLong());
    }
}
