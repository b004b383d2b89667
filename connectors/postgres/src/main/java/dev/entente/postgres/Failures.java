package dev.entente.postgres;

import dev.entente.connector.Halt;
import dev.entente.connector.Outcome;
import dev.entente.connector.Unavailable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the failures of one system mean, by their SQLSTATE, and the words for them.
 *
 * @param system its name in the file
 * @param where it is, for people
 */
record Failures(String system, String where, String user) {

    private static final Pattern KEY_VALUES = Pattern.compile("(\\([^()]*\\))=\\(.*\\)");

    /** What a failure means for what was being done. */
    enum Meaning {
        /** The connection is gone or cannot be had: try again later. */
        GONE,
        /** Somebody else is in the way: this one may work later. */
        BUSY,
        /** Another row must be dealt with first. */
        BLOCKED,
        /** The whole statement can never work: a missing table, column or right. */
        SENSELESS,
        /** This row can never be taken as it is. */
        NEVER
    }

    static Meaning meaning(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || failure.getCause() instanceof IOException) {
            return Meaning.GONE;
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08", "57" -> state.equals("57014") ? Meaning.BUSY : Meaning.GONE;
            case "40", "55", "53", "58", "25" -> Meaning.BUSY;
            case "42" -> Meaning.SENSELESS;
            case "23" -> state.equals("23503") ? Meaning.BLOCKED : Meaning.NEVER;
            default -> Meaning.NEVER;
        };
    }

    /** Whether it may come of a table that has changed since we looked. */
    static boolean mayBeOutdated(SQLException failure) {
        Meaning meaning = meaning(failure);
        return meaning == Meaning.SENSELESS || meaning == Meaning.BLOCKED;
    }

    /** Why no connection could be opened. */
    RuntimeException opening(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (isAboutEncryption(failure)) {
            return halt(
                    "no trusted encrypted connection could be made: " + words(failure),
                    "look at sslmode and sslrootcert, and at the server's certificate",
                    failure);
        }
        return switch (state) {
            case "28P01" ->
                    halt(
                            "the server does not accept the password of the user `" + user + "`",
                            "put the right one where `password:` takes it from, a variable or a"
                                    + " file, then start again",
                            failure);
            case "28000", "08004" ->
                    halt(
                            "the server does not let the user `" + user + "` in: " + words(failure),
                            "look at `user:` and `password:`, and at the server's pg_hba.conf",
                            failure);
            case "3D000" ->
                    halt(
                            "there is no such database: " + words(failure),
                            "look at the end of `url:`",
                            failure);
            case "42501" ->
                    halt(
                            "the user `" + user + "` has no right to do this: " + words(failure),
                            "let an administrator run: ALTER ROLE "
                                    + SqlText.quote(user)
                                    + " REPLICATION;",
                            failure);
            default ->
                    new Unavailable(
                            "System `"
                                    + system
                                    + "` at "
                                    + where
                                    + " cannot be reached: "
                                    + words(failure),
                            failure);
        };
    }

    /** What a failure in the midst of some work means for all of it. */
    RuntimeException during(String work, SQLException failure) {
        return switch (meaning(failure)) {
            case GONE ->
                    new Unavailable(
                            "System `"
                                    + system
                                    + "`: the connection was lost while "
                                    + work
                                    + ": "
                                    + words(failure),
                            failure);
            case BUSY ->
                    new Unavailable(
                            "System `"
                                    + system
                                    + "` was too busy while "
                                    + work
                                    + ": "
                                    + words(failure),
                            failure);
            case SENSELESS, NEVER, BLOCKED ->
                    halt(
                            "something went wrong while " + work + ": " + words(failure),
                            "mend it, then start again",
                            failure);
        };
    }

    /** What a failure makes of the write that it befell. */
    Outcome outcome(SQLException failure) {
        return switch (meaning(failure)) {
            case GONE, BUSY -> new Outcome.Unsent(words(failure));
            case BLOCKED -> new Outcome.Blocked(notTaken(failure));
            case SENSELESS, NEVER -> new Outcome.Rejected(notTaken(failure));
        };
    }

    private String notTaken(SQLException failure) {
        return "System `"
                + system
                + "` does not take it: "
                + sentence(words(failure))
                + " "
                + advice(failure);
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    Halt halt(String what, String remedy, @Nullable Throwable cause) {
        return new Halt("System `" + system + "`: " + what + ". What to do: " + remedy, cause);
    }

    Unavailable unavailable(String what) {
        return new Unavailable("System `" + system + "`: " + what, null);
    }

    /**
     * The driver looks at names and files of certificates itself, and its words are in the language
     * of the machine; but it does that in one place.
     */
    private static boolean isAboutEncryption(SQLException failure) {
        boolean isLost =
                failure.getCause() instanceof IOException
                        && !(failure.getCause() instanceof FileNotFoundException);
        boolean isTold =
                Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame ->
                                frame.getClassName().startsWith("org.postgresql.ssl.")
                                        || frame.getMethodName().equals("enableSSL"));
        return (isTold && !isLost) || causedBySsl(failure);
    }

    private static boolean causedBySsl(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /** The server's own words: what, in detail, its hint, its code. */
    static String words(SQLException failure) {
        ServerErrorMessage server =
                failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
        if (server == null) {
            return firstLine(failure);
        }
        StringBuilder words = new StringBuilder();
        add(words, server.getMessage());
        add(words, tellsTheRow(server.getSQLState()) ? null : withoutValues(server.getDetail()));
        add(words, server.getHint());
        return words.append(" (SQLSTATE ").append(server.getSQLState()).append(')').toString();
    }

    /** Whether the detail is the whole row, which is nobody's business but the database's. */
    private static boolean tellsTheRow(@Nullable String state) {
        return "23502".equals(state) || "23514".equals(state);
    }

    /** {@code Key (email)=(a@b.c) already exists.}: which columns, but not what they hold. */
    private static @Nullable String withoutValues(@Nullable String detail) {
        return detail == null ? null : KEY_VALUES.matcher(detail).replaceAll("$1");
    }

    private static void add(StringBuilder words, @Nullable String sentence) {
        if (sentence == null || sentence.isBlank()) {
            return;
        }
        if (!words.isEmpty()) {
            words.append(words.charAt(words.length() - 1) == '.' ? " " : ". ");
        }
        words.append(sentence.strip());
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        return message.lines().findFirst().orElse(message);
    }

    /** What the reader could do about a row that was not taken. */
    static String advice(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "23502" -> "Give the column a value or a default.";
            case "23503" ->
                    "The row that it refers to, or that refers to it, must be dealt with first.";
            case "23505", "23P01" -> "Another row already has this value.";
            case "23514" -> "Change the value, or the table's check.";
            case "22001", "22003" -> "Make the column wider, or the value smaller.";
            case "42501" -> "Grant the right that is missing.";
            case "42703", "42P01" -> "The table has changed: run the check again.";
            default -> "Change the value, or what the database demands of it.";
        };
    }
}
