package dev.entente.postgres;

import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.connector.Host;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The changes of some tables: first the snapshot, where there is one to read, then the log. */
final class LogFeed implements Feed {

    /** Begins to read the log. */
    @FunctionalInterface
    interface Start {
        LogReader start() throws SQLException;
    }

    private static final long LOOK_AGAIN_MICROS = 10_000_000;

    private final Failures failures;
    private final Host host;
    private final Slot slot;
    private final EchoWatch watch;
    private final Start start;
    private final Connection looking;
    private final Connection log;
    private long lookedAt;
    private @Nullable Snapshot snapshot;
    private volatile @Nullable LogReader reader;

    LogFeed(
            Slot slot,
            EchoWatch watch,
            @Nullable Snapshot snapshot,
            Start start,
            Connection looking,
            Connection log) {
        this.failures = slot.failures();
        this.host = slot.host();
        this.slot = slot;
        this.watch = watch;
        this.snapshot = snapshot;
        this.start = start;
        this.looking = looking;
        this.log = log;
    }

    @Override
    public @Nullable Batch next(Duration wait) {
        if (snapshot != null) {
            Batch batch = fromSnapshot(snapshot);
            if (snapshot.isDone()) {
                snapshot.close();
                snapshot = null;
            }
            return batch;
        }
        lookAgain();
        if (watch.isOutdated()) {
            throw failures.unavailable(
                    "what our own writes cause must be read from now on: the log is opened anew");
        }
        return reader().next(wait);
    }

    /** Somebody may have begun to mark transactions since, and those would not be sent either. */
    private void lookAgain() {
        long now = host.now();
        EchoWatch.Premise premise = watch.premise();
        if (premise == null || now - lookedAt < LOOK_AGAIN_MICROS) {
            return;
        }
        lookedAt = now;
        try {
            if (!Echo.holds(looking, premise, slot.name())) {
                watch.outdate();
            }
        } catch (SQLException e) {
            throw failures.during("looking at its origins", e);
        }
    }

    private Batch fromSnapshot(Snapshot from) {
        try {
            return from.next();
        } catch (SQLException e) {
            throw failures.during("reading what is there", e);
        }
    }

    private LogReader reader() {
        LogReader current = reader;
        if (current == null) {
            try {
                current = start.start();
            } catch (SQLException e) {
                throw failures.during("beginning to read its log", e);
            }
            reader = current;
        }
        return current;
    }

    @Override
    public void acknowledge(Cursor cursor) {
        LogReader current = reader;
        if (current != null) {
            current.acknowledge(cursor);
        }
    }

    @Override
    public Lag lag() {
        LogReader current = reader;
        long newest = current == null ? -1 : current.newest();
        long micros = newest < 0 ? -1 : Math.max(0, host.now() - newest);
        try {
            return new Lag(slot.kept(looking), micros);
        } catch (SQLException e) {
            return new Lag(-1, micros);
        }
    }

    @Override
    public void close() {
        if (snapshot != null) {
            snapshot.close();
        }
        LogReader current = reader;
        if (current != null) {
            current.close();
        }
        Looking.closeQuietly(log);
        Looking.closeQuietly(looking);
    }
}
