package dev.entente.benchmarks;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/** A server's log from now on, message by message, as pgoutput writes it. */
final class LogStream implements AutoCloseable {
    private final Connection connection;
    private final PGReplicationStream stream;

    private LogStream(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** Reads what users wrote on {@code side}, without what replication wrote there. */
    static LogStream open(Side side) throws SQLException {
        String publication = "bench_log_" + side.name();
        side.run("create publication " + publication + " for table " + Items.TABLE);
        Connection connection = side.connectToLog();
        PGConnection log = connection.unwrap(PGConnection.class);
        log.getReplicationAPI()
                .createReplicationSlot()
                .logical()
                .withSlotName(publication)
                .withOutputPlugin("pgoutput")
                .withTemporaryOption()
                .make();
        return new LogStream(
                connection,
                log.getReplicationAPI()
                        .replicationStream()
                        .logical()
                        .withSlotName(publication)
                        .withSlotOption("proto_version", 1)
                        .withSlotOption("publication_names", publication)
                        .withSlotOption("origin", "none")
                        .withStatusInterval(100, TimeUnit.MILLISECONDS)
                        .start());
    }

    /** The next message, or null where there is none yet. */
    @Nullable ByteBuffer poll() throws SQLException {
        return stream.readPending();
    }

    /** All that was read is done with. */
    void acknowledge() {
        stream.setAppliedLSN(stream.getLastReceiveLSN());
        stream.setFlushedLSN(stream.getLastReceiveLSN());
    }

    @Override
    public void close() throws SQLException {
        try (Connection closing = connection) {
            if (!closing.isClosed()) {
                stream.close();
            }
        }
    }
}
