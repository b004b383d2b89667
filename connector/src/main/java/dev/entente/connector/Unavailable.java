package dev.entente.connector;

import org.jspecify.annotations.Nullable;

/**
 * The system cannot be reached or is too busy: whatever was asked did not happen, and may work
 * later.
 */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
