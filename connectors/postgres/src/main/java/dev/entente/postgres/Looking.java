package dev.entente.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One connection for looking things up, opened when it is needed, and again when it was lost. */
final class Looking implements AutoCloseable {
    private final Sessions sessions;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;

    Looking(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Something to be asked. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /**
     * @param work what is being done, for the message if it fails: "reading its catalogue"
     */
    <T> T ask(String work, Question<T> question) {
        lock.lock();
        try {
            return question.ask(connection());
        } catch (SQLException e) {
            close();
            throw sessions.failures().during(work, e);
        } finally {
            lock.unlock();
        }
    }

    private Connection connection() {
        Connection current = connection;
        if (current == null) {
            current = sessions.open(Sessions.Purpose.LOOKING);
            connection = current;
        }
        return current;
    }

    static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is being thrown away: what it has to say does not matter any more.
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closeQuietly(connection);
            connection = null;
        } finally {
            lock.unlock();
        }
    }
}
