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
     * time of a commit, place in it → link id, sequence: the journal by time, for retention, for
     * the audit and for what happened lately.
     */
    JOURNAL_BY_TIME,
    /** entity, link id → since when it waits for a person. */
    CONFLICTS,
    /** kind of obstacle, entity, link id, system → since when. */
    PARKED,
    /** system, batch number, link id → which write of the link is unsettled. */
    INTENTS,
    /** names → cursors, counters, format version, fingerprints. */
    META,
    /** sequence → a line of the audit trail, chained by hash. */
    AUDIT
}
