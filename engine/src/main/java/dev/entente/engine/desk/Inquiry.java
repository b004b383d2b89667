package dev.entente.engine.desk;

/**
 * A question or a command: what comes to the desk.
 *
 * @param <A> what the answer is
 */
public sealed interface Inquiry<A> permits Question, Command {}
