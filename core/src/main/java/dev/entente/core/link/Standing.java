package dev.entente.core.link;

/**
 * What is known of a record's presence at one system. Never decided by absence from a filtered
 * listing (R19).
 */
public enum Standing {
    /** Not met there, and a complete listing has not been read yet: nothing is written. */
    UNMET,
    PRESENT,
    /** Known not to be there: gone, or never created. */
    ABSENT,
    /** There, but outside of what the mapping's filter asks for: no delete and no create. */
    OUT_OF_SCOPE
}
