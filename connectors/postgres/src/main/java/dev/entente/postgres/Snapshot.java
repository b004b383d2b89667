package dev.entente.postgres;

import dev.entente.connector.Feed.Batch;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.Feed.Phase;
import dev.entente.core.link.Observation;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was there when the slot was made, table by table, as one consistent picture.
 *
 * <p>Its rows are as old as where the log is kept from, not as where the picture was taken: a
 * transaction that was under way then has its changes in between, and they will come, and must not
 * seem older than the rows.
 */
final class Snapshot implements AutoCloseable {
    private static final int ROWS = 1000;
    private static final int BYTES = 4 << 20;

    private final Connection connection;
    private final List<Table> tables;
    private final Version version;
    private final Place within;
    private final Place after;

    private int table;
    private @Nullable CopiedRows rows;

    Snapshot(Connection connection, List<Table> tables, Slot.Beginning beginning, Place after)
            throws SQLException {
        this.connection = connection;
        this.tables = tables;
        this.version = new Version.Position(beginning.from());
        this.within = after.at(0);
        this.after = after;
        Query.run(
                connection,
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT "
                        + SqlText.literal(beginning.snapshot()));
    }

    /** Whether all has been delivered: what it holds at the server should be let go of at once. */
    boolean isDone() {
        return table == tables.size();
    }

    /** The next batch; there is one for each table at least. */
    Batch next() throws SQLException {
        Table current = tables.get(table);
        if (rows == null) {
            rows = new CopiedRows(connection, current);
        }
        List<Change> changes = new ArrayList<>(ROWS);
        boolean last = fill(changes, current, rows);
        if (last) {
            rows = null;
            table++;
        }
        Place cursor = isDone() ? after : within;
        return new Batch(Phase.SNAPSHOT, 0, last, changes, cursor.cursor());
    }

    /** Whether the table ended. */
    private boolean fill(List<Change> changes, Table current, CopiedRows from) throws SQLException {
        int size = 0;
        while (changes.size() < ROWS && size < BYTES) {
            Row row = from.next();
            if (row == null) {
                return true;
            }
            size += from.size();
            changes.add(
                    new Change.Upsert(
                            current.resource(),
                            Objects.requireNonNull(current.keyOf(row)),
                            null,
                            row,
                            version,
                            Observation.NO_TIME,
                            null));
        }
        return false;
    }

    @Override
    public void close() {
        Looking.closeQuietly(connection);
    }
}
