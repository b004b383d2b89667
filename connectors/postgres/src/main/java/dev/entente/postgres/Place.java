package dev.entente.postgres;

import dev.entente.connector.Cursor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * A place in the log of one server, as a cursor holds it.
 *
 * @param slot by which the server keeps the log from here on
 * @param server the identifier that a server is born with and hands to its standbys and backups
 * @param lsn everything that was committed before it has been delivered; 0 while the snapshot is
 *     being read, from which there is no way on but to begin anew
 * @param whole whether our own transactions are read, too. Once they must be, what is still unread
 *     may hold what they caused, and they are read from there on
 */
record Place(String slot, String server, long lsn, boolean whole) {
    private static final String FORMAT = "pg1";
    private static final Pattern TEXT =
            Pattern.compile(
                    FORMAT
                            + " (\\S+) (\\S+) (\\p{XDigit}{1,8}/\\p{XDigit}{1,8})"
                            + " (whole|others)");

    Cursor cursor() {
        return new Cursor(
                FORMAT
                        + " "
                        + slot
                        + " "
                        + server
                        + " "
                        + show(lsn)
                        + (whole ? " whole" : " others"));
    }

    Place at(long later) {
        return new Place(slot, server, later, whole);
    }

    boolean isInSnapshot() {
        return lsn == 0;
    }

    /** The place that a cursor holds, or null where it is not one of ours. */
    static @Nullable Place of(Cursor cursor) {
        Matcher parts = TEXT.matcher(cursor.text());
        return parts.matches()
                ? new Place(
                        parts.group(1),
                        parts.group(2),
                        LogSequenceNumber.valueOf(parts.group(3)).asLong(),
                        parts.group(4).equals("whole"))
                : null;
    }

    static String show(long lsn) {
        return LogSequenceNumber.valueOf(lsn).asString();
    }
}
