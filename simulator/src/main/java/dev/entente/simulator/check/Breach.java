package dev.entente.simulator.check;

/**
 * Something that must hold and does not.
 *
 * @param what was found
 * @param story what happened to the record that shows it, line by line; empty where it is not of
 *     one record
 */
public record Breach(Invariant invariant, String what, String story) {

    static Breach of(Invariant invariant, String what) {
        return new Breach(invariant, what, "");
    }

    Breach with(String told) {
        return new Breach(invariant, what, told);
    }

    @Override
    public String toString() {
        return invariant + ": " + what;
    }
}
