package dev.entente.simulator.rehearsal;

import dev.entente.simulator.fault.Weather;
import dev.entente.testkit.system.Faults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What goes wrong on one day: on every other one nothing.
 *
 * @param faults of every call
 * @param mishaps in the order of time
 */
record Day(boolean isFair, Faults faults, List<Mishap> mishaps) {
    private static final long MINUTE = 60_000_000;

    /** The most that a clock is wrong. */
    private static final long MOST_WRONG = 2 * MINUTE;

    /** The longest that a system is away. */
    private static final int MOST_MINUTES = 20;

    Day {
        mishaps = List.copyOf(mishaps);
    }

    /** Something that happens once, so many microseconds after the day began. */
    sealed interface Mishap {
        long at();

        /** A system is switched off, or on again. */
        record Switched(long at, int system, boolean down) implements Mishap {}

        /** A system's clock is so many microseconds ahead, or behind. */
        record ClockSet(long at, int system, long ahead) implements Mishap {}

        /** The engine is killed; it is started again after some seconds. */
        record Killed(long at) implements Mishap {}
    }

    /**
     * @param length of it, in microseconds
     */
    static Day drawn(SplittableRandom random, int systems, long length) {
        if (random.nextBoolean()) {
            return new Day(true, Faults.NONE, List.of());
        }
        List<Mishap> mishaps = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int system = random.nextInt(systems);
            long from = random.nextLong(length);
            long to = from + (1 + random.nextInt(MOST_MINUTES)) * MINUTE;
            mishaps.add(new Mishap.Switched(from, system, true));
            mishaps.add(new Mishap.Switched(Math.min(to, length), system, false));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            mishaps.add(new Mishap.Killed(random.nextLong(length)));
        }
        if (random.nextBoolean()) {
            long ahead = random.nextLong(-MOST_WRONG, MOST_WRONG);
            mishaps.add(new Mishap.ClockSet(0, random.nextInt(systems), ahead));
        }
        mishaps.sort(Comparator.comparingLong(Mishap::at));
        return new Day(false, Weather.drawn(random).faults(), mishaps);
    }
}
