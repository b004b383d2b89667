package dev.entente.core.link;

/**
 * The identity of one logical record over all systems: 128 bits, made by the engine at the first
 * meeting, never used again.
 *
 * @param high microseconds since the epoch, a little later where others were made at that time
 * @param low chance, so that a clock that was set back makes no two alike
 */
public record LinkId(long high, long low) implements Comparable<LinkId> {

    /** Before all that are made. */
    public static final LinkId FIRST = new LinkId(0, 0);

    @Override
    public int compareTo(LinkId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
