package dev.entente.engine.watch;

/**
 * A brake that was tripped: nothing of the entity is written to the system until it is released.
 *
 * @param entity whose writes wait
 * @param system to which they would go
 * @param saw what was seen, with its numbers
 * @param remedy how to go on
 * @param since when, in microseconds since the epoch
 */
public record Brake(
        Kind kind, String entity, String system, String saw, String remedy, long since) {

    public enum Kind {
        DELETES,
        CREATES,
        UPDATES,
        /** All rows of a table vanished at once. */
        TRUNCATE
    }
}
