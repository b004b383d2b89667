package dev.entente.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting, where there is nothing to be told by: other processes are looked at again and again. */
final class Pause {
    /** Between two looks for one change: far below the latencies that are measured. */
    static final Duration GLANCE = Duration.ofNanos(50_000);

    /** Between two looks for many changes. */
    static final Duration LOOK = Duration.ofMillis(2);

    private Pause() {}

    static void of(Duration time) {
        until(System.nanoTime() + time.toNanos());
    }

    /** Until the nanosecond clock shows {@code deadline}. */
    static void until(long deadline) {
        for (long left; (left = deadline - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(left);
        }
    }
}
