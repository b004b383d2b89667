package dev.entente.cli;

import org.jspecify.annotations.Nullable;

/** The command cannot be carried out. The message is for the person who gave it, as it is. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exit;

    Failure(int exit, String message) {
        this(exit, message, null);
    }

    Failure(int exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
