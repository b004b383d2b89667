package dev.entente.core.link;

/**
 * Why a replica is set aside.
 *
 * @param kind what sort of obstacle, for grouping
 * @param message what the system or Entente said, for a person
 */
public record Parked(Kind kind, String message) {

    /** Sorts of obstacles, each with what ends it. */
    public enum Kind {
        /** The system refuses the record for ever: fix the data or the constraint, then retry. */
        REJECTED,
        /** A value has no form at that system: fix the value or the mapping, then retry. */
        UNTRANSLATABLE,
        /** Several records could be the one: a person decides. */
        AMBIGUOUS_MATCH,
        /** A counter's write may or may not have landed: a person reads the number. */
        AMBIGUOUS_WRITE,
        /** The systems keep answering each other's changes (R23). */
        BOUNCING,
        /** The key is bound to another record that is still there (R15). */
        KEY_TAKEN
    }
}
