package dev.entente.engine.desk;

/**
 * The desk cannot answer: there is no such entity, no such record, nothing to settle. The message
 * says so and what would be right.
 */
public final class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoAnswer(String message) {
        super(message, null, false, false);
    }
}
