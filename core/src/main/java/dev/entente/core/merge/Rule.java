package dev.entente.core.merge;

/** How a changed field was settled. */
public enum Rule {
    /** Nobody else had changed it. */
    FAST_FORWARD(Loser.NOBODY),
    /** The head had this value already. */
    AGREED(Loser.NOBODY),
    /** The first value known of the field. */
    FIRST(Loser.NOBODY),
    /** At the first meeting one side had nothing there. */
    FILLED(Loser.NOBODY),
    /** Both edits are in the result: counter, set, list, text. */
    MERGED(Loser.NOBODY),
    /** A conflict: the edit that came in won. */
    INCOMING_WON(Loser.HEAD),
    /** A conflict: what the head had won. */
    HEAD_WON(Loser.INCOMING),
    /** The system does not own the field. */
    NOT_OWNER(Loser.INCOMING),
    /** A conflict that waits for a person. */
    ASKED(Loser.NOBODY),
    /** The edit belongs to an earlier generation or to a record that is gone. */
    TOO_LATE(Loser.INCOMING),
    /** The late effect of a write of ours that was given up. */
    OUR_OWN(Loser.NOBODY),
    /** The system was set back to an earlier state: no edit. */
    SET_BACK(Loser.INCOMING);

    private final Loser loser;

    Rule(Loser loser) {
        this.loser = loser;
    }

    public Loser loser() {
        return loser;
    }

    /** Whether two edits stood against each other. */
    public boolean isConflict() {
        return this == INCOMING_WON || this == HEAD_WON || this == ASKED || this == MERGED;
    }

    /** Whose value is kept in the journal alone. */
    public enum Loser {
        NOBODY,
        INCOMING,
        HEAD
    }
}
