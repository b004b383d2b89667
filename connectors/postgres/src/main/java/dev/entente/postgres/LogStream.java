package dev.entente.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

/**
 * The stream of the log: messages in, confirmations out. Used by one thread, but for {@link
 * #close}.
 *
 * <p>Source: "Streaming Replication Protocol" in PostgreSQL's documentation.
 */
final class LogStream implements AutoCloseable {

    /** A message that holds a part of the log: its own place, the log's end, the time, the part. */
    static final byte DATA = 'w';

    /** A message that says only how far the log is: its end, the time, whether to answer now. */
    static final byte KEEPALIVE = 'k';

    /** Where in a {@link #DATA} message the part begins. */
    static final int DATA_AT = 25;

    private final Connection connection;
    private final Wire wire;
    private final CopyDual copy;

    private LogStream(Connection connection, Wire wire, CopyDual copy) {
        this.connection = connection;
        this.wire = wire;
        this.copy = copy;
    }

    /** Begins to read. The connection is closed with the stream. */
    static LogStream start(Connection connection, Wire wire, String command) throws SQLException {
        CopyDual copy = connection.unwrap(PGConnection.class).getCopyAPI().copyDual(command);
        return new LogStream(connection, wire, copy);
    }

    /** The next message if it is there already, else null. */
    byte @Nullable [] poll() throws SQLException {
        return copy.readFromCopy(false);
    }

    /** The next message, waiting for it at most so long. */
    byte @Nullable [] poll(int millis) throws SQLException, IOException {
        return wire.await(millis) ? copy.readFromCopy(true) : null;
    }

    boolean isActive() {
        return copy.isActive();
    }

    /**
     * Tells the server how far everything is durable here.
     *
     * @param answer whether the server shall say at once that it is there
     */
    void confirm(long lsn, long now, boolean answer) throws SQLException {
        byte[] status = new byte[34];
        ByteBuffer.wrap(status)
                .put((byte) 'r')
                .putLong(lsn)
                .putLong(lsn)
                .putLong(lsn)
                .putLong(now - BinaryValues.EPOCH_MICROS)
                .put((byte) (answer ? 1 : 0));
        copy.writeToCopy(status, 0, status.length);
        copy.flushCopy();
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            // It is being thrown away: what it has to say does not matter any more.
        }
        Looking.closeQuietly(connection);
    }
}
