package dev.entente.simulator.rehearsal;

import java.util.ArrayList;
import java.util.List;

/** How times are spread, however many there are: each is known to a twelfth of itself. */
final class Spread {
    /** Steps of one doubling. */
    private static final int STEPS = 8;

    /** The first bucket that is told, in milliseconds. */
    private static final long FIRST = 50;

    private final long[] counts = new long[Long.SIZE * STEPS];
    private long count;
    private long max;

    /**
     * @param micros not negative
     */
    void add(long micros) {
        counts[step(micros)]++;
        count++;
        max = Math.max(max, micros);
    }

    private static int step(long micros) {
        return (int) (StrictMath.log(micros + 1.0) / StrictMath.log(2) * STEPS);
    }

    /** The longest time of a step, in microseconds. */
    private static double end(int step) {
        return StrictMath.pow(2, (step + 1.0) / STEPS) - 1;
    }

    Report.Times times() {
        return new Report.Times(count, at(0.5), at(0.99), Reckoning.rounded(max / 1_000.0));
    }

    /** The time within which this share of all were, in milliseconds. */
    private double at(double share) {
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (below > 0 && below >= count * share) {
                return Reckoning.rounded(Math.min(end(i), (double) max) / 1_000.0);
            }
        }
        return 0;
    }

    /** How many were in each doubling, up to the longest. */
    List<Report.Bucket> buckets() {
        List<Report.Bucket> buckets = new ArrayList<>();
        int step = 0;
        for (long upTo = FIRST; step < counts.length && count > 0; upTo *= 2) {
            int last = step(upTo * 1_000);
            long in = 0;
            for (; step <= last; step++) {
                in += counts[step];
            }
            buckets.add(new Report.Bucket(upTo, in));
            if (upTo * 1_000 >= max) {
                break;
            }
        }
        return buckets;
    }
}
