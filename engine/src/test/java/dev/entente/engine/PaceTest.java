package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000;

    private final Pace pace = new Pace();
    private long now = 1_800_000_000_000_000L;
    private long taken;

    /** A micro-batch of so many changes, done within a millisecond. */
    private long rest(int changes) {
        taken += changes;
        long pause = pace.rest(now, now + MILLI, taken);
        now += MILLI + pause;
        return pause;
    }

    /** Micro-batches for a while, with two changes a millisecond; the last one's pause. */
    private long rush() {
        long last = 0;
        long end = now + 300 * MILLI;
        while (now < end) {
            last = rest(2 * (int) (1 + last / MILLI));
        }
        return last;
    }

    private void idle(long micros) {
        now += micros;
    }

    @Test
    void a_change_that_comes_alone_never_waits() {
        for (int i = 0; i < 100; i++) {
            assertThat(rest(1)).isZero();
            idle(25 * MILLI);
        }
    }

    @Test
    void changes_that_come_thick_and_fast_are_taken_in_together() {
        assertThat(rush()).isEqualTo(9 * MILLI);
    }

    @Test
    void many_at_once_do_not_wait() {
        for (int i = 0; i < 200; i++) {
            assertThat(rest(1_000)).isZero();
        }
    }

    @Test
    void after_a_rush_and_a_while_a_single_one_does_not_wait() {
        rush();
        idle(1_000 * MILLI);
        assertThat(rest(1)).isZero();
    }
}
