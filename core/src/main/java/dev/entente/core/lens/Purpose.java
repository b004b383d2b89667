package dev.entente.core.lens;

/** What canonical values are translated out for. */
enum Purpose {
    /** To change a record that is there. */
    UPDATE,
    /** To make a record. */
    CREATE,
    /** To compare a record with what was seen: fields that are only read, too. */
    COMPARE;

    boolean takes(boolean written) {
        return written || this == COMPARE;
    }
}
