package dev.entente.postgres;

import dev.entente.connector.Listing;
import dev.entente.connector.NativeReading;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a table at one moment, in key order. They have no version: what is under way at that
 * moment may have its place in the log before or after it.
 */
final class TableListing implements Listing {
    private static final int ROWS = 1000;
    private static final int BYTES = 4 << 20;

    private final Connection connection;
    private final Table table;
    private final Failures failures;
    private final CopiedRows rows;
    private boolean complete;

    TableListing(Sessions sessions, Table table) {
        this.table = table;
        this.failures = sessions.failures();
        this.connection = sessions.open(Sessions.Purpose.COPYING);
        try {
            this.rows = new CopiedRows(connection, table);
        } catch (SQLException e) {
            Looking.closeQuietly(connection);
            throw failures.during("listing `" + table.resource().name() + "`", e);
        }
    }

    @Override
    public @Nullable List<NativeReading> next() {
        if (complete) {
            return null;
        }
        List<NativeReading> page = new ArrayList<>(ROWS);
        int size = 0;
        try {
            while (page.size() < ROWS && size < BYTES && !complete) {
                Row row = rows.next();
                if (row == null) {
                    complete = true;
                } else {
                    page.add(new NativeReading(table.keyOf(row), row, Version.None.NONE));
                    size += rows.size();
                }
            }
        } catch (SQLException e) {
            throw failures.during("listing `" + table.resource().name() + "`", e);
        }
        return page.isEmpty() ? null : page;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void close() {
        Looking.closeQuietly(connection);
    }
}
