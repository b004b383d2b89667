package dev.entente.portallab;

import java.util.Locale;

/** One of the two ends. */
public enum Site {
    PORTAL,
    LAB;

    /** Its name in the file, and of its database and of its user. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Site other() {
        return this == PORTAL ? LAB : PORTAL;
    }
}
