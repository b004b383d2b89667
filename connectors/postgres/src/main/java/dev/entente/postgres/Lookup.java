package dev.entente.postgres;

import dev.entente.connector.NativeReading;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows by their keys, with exact versions where that does not take too long. */
record Lookup(Connection connection, Table table) {

    /** Most keys in one statement. */
    private static final int KEYS = 10_000;

    List<NativeReading> read(List<Key> keys) throws SQLException {
        List<NativeReading> readings = new ArrayList<>(keys.size());
        for (int from = 0; from < keys.size(); from += KEYS) {
            readings.addAll(some(keys.subList(from, Math.min(from + KEYS, keys.size()))));
        }
        return readings;
    }

    private List<NativeReading> some(List<Key> keys) throws SQLException {
        try {
            return exact(keys);
        } catch (SQLException e) {
            Failures.Meaning meaning = Failures.meaning(e);
            if (meaning == Failures.Meaning.GONE || meaning == Failures.Meaning.NEVER) {
                throw e;
            }
        }
        // Locked by somebody, or no right to lock: as it is, and without a version.
        @Nullable Row[] rows = new Looked(connection, table).rows(keys);
        List<NativeReading> readings = new ArrayList<>(keys.size());
        for (int i = 0; i < rows.length; i++) {
            readings.add(Looked.reading(keys.get(i), rows[i], Version.None.NONE));
        }
        return readings;
    }

    private List<NativeReading> exact(List<Key> keys) throws SQLException {
        Query.run(connection, "BEGIN; SET LOCAL lock_timeout = '1s'");
        try {
            Looked looked = new Looked(connection, table);
            List<NativeReading> readings = looked.readings(keys, looked.rows(keys, Looked.SHARING));
            Query.run(connection, "COMMIT");
            return readings;
        } catch (SQLException e) {
            if (Failures.meaning(e) != Failures.Meaning.GONE) {
                Query.run(connection, "ROLLBACK");
            }
            throw e;
        }
    }
}
