package dev.entente.core.lens;

/**
 * A value has no form on the other side of a lens: the record that holds it is parked, the rest
 * goes on.
 */
public final class NoForm extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which value, of which field or column, and what would have been right
     */
    public NoForm(String message) {
        super(message, null, false, false);
    }
}
