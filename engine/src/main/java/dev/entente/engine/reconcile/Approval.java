package dev.entente.engine.reconcile;

/** Who lets the writes of a first meeting begin. */
public enum Approval {
    /** The limits, or else a person. */
    WITHIN_LIMITS,
    /** They begin in any case: somebody said yes before. */
    GIVEN,
    /** Nobody: it is a plan. */
    NEVER
}
