package dev.entente.postgres;

import dev.entente.connector.Host;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection by which we write. Nobody else of ours writes as long as it has its lock: what
 * a former one began is over, done or undone, before this one begins.
 *
 * <p>Its transactions bear a mark, the replication origin, by which the log tells them from others,
 * and by which the last of them can be asked for: its {@link Seal}.
 */
final class WriteSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteSession.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS = 50;

    /** Most statements that are kept ready. */
    private static final int READY = 64;

    /**
     * From so many rows on a statement is planned anew each time: for how many there are, not for a
     * guess that has proved good for a few.
     */
    private static final int MANY_ROWS = 100;

    private final Connection connection;
    private final String origin;
    private final boolean marked;
    private final EchoWatch watch;
    private final Map<Object, Ready> ready = new LinkedHashMap<>(READY, 0.75f, true);

    /** A statement that has been prepared. */
    private record Ready(WriteStatement text, PreparedStatement statement) {}

    /** What a statement is kept under. */
    private record Use(
            Likeness likeness, Size size, boolean sealed, boolean watched, boolean early) {}

    private enum Size {
        ONE,
        FEW,
        MANY;

        static Size of(int rows) {
            return rows == 1 ? ONE : rows < MANY_ROWS ? FEW : MANY;
        }
    }

    private WriteSession(Connection connection, String origin, boolean marked, EchoWatch watch) {
        this.connection = connection;
        this.origin = origin;
        this.marked = marked;
        this.watch = watch;
    }

    static WriteSession open(Sessions sessions, Names names, Host host, EchoWatch watch) {
        Connection connection = sessions.open(Sessions.Purpose.WRITING);
        try {
            takeLock(connection, names, sessions.failures(), host);
            boolean marked =
                    Origin.mayBeUsed(connection)
                            && new Origin(names.origin(), host).setUp(connection);
            if (!marked) {
                LOG.warn(
                        "System `{}`: our transactions cannot be marked, so our own writes come"
                                + " back; the check says what is missing",
                        sessions.system());
            }
            connection.setAutoCommit(false);
            return new WriteSession(connection, names.origin(), marked, watch);
        } catch (SQLException e) {
            Looking.closeQuietly(connection);
            throw sessions.failures().during("preparing to write", e);
        } catch (InterruptedException e) {
            Looking.closeQuietly(connection);
            Thread.currentThread().interrupt();
            throw sessions.failures().unavailable("interrupted while preparing to write");
        }
    }

    private static void takeLock(Connection connection, Names names, Failures failures, Host host)
            throws SQLException, InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            if (Query.isTrue(connection, "SELECT pg_try_advisory_lock(?)", names.lock())) {
                return;
            }
            host.sleep(LOOK_AGAIN);
        }
        Looking.closeQuietly(connection);
        throw failures.unavailable(
                "another session of Entente still writes to it (it holds the lock "
                        + names.lock()
                        + "); if two run with this system, stop one, or name them apart by `slot:`");
    }

    Connection connection() {
        return connection;
    }

    /**
     * What a group's statement answers.
     *
     * @param rows one packed row for each that was written
     * @param sound whether what the writes cause will be read from the log
     */
    record Answer(List<byte[]> rows, boolean sound) {}

    /** Writes a group of rows. */
    Answer write(Group group) throws SQLException {
        return write(group, null, false);
    }

    /**
     * Writes the last group of a batch and says at once, in hope, that all of it was done.
     *
     * @param early whether the commit is to be seen before it is on disk: see {@link EarlyCommit}
     */
    Answer writeAndSeal(Group group, long batch, boolean early) throws SQLException {
        return write(group, marked ? batch : null, early);
    }

    /** Whether transactions can be marked, and so what became of one be asked for. */
    boolean isMarked() {
        return marked;
    }

    private Answer write(Group group, @Nullable Long batch, boolean early) throws SQLException {
        EchoWatch.Premise premise = batch == null ? null : watch.premise();
        Size size = Size.of(group.size());
        Use use = new Use(group.likeness(), size, batch != null, premise != null, early);
        Ready prepared = prepared(use);
        PreparedStatement statement = prepared.statement();
        prepared.text().bind(statement, group.members());
        if (batch != null) {
            bindSeal(statement, prepared.text().parameters() + 1, batch, true, premise);
        }
        List<byte[]> rows = new ArrayList<>(group.size());
        statement.execute();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                rows.add(row.getBytes(1));
            }
        }
        return new Answer(rows, batch == null || isSound(statement, premise));
    }

    private static boolean isSound(PreparedStatement statement, EchoWatch.@Nullable Premise premise)
            throws SQLException {
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            return premise == null
                    || (row.next() && premise.fingerprint().equals(row.getString(2)));
        }
    }

    private Ready prepared(Use use) throws SQLException {
        Ready known = ready.get(use);
        if (known != null) {
            return known;
        }
        WriteStatement text = WriteStatement.of(use.likeness(), use.size() == Size.ONE);
        String seal = sealText(use.watched()) + (use.early() ? EarlyCommit.ON : "");
        PreparedStatement statement =
                connection.prepareStatement(text.sql() + (use.sealed() ? ";" + seal : ""));
        if (use.size() == Size.MANY) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
        Ready prepared = new Ready(text, statement);
        ready.put(use, prepared);
        if (ready.size() > READY) {
            Iterator<Ready> oldest = ready.values().iterator();
            oldest.next().statement().close();
            oldest.remove();
        }
        return prepared;
    }

    private static String sealText(boolean watched) {
        return watched ? Seal.PUT + "," + Echo.FINGERPRINT : Seal.PUT;
    }

    private void bindSeal(
            PreparedStatement statement,
            int from,
            long batch,
            boolean whole,
            EchoWatch.@Nullable Premise premise)
            throws SQLException {
        Seal.bindMark(statement, from, batch, whole);
        if (premise != null) {
            statement.setString(from + 1, premise.tables());
            statement.setString(from + 2, premise.tables());
            statement.setBoolean(from + 3, premise.origins());
            statement.setString(from + 4, origin);
        }
    }

    /**
     * Says, as a part of the transaction, which batch this is and whether all of it was done.
     *
     * @return whether what the writes cause will be read from the log. Exact: the tables are locked
     *     by having been written to, and nobody can give them a trigger meanwhile
     */
    boolean seal(long batch, boolean whole) throws SQLException {
        if (!marked) {
            return true;
        }
        EchoWatch.Premise premise = watch.premise();
        String seal = sealText(premise != null) + EarlyCommit.OFF;
        try (PreparedStatement statement = connection.prepareStatement(seal)) {
            bindSeal(statement, 1, batch, whole, premise);
            try (ResultSet row = statement.executeQuery()) {
                return premise == null
                        || (row.next() && premise.fingerprint().equals(row.getString(2)));
            }
        }
    }

    /** The seal of our last transaction; null where none is remembered. */
    @Nullable Seal lastSeal() throws SQLException {
        if (!marked) {
            return null;
        }
        Seal last = Seal.read(connection, origin);
        EarlyCommit.flush(connection);
        return last;
    }

    @Override
    public void close() {
        Looking.closeQuietly(connection);
    }
}
