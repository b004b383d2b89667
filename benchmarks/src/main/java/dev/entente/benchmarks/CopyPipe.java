package dev.entente.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalDouble;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** {@code COPY} out of a, {@code COPY} into b, and done: the fastest way to fill an empty side. */
final class CopyPipe implements Participant {
    private static final String OUT = "copy item to stdout (format binary)";
    private static final String IN = "copy item from stdin (format binary)";

    @Override
    public String name() {
        return "COPY out | COPY in";
    }

    @Override
    public void start(Pair pair) throws SQLException {
        try (Connection a = pair.a().connect();
                Connection b = pair.b().connect()) {
            CopyOut out = a.unwrap(PGConnection.class).getCopyAPI().copyOut(OUT);
            CopyIn in = b.unwrap(PGConnection.class).getCopyAPI().copyIn(IN);
            for (byte[] row; (row = out.readFromCopy()) != null; ) {
                in.writeToCopy(row, 0, row.length);
            }
            in.endCopy();
        }
    }

    @Override
    public void stop() {}

    @Override
    public void close() {}

    @Override
    public void check() {}

    @Override
    public OptionalDouble processorSeconds() {
        return OptionalDouble.empty();
    }
}
