package dev.entente.engine.watch;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets that are an eighth of their size wide: a percentile read from it is
 * at most so much too high. One counter a bucket, no lock, any threads.
 */
final class Histogram {

    /** Buckets a doubling, as a power of two. */
    private static final int FINE = 3;

    private static final int BUCKETS = (64 - FINE) << FINE;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    /**
     * @param micros negative ones count as nothing
     */
    void add(long micros) {
        counts.incrementAndGet(bucket(Math.max(0, micros)));
    }

    private static int bucket(long value) {
        int log = 63 - Long.numberOfLeadingZeros(value | 1);
        if (log < FINE) {
            return (int) value;
        }
        int within = (int) (value >>> (log - FINE)) & ((1 << FINE) - 1);
        return ((log - FINE + 1) << FINE) + within;
    }

    /** The largest value of a bucket. */
    private static long top(int bucket) {
        int log = (bucket >>> FINE) - 1 + FINE;
        if (log < FINE) {
            return bucket;
        }
        long within = bucket & ((1 << FINE) - 1);
        long step = 1L << (log - FINE);
        return ((1L << FINE) + within) * step + step - 1;
    }

    Status.Latency read() {
        long[] copy = new long[BUCKETS];
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            copy[i] = counts.get(i);
            total += copy[i];
        }
        return new Status.Latency(
                total, at(copy, total, 0.50), at(copy, total, 0.99), at(copy, total, 1));
    }

    private static long at(long[] copy, long total, double share) {
        long rank = Math.max(1, (long) Math.ceil(total * share));
        long passed = 0;
        for (int i = 0; i < BUCKETS; i++) {
            passed += copy[i];
            if (total > 0 && passed >= rank) {
                return top(i);
            }
        }
        return 0;
    }
}
