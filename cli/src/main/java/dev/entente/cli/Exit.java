package dev.entente.cli;

/** Exit codes, the same for every command. The manual has them as a table. */
final class Exit {

    /** Done, and nothing to complain of. */
    static final int OK = 0;

    /** Done, and something was found: a difference, a warning, a loss. */
    static final int FOUND = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** The file is wrong. */
    static final int FILE = 3;

    /** A system cannot be reached, or does not let us in, or lacks what a sync needs. */
    static final int SYSTEM = 4;

    /** It cannot go on before a person acts. */
    static final int HALTED = 5;

    /** The data folder is in use by another process, or cannot be used. */
    static final int DATA = 6;

    /** There is no such thing: no such record or entity, nothing to settle. */
    static final int UNKNOWN = 7;

    /** A mistake in Entente itself; the launcher says so, too, when its build fails. */
    static final int BUG = 70;

    /** Ended by Ctrl-C, where that leaves something undone. */
    static final int INTERRUPTED = 130;

    private Exit() {}
}
