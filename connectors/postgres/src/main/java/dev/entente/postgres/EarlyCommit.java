package dev.entente.postgres;

import dev.entente.core.value.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A commit that others see before it is on disk. Nobody is told that it was made before it is: a
 * second, empty-handed transaction follows, whose commit takes the log to the disk up to itself.
 *
 * <p>Where the server breaks down in between, the first is gone as if it had never been, and the
 * {@link Seal} says so.
 */
final class EarlyCommit {

    /** From more rows on there is no hurry that would be worth a second transaction. */
    private static final int MOST_ROWS = 10;

    /** What a seal has to say in addition. */
    static final String ON = ",set_config('synchronous_commit','off',true)";

    static final String OFF = ",set_config('synchronous_commit','on',true)";

    /**
     * Locks a row, which only the log hears of. No write that leaves the key alone waits for it.
     */
    private static final String TOUCHING = "FOR KEY SHARE OF t SKIP LOCKED";

    private EarlyCommit() {}

    /** Whether it is worth while for a batch of these groups: few rows, of which one stays. */
    static boolean pays(List<Group> groups) {
        return groups.stream().mapToInt(Group::size).sum() <= MOST_ROWS
                && groups.getLast().likeness().verb() != Likeness.Verb.DELETE;
    }

    /**
     * Returns once everything that was committed is on disk.
     *
     * @param key of a row that may be there
     */
    static void flush(Connection connection, Table table, Key key) throws SQLException {
        if (touches(connection, table, key)) {
            connection.commit();
        } else {
            flush(connection);
        }
    }

    /** Whoever may add rows and change none may not lock one, either. */
    private static boolean touches(Connection connection, Table table, Key key)
            throws SQLException {
        try (PreparedStatement query = Statements.read(connection, table, List.of(key), TOUCHING);
                ResultSet row = query.executeQuery()) {
            return row.next();
        } catch (SQLException e) {
            if (Failures.meaning(e) == Failures.Meaning.GONE) {
                throw e;
            }
            connection.rollback();
            return false;
        }
    }

    /** The same, by something that others who read the log may hear of, and have no use for. */
    static void flush(Connection connection) throws SQLException {
        Query.run(connection, "SELECT pg_logical_emit_message(true, 'entente', '')");
        connection.commit();
    }
}
