package dev.entente.engine;

/** How a run ended. */
public sealed interface Ending {

    /** It was asked to, and everything that it had taken in is durable. */
    record Stopped() implements Ending {}

    /** It could not go on; the message says what was seen and what to do. */
    record Halted(String message) implements Ending {}
}
