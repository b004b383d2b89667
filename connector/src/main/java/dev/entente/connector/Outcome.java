package dev.entente.connector;

/** What became of one item of a batch: exactly one of these (I12). */
public sealed interface Outcome {

    /**
     * It took effect; this is there now, as the system itself says (for a delete: a reading without
     * a row).
     */
    record Applied(NativeReading held) implements Outcome {}

    /** It took effect, but the answer did not say what is there now: read it back. */
    record Accepted() implements Outcome {}

    /** Something else was there: this. Nothing was written. */
    record Refused(NativeReading current) implements Outcome {}

    /**
     * Never: a constraint, a type, a right. In the system's own words, with what the reader could
     * do.
     */
    record Rejected(String message) implements Outcome {}

    /**
     * Not written, because another record must be written or deleted first: it refers to this one,
     * or this one to it. In the system's own words, with what the reader could do.
     */
    record Blocked(String message) implements Outcome {}

    /**
     * Certainly not written, and it may work later: locked, busy, the connection failed before it
     * was sent.
     */
    record Unsent(String message) implements Outcome {}

    /** The connection failed after it was sent: it may have taken effect. */
    record Unknown(String message) implements Outcome {}
}
