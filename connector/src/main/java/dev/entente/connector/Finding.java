package dev.entente.connector;

import org.jspecify.annotations.Nullable;

/**
 * Something that a check found.
 *
 * @param resource the table concerned, or null for the system as a whole
 * @param what was found, and what it means
 * @param remedy what to do
 */
public record Finding(Severity severity, @Nullable String resource, String what, String remedy) {

    public enum Severity {
        /** It will not work. */
        ERROR,
        /** It will work, less well than it could. */
        WARNING
    }
}
