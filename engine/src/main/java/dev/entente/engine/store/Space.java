package dev.entente.engine.store;

/**
 * The parts of the store. Each says its key and its value; every value begins with a byte that
 * names its encoding's version.
 */
public enum Space {
    /** link id → state of the link. */
    LINKS,
    /** entity, system, key → link id, retired or not (R14). */
    KEYS,
    /** entity, match, value, link id → nothing: which links have this match value. */
    MATCHES,
    /** link id, sequence → what happened to the link in one step. */
    JOURNAL,
    /**
     * time of a commit → link id and sequence of each of its entries, in their order: the journal
     * by time, for retention, for the audit and for what happened lately.
     */
    JOURNAL_BY_TIME,
    /** entity, link id → since when it waits for a person. */
    CONFLICTS,
    /** kind of obstacle, entity, link id, system → since when. */
    PARKED,
    /** system, batch number → link id and number of each write that was sent with it. */
    INTENTS,
    /** system, lane and group, link id → which write of the link waits to be sent. */
    WAITING,
    /** names → cursors, counters, format version, fingerprints. */
    META,
    /** sequence → a line of the audit trail, chained by hash. */
    AUDIT
}
