package dev.entente.engine.write;

/**
 * A write that a micro-batch planned.
 *
 * @param group what belongs together: all that one source transaction led to
 * @param due when it may go, in microseconds since the epoch; 0 for at once
 */
record Planned(Outgoing outgoing, long group, long due) {}
