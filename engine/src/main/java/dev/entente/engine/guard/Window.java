package dev.entente.engine.guard;

import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Unpacker;

/** How many in the last hour, to the minute. */
final class Window {

    private static final int MINUTES = 60;
    private static final long MICROS = 60_000_000;

    private final long[] counts = new long[MINUTES];
    private long latest;

    void add(long count, long now) {
        long minute = forward(now);
        counts[(int) (minute % MINUTES)] += count;
    }

    long sum(long now) {
        forward(now);
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private long forward(long now) {
        long minute = Math.max(latest, now / MICROS);
        for (long passed = Math.max(latest + 1, minute - MINUTES + 1); passed <= minute; passed++) {
            counts[(int) (passed % MINUTES)] = 0;
        }
        latest = minute;
        return minute;
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
    }

    void write(Packer out) {
        out.varint(latest);
        for (long count : counts) {
            out.varint(count);
        }
    }

    void read(Unpacker in) {
        latest = in.varint();
        for (int i = 0; i < MINUTES; i++) {
            counts[i] = in.varint();
        }
    }
}
