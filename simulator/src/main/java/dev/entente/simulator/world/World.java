package dev.entente.simulator.world;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All that runs in a simulation, on the thread that calls {@link #step}. Tasks are virtual threads;
 * what is ready to go on waits here, and chance picks the next. When nothing is ready, the clock
 * moves to the next time that somebody waits for.
 */
public final class World {
    /**
     * Where the clock begins: eight in the morning of a day that means nothing, in microseconds
     * since the epoch.
     */
    public static final long BEGINNING = 1_800_000_000_000_000L;

    private static final long DAY = 86_400_000_000L;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private static final long FNV_PRIME = 0x100000001b3L;

    private record Ready(SimulatedTask task, Runnable continuation) {}

    /** A thread that sleeps. */
    private static final class Timer {
        private final long time;
        private final long number;
        private final Thread thread;
        private boolean rung;

        private Timer(long time, long number, Thread thread) {
            this.time = time;
            this.number = number;
            this.thread = thread;
        }

        boolean isRung() {
            return rung;
        }
    }

    private final SplittableRandom random;
    private final List<Ready> ready = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(
                    Comparator.<Timer>comparingLong(timer -> timer.time)
                            .thenComparingLong(timer -> timer.number));
    private LongConsumer onStep = _ -> {};
    private @Nullable SimulatedTask current;
    private long now = BEGINNING;
    private long timersEver;
    private long steps;
    private long trace = 0xcbf29ce484222325L;

    public World(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A process of its own, which can be killed. */
    public SimulatedHost process(String name) {
        return new SimulatedHost(this, name);
    }

    public long now() {
        return now;
    }

    public long steps() {
        return steps;
    }

    /**
     * A time of a world as people say it: {@code 08:00:03.120}, after the first day with the number
     * of the day before it.
     */
    public static String clock(long micros) {
        long day = (micros - BEGINNING) / DAY;
        LocalTime time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(UTC).toLocalTime();
        return (day > 0 ? "day " + (day + 1) + " " : "") + CLOCK.format(time);
    }

    /** From 0 (inclusive) to {@code bound} (exclusive). */
    public long chance(long bound) {
        return random.nextLong(bound);
    }

    /**
     * Lets one task go on until it waits again. False where nothing can happen any more: nobody is
     * ready, and nobody waits for a time.
     */
    public boolean step() {
        return stepBefore(Long.MAX_VALUE);
    }

    private boolean stepBefore(long end) {
        while (ready.isEmpty()) {
            Timer timer = timers.peek();
            if (timer == null || timer.time > end) {
                return false;
            }
            timers.remove();
            now = Math.max(now, timer.time);
            timer.rung = true;
            LockSupport.unpark(timer.thread);
        }
        Ready next = ready.remove(random.nextInt(ready.size()));
        onStep.accept(steps++);
        if (next.task.host().isAlive()) {
            note(next.task.host().name());
            current = next.task;
            next.task.run(next.continuation);
        }
        return true;
    }

    /** Steps until all is done that happens up to this time. */
    public void runUntil(long time) {
        boolean more = true;
        while (more) {
            more = stepBefore(time);
        }
        now = Math.max(now, time);
    }

    /** Before each step, and outside of all tasks, tells how many there were: a place to kill. */
    public void beforeEachStep(LongConsumer next) {
        onStep = next;
    }

    /** Puts a line into the history. */
    public void note(String line) {
        for (int i = 0; i < line.length(); i++) {
            trace = (trace ^ line.charAt(i)) * FNV_PRIME;
        }
        trace = (trace ^ now) * FNV_PRIME;
    }

    /** A fingerprint of the history so far. */
    public long trace() {
        return trace;
    }

    /** Lets the task go on when chance picks it. */
    void add(SimulatedTask task, Runnable continuation) {
        if (task.host().isAlive()) {
            ready.add(new Ready(task, continuation));
        }
    }

    /** Drops whatever a process that was killed was about to do. */
    void forget(SimulatedHost host) {
        ready.removeIf(next -> next.task.host().equals(host));
        timers.removeIf(timer -> host.owns(timer.thread));
    }

    /** Waits on the calling task until the time has come, or it is woken or interrupted. */
    void parkUntil(long time) {
        Timer timer = new Timer(time, timersEver++, Thread.currentThread());
        timers.add(timer);
        park();
        if (!timer.isRung()) {
            timers.remove(timer);
        }
    }

    /** Waits on the calling task until it is woken or interrupted. */
    void park() {
        requireNonNull(current, "not on a task").park();
    }

    /** Whether this Java lets us: see {@link #threads}. */
    public static boolean isPossible() {
        return Object.class.getModule().isOpen("java.lang", World.class.getModule());
    }

    /**
     * A builder of virtual threads on a scheduler of our own. The JDK keeps it for its own tests,
     * hence the reflection, and {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
     */
    static Thread.Builder.OfVirtual threads(Executor scheduler) {
        try {
            Constructor<?> constructor =
                    Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                            .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalStateException(
                    "this JDK gives no virtual threads on a scheduler of one's own: run on JDK 25"
                            + " with --add-opens=java.base/java.lang=ALL-UNNAMED",
                    e);
        }
    }
}
