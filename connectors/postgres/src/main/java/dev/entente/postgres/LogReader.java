package dev.entente.postgres;

import dev.entente.connector.Cursor;
import dev.entente.connector.Feed.Batch;
import dev.entente.connector.Feed.Phase;
import dev.entente.connector.Host;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log as it grows: a batch a transaction, or several where it is long.
 *
 * <p>What is not for us moves the log on, too. Now and then, and when the server asks, an empty
 * batch carries the place that has been reached, so that the server never forgets more than is
 * durable here, and yet keeps no log for nothing.
 */
final class LogReader implements AutoCloseable {
    private static final int CHANGES = 5000;
    private static final int BYTES = 8 << 20;

    /** Longest wait in one go while something is to be confirmed soon, and otherwise. */
    private static final int SHORT_MILLIS = 100;

    private static final int LONG_MILLIS = 1000;

    private static final long CONFIRM_MICROS = 100_000;
    private static final long PING_MICROS = 10_000_000;
    private static final long SILENCE_MICROS = 30_000_000;

    /** Messages after which the clock is looked at. */
    private static final int STRETCH = 1024;

    private final LogStream stream;
    private final Decoder decoder;
    private final Failures failures;
    private final Host host;
    private final Place start;

    private volatile long acknowledged;
    private volatile long newest = -1;
    private long confirmed;
    private long confirmedAt;

    /** Since when the server owes us a sign of life, or 0. */
    private long owedSince;

    private long beatAt;

    /** Everything before it has been taken in, whether it was for us or not. */
    private long reached;

    /** The place in the newest batch. */
    private long delivered;

    private boolean asked;
    private boolean split;

    LogReader(LogStream stream, Decoder decoder, Failures failures, Host host, Place start) {
        this.stream = stream;
        this.decoder = decoder;
        this.failures = failures;
        this.host = host;
        this.start = start;
        this.acknowledged = start.lsn();
        this.confirmed = start.lsn();
        this.reached = start.lsn();
        this.delivered = start.lsn();
        this.confirmedAt = host.now();
        this.beatAt = confirmedAt;
    }

    void acknowledge(Cursor cursor) {
        Place place = Place.of(cursor);
        if (place != null && place.lsn() > acknowledged) {
            acknowledged = place.lsn();
        }
    }

    /** When the newest transaction taken in was committed, or -1. */
    long newest() {
        return newest;
    }

    @Nullable Batch next(Duration wait) {
        try {
            return read(host.now() + wait.toNanos() / 1000);
        } catch (SQLException e) {
            throw failures.during("reading its log", e);
        } catch (IOException e) {
            throw failures.during("reading its log", new SQLException(e.getMessage(), "08006", e));
        }
    }

    private @Nullable Batch read(long until) throws SQLException, IOException {
        confirm(host.now());
        for (int i = 1; ; i++) {
            byte[] message = stream.poll();
            if (message == null) {
                long now = host.now();
                confirm(now);
                if (asked || now - beatAt >= PING_MICROS) {
                    Batch beat = beat(now);
                    if (beat != null) {
                        return beat;
                    }
                }
                message = stream.poll(slice(until - now));
            }
            if (message != null) {
                Batch batch = take(message);
                if (batch != null) {
                    return batch;
                }
                if (i % STRETCH == 0) {
                    confirm(host.now());
                }
            } else if (isOver(until)) {
                return null;
            }
        }
    }

    private int slice(long micros) {
        int longest = confirmed < delivered ? SHORT_MILLIS : LONG_MILLIS;
        return Math.clamp((micros + 999) / 1000, 1, longest);
    }

    /** After a wait without a message: whether the caller has waited long enough. */
    private boolean isOver(long until) {
        long now = host.now();
        if (!stream.isActive()) {
            throw failures.unavailable("the server has ended the stream of its log");
        }
        if (owedSince != 0 && now - owedSince > SILENCE_MICROS) {
            throw failures.unavailable("the server has been silent for 30 seconds");
        }
        return now >= until;
    }

    private @Nullable Batch take(byte[] message) throws SQLException {
        owedSince = 0;
        if (message[0] == LogStream.KEEPALIVE) {
            keepAlive(message);
            return null;
        }
        boolean wasOpen = decoder.isOpen();
        decoder.read(message, LogStream.DATA_AT, BinaryValues.int64(message, 1));
        if (decoder.isOpen()) {
            boolean full = decoder.count() >= CHANGES || decoder.size() >= BYTES;
            return full ? batch(false) : null;
        }
        if (!wasOpen) {
            return null;
        }
        reached = Math.max(reached, decoder.end());
        return decoder.count() > 0 || split ? batch(true) : null;
    }

    private void keepAlive(byte[] message) throws SQLException {
        if (!decoder.isOpen()) {
            reached = Math.max(reached, BinaryValues.int64(message, 1));
        }
        if (message[17] != 0) {
            asked = true;
            tell(host.now(), false);
        }
    }

    private Batch batch(boolean last) {
        split = !last;
        if (last) {
            delivered = reached;
            newest = decoder.time();
        }
        return new Batch(
                Phase.LIVE,
                decoder.transaction(),
                last,
                decoder.take(),
                start.at(delivered).cursor());
    }

    /** An empty batch that carries only how far the log has been read. */
    private @Nullable Batch beat(long now) {
        beatAt = now;
        if (decoder.isOpen() || reached <= delivered) {
            return null;
        }
        asked = false;
        delivered = reached;
        return new Batch(Phase.LIVE, 0, true, decoder.take(), start.at(delivered).cursor());
    }

    /** Tells the server how far everything is durable, when there is news or it is time. */
    private void confirm(long now) throws SQLException {
        boolean news = acknowledged > confirmed && now - confirmedAt >= CONFIRM_MICROS;
        boolean ping = now - confirmedAt >= PING_MICROS;
        if (news || ping) {
            tell(now, ping);
        }
    }

    private void tell(long now, boolean ping) throws SQLException {
        confirmed = acknowledged;
        confirmedAt = now;
        stream.confirm(confirmed, now, ping);
        if (ping && owedSince == 0) {
            owedSince = now;
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
