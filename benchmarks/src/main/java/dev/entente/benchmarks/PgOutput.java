package dev.entente.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * As much of the log's language as a loop over one table needs.
 *
 * <p>Source: PostgreSQL's manual, "Logical Replication Message Formats".
 */
final class PgOutput {
    private static final int OID = 4;

    private PgOutput() {}

    /** What a message says. */
    sealed interface Message {}

    /** A row is now this, as text, column by column. */
    record Updated(@Nullable String[] row) implements Message {}

    enum Mark implements Message {
        COMMIT,
        OTHER
    }

    static Message read(ByteBuffer message) {
        return switch (message.get()) {
            case 'U' -> updated(message);
            case 'C' -> Mark.COMMIT;
            default -> Mark.OTHER;
        };
    }

    private static Updated updated(ByteBuffer message) {
        message.position(message.position() + OID);
        byte kind = message.get();
        if (kind != 'N') {
            tuple(message);
            message.get();
        }
        return new Updated(tuple(message));
    }

    private static @Nullable String[] tuple(ByteBuffer message) {
        @Nullable String[] cells = new @Nullable String[message.getShort()];
        for (int i = 0; i < cells.length; i++) {
            byte kind = message.get();
            if (kind == 't') {
                int length = message.getInt();
                cells[i] =
                        new String(
                                message.array(),
                                message.arrayOffset() + message.position(),
                                length,
                                StandardCharsets.UTF_8);
                message.position(message.position() + length);
            } else if (kind != 'n') {
                throw new IllegalStateException("a column that was not sent: none is that long");
            }
        }
        return cells;
    }
}
