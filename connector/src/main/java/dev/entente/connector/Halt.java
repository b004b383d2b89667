package dev.entente.connector;

import org.jspecify.annotations.Nullable;

/**
 * This sync must stop: going on would do harm or lead nowhere. The message says what was seen and
 * what to do.
 */
public final class Halt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Halt(String message) {
        this(message, null);
    }

    public Halt(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
