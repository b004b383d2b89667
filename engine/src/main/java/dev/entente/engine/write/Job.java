package dev.entente.engine.write;

import dev.entente.engine.observe.Look;
import java.util.List;

/** What a writer is given to do, in this order. */
sealed interface Job {

    /**
     * A batch.
     *
     * @param permit given once its intents are durable
     */
    record Send(long batch, List<Outgoing> items, Permit permit) implements Job {}

    /** A batch that was under way when the last run ended: find out what became of it. */
    record Recover(long batch, List<Outgoing> items) implements Job {}

    /** Keys to read. */
    record Read(List<Look> looks) implements Job {}

    /** The answers of this batch, and of all before it, are durable. */
    record Durable(long batch) implements Job {}
}
