package dev.entente.postgres;

import dev.entente.connector.Host;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/** The replication slot: by it the server keeps the log until we have it. */
record Slot(String name, Failures failures, Host host) {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS = 50;

    /**
     * What the server says of it.
     *
     * @param from where the log is kept from
     * @param confirmed up to where we said that we have it
     * @param reader the process that reads by it, or 0
     * @param lost why the log is not there any more, or null
     */
    record State(long from, long confirmed, int reader, @Nullable String lost) {}

    /**
     * What a new slot begins with.
     *
     * @param from before every change that will be sent: what the snapshot shows is as old as this
     * @param start where the snapshot was taken: the log goes on from here
     * @param snapshot the name under which another connection can look at it
     */
    record Beginning(long from, long start, String snapshot) {}

    @Nullable State state(Connection connection) throws SQLException {
        return Query.one(
                connection,
                row ->
                        new State(
                                lsn(row.getString(1)),
                                lsn(row.getString(2)),
                                row.getInt(3),
                                row.getString(4)),
                "SELECT restart_lsn::text, confirmed_flush_lsn::text, coalesce(active_pid, 0),"
                        + " CASE WHEN wal_status = 'lost' THEN 'the server has thrown away the log"
                        + " that it kept for it (max_slot_wal_keep_size)' WHEN database <>"
                        + " current_database() THEN 'it belongs to another database' END"
                        + " FROM pg_replication_slots WHERE slot_name = ?",
                name);
    }

    private static long lsn(@Nullable String text) {
        return text == null ? 0 : LogSequenceNumber.valueOf(text).asLong();
    }

    /** How many bytes of log the server keeps because of it, or -1. */
    long kept(Connection connection) throws SQLException {
        Long bytes =
                Query.one(
                        connection,
                        row -> row.getLong(1),
                        "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::int8"
                                + " FROM pg_replication_slots WHERE slot_name = ?",
                        name);
        return bytes == null ? -1 : bytes;
    }

    /**
     * Makes it. Waits for all transactions that run now to end.
     *
     * @param log a connection that speaks the replication protocol; the snapshot lives until its
     *     next command
     * @param looking another connection
     */
    Beginning create(Connection log, Connection looking) throws SQLException {
        String command =
                "CREATE_REPLICATION_SLOT "
                        + SqlText.quote(name)
                        + " LOGICAL pgoutput EXPORT_SNAPSHOT";
        try (Statement statement = log.createStatement();
                ResultSet row = statement.executeQuery(command)) {
            row.next();
            long start = lsn(row.getString("consistent_point"));
            String snapshot = row.getString("snapshot_name");
            State state = state(looking);
            if (state == null) {
                throw failures.unavailable("the slot `" + name + "` vanished as it was made");
            }
            return new Beginning(state.from(), start, snapshot);
        }
    }

    /**
     * For who begins anew: whoever reads by it now would lose its place, and take away ours once
     * this one ends.
     *
     * @throws dev.entente.connector.Halt where somebody does
     */
    void refuseReader(Connection connection) throws SQLException {
        int reader = await(connection);
        if (reader != 0) {
            throw failures.halt(
                    "its slot `"
                            + name
                            + "` is read by another Entente ("
                            + who(connection, reader)
                            + "), and this one, with this data folder, would begin anew with it",
                    "stop the other one first, or go on with its data folder (`--data`); for another"
                            + " sync of the same tables give this one a name of its own under"
                            + " `slot:`",
                    null);
        }
    }

    /** The other process, as it calls itself; what the server does not tell us is left out. */
    private static String who(Connection connection, int reader) throws SQLException {
        String known =
                Query.one(
                        connection,
                        row -> row.getString(1),
                        "SELECT concat_ws(', ', '“' || nullif(application_name, '') || '”', 'from '"
                                + " || host(client_addr), 'since ' || to_char(backend_start AT TIME"
                                + " ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')) FROM"
                                + " pg_stat_activity WHERE pid = ?",
                        reader);
        return (known == null || known.isEmpty() ? "" : known + "; ")
                + "the server's process "
                + reader;
    }

    /** Takes it away where it is there; whether it was. */
    boolean drop(Connection connection) throws SQLException {
        if (state(connection) == null) {
            return false;
        }
        awaitFree(connection);
        Query.all(
                connection,
                _ -> true,
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                        + " WHERE slot_name = ?",
                name);
        return true;
    }

    /**
     * Waits until nobody reads by it: a former connection of ours may not have been noticed to be
     * gone. Who reads for longer is another Entente.
     */
    void awaitFree(Connection connection) throws SQLException {
        int reader = await(connection);
        if (reader != 0) {
            throw failures.unavailable(
                    "the slot `"
                            + name
                            + "` is in use ("
                            + who(connection, reader)
                            + "); if another Entente runs with this system, stop it or give this"
                            + " one a name of its own under `slot:`");
        }
    }

    /** Who still reads by it when we have waited long enough; 0 for nobody. */
    private int await(Connection connection) throws SQLException {
        for (int i = 0; ; i++) {
            State state = state(connection);
            int reader = state == null ? 0 : state.reader();
            if (reader == 0 || i == LOOKS) {
                return reader;
            }
            try {
                host.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failures.unavailable("interrupted while waiting for the slot");
            }
        }
    }
}
