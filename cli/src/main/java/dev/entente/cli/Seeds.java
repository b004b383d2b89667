package dev.entente.cli;

import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/**
 * Which seeds are run, one after the other.
 *
 * @param first of them
 * @param count how many, or -1 where time says when it is over
 * @param goesOn whether there is another after so many
 */
record Seeds(long first, long count, LongPredicate goesOn) {

    private static final double NANOS = 3_600e9;

    static Seeds one(long seed) {
        return count(seed, 1);
    }

    static Seeds count(long first, long count) {
        return new Seeds(first, count, done -> done < count);
    }

    /** The same, but none after this says so. */
    Seeds until(BooleanSupplier over) {
        return new Seeds(first, count, done -> !over.getAsBoolean() && goesOn.test(done));
    }

    static Seeds lasting(long first, double hours) {
        long begin = System.nanoTime();
        return new Seeds(first, -1, _ -> System.nanoTime() - begin < hours * NANOS);
    }
}
