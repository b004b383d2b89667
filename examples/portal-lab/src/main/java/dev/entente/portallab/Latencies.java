package dev.entente.portallab;

import java.util.Arrays;

/** How long changes took to arrive, in microseconds. */
final class Latencies {

    private long[] micros = new long[1024];
    private int count;

    synchronized void add(long elapsedMicros) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = elapsedMicros;
    }

    /** In milliseconds, the smallest that at least this share did not exceed; 0 without any. */
    synchronized double percentile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.max(0, rank - 1)] / 1000.0;
    }

    synchronized int count() {
        return count;
    }
}
