package dev.entente.core.link;

/**
 * The identity of one logical record over all systems: 128 bits, made by the engine at the first
 * meeting, never used again.
 */
public record LinkId(long high, long low) implements Comparable<LinkId> {

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
