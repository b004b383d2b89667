package dev.entente.benchmarks;

import java.sql.SQLException;
import java.util.OptionalDouble;

/**
 * Something that keeps two servers in agreement, or is measured in the place of such a thing.
 *
 * <p>It is started on servers that {@link Pair#refill} has just made the same and swept, and swept
 * again after it was stopped.
 */
interface Participant extends AutoCloseable {

    /** As the tables call it. */
    String name();

    /** Begins; agreement may come later. */
    void start(Pair pair) throws SQLException, NotMeasured;

    /**
     * Ends it as a user would.
     *
     * @throws NotMeasured where it had failed meanwhile
     */
    void stop() throws SQLException, NotMeasured;

    /** Ends it at once and without a word, if it still runs. */
    @Override
    void close();

    /** Throws what it failed of, if it did. */
    void check() throws NotMeasured;

    /**
     * The processor time that it has used so far, in seconds, outside of what the servers use to
     * read their logs and answer; empty where that cannot be told.
     */
    OptionalDouble processorSeconds() throws SQLException;
}
