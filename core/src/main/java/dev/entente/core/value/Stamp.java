package dev.entente.core.value;

/**
 * When an edit was made, on a hybrid logical clock: microseconds since the epoch, raised by one
 * where needed so that an edit is always later than what its author had seen, and the system as the
 * last tie-breaker. A total order (R10).
 *
 * <p>Source: Kulkarni et al., "Logical Physical Clocks" (2014); the counter is folded into the
 * microseconds.
 */
public record Stamp(long micros, int system) implements Mark, Comparable<Stamp> {

    /** The system of a stamp that a person set by deciding. */
    public static final int PERSON = -1;

    /** Before every edit: what is known without a time. */
    public static final Stamp ZERO = new Stamp(0, Integer.MAX_VALUE);

    @Override
    public int compareTo(Stamp other) {
        int byTime = Long.compare(micros, other.micros);
        return byTime != 0 ? byTime : Integer.compare(other.system, system);
    }

    /** Whether this is of a first meeting without a time: no edit that anybody knows of. */
    public boolean isUntimed() {
        return micros <= 1;
    }

    public boolean isAfter(Stamp other) {
        return compareTo(other) > 0;
    }

    public static Stamp later(Stamp one, Stamp other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * The stamp of an edit by {@code system} at {@code micros}, made by somebody who had seen
     * {@code seen}.
     */
    public static Stamp edit(long micros, int system, Stamp seen) {
        return new Stamp(Math.max(micros, seen.micros + 1), system);
    }

    @Override
    public Stamp latest() {
        return this;
    }
}
