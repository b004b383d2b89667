package dev.entente.postgres;

import dev.entente.connector.Host;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The replication origin: the mark on our transactions. */
record Origin(String name, Host host) {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int LOOKS = 100;

    /** It belongs to one session at a time, and one that ended may not be gone yet. */
    private static final String IN_USE = "55006";

    private static final String NO_ROOM = "53400";

    /** What using one takes. All or nothing: one that we could not drop would remember too much. */
    static final List<String> FUNCTIONS =
            List.of(
                    "pg_replication_origin_create(text)",
                    "pg_replication_origin_drop(text)",
                    "pg_replication_origin_progress(text, boolean)",
                    "pg_replication_origin_session_setup(text)",
                    "pg_replication_origin_xact_setup(pg_lsn, timestamp with time zone)");

    private static final String EXISTS =
            "SELECT EXISTS (SELECT 1 FROM pg_replication_origin WHERE roname = ?)";

    /** The functions that we have no right to. */
    static List<String> missingRights(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (String function : FUNCTIONS) {
            if (!Query.isTrue(
                    connection, "SELECT has_function_privilege(?, 'EXECUTE')", function)) {
                missing.add(function);
            }
        }
        return missing;
    }

    static boolean mayBeUsed(Connection connection) throws SQLException {
        return missingRights(connection).isEmpty();
    }

    /**
     * Marks all further transactions of the connection. False where the server has no room for
     * another origin; what this one remembered is given up then, for it will not be kept up.
     */
    boolean setUp(Connection connection) throws SQLException {
        if (!Query.isTrue(connection, EXISTS, name)) {
            patiently(connection, "SELECT pg_replication_origin_create(?)");
        }
        try {
            patiently(connection, "SELECT pg_replication_origin_session_setup(?)");
            return true;
        } catch (SQLException e) {
            if (!NO_ROOM.equals(e.getSQLState())) {
                throw e;
            }
            drop(connection);
            return false;
        }
    }

    /** Takes it away, and what it remembers with it; whether it was there. */
    boolean drop(Connection connection) throws SQLException {
        if (!mayBeUsed(connection) || !Query.isTrue(connection, EXISTS, name)) {
            return false;
        }
        patiently(connection, "SELECT pg_replication_origin_drop(?)");
        return true;
    }

    private void patiently(Connection connection, String sql) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                Query.all(connection, _ -> true, sql, name);
                return;
            } catch (SQLException e) {
                if (!IN_USE.equals(e.getSQLState()) || i == LOOKS) {
                    throw e;
                }
            }
            try {
                host.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while waiting for the origin", IN_USE, e);
            }
        }
    }
}
