package dev.entente.engine;

/**
 * Lets a moment pass between micro-batches while changes come thick and fast, one by one: what is
 * made durable and written together costs a fraction of what it costs alone, here and at the
 * systems. A change that comes alone never waits, nor do many that come at once.
 */
final class Pace {

    /** So long it is watched how many come, in microseconds. */
    private static final long WINDOW_MICROS = 50_000;

    /** So many within it are thick and fast: 1,200 a second. */
    private static final int MANY = 60;

    /** From one micro-batch to the next, in microseconds. */
    private static final long BREATH_MICROS = 10_000;

    /** A micro-batch of so many is large enough. */
    private static final int PLENTY = 200;

    private long windowBegan;
    private long takenThen;
    private long takenLast;
    private boolean busy;

    /**
     * How long to wait after a micro-batch, in microseconds; 0 where that does not pay.
     *
     * @param began when that was begun, in microseconds since the epoch
     * @param ended when it was done, likewise
     * @param taken how many changes have been taken in since the start
     */
    long rest(long began, long ended, long taken) {
        if (began - windowBegan >= WINDOW_MICROS) {
            busy = taken - takenThen >= MANY && began - windowBegan < 2 * WINDOW_MICROS;
            windowBegan = began;
            takenThen = taken;
        }
        boolean isLarge = taken - takenLast >= PLENTY;
        takenLast = taken;
        return busy && !isLarge ? Math.max(0, began + BREATH_MICROS - ended) : 0;
    }
}
