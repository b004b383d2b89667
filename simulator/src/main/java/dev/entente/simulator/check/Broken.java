package dev.entente.simulator.check;

import org.jspecify.annotations.Nullable;

/** A world that cannot go on, since something that must hold does not. */
public final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;
    private final String what;

    public Broken(Invariant invariant, String what) {
        this(invariant, what, null);
    }

    public Broken(Invariant invariant, String what, @Nullable Throwable cause) {
        super(invariant + ": " + what, cause);
        this.invariant = invariant;
        this.what = what;
    }

    /**
     * What is broken.
     *
     * @param found what is found wrong beside it, which tells its story; null for nothing
     */
    public Breach breach(@Nullable Breach found) {
        Breach breach = Breach.of(invariant, what);
        return found == null ? breach : breach.with(found + "\n" + found.story());
    }
}
