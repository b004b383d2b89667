package dev.entente.connector;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The door to time, chance and threads. Everything that waits, waits here: in production on virtual
 * threads and the machine's clock, in the simulator on one thread and a clock of its own.
 */
public interface Host {

    /** The wall clock, in microseconds since the epoch. Never goes back. */
    long now();

    void sleep(Duration time) throws InterruptedException;

    /** A uniformly random number from 0 (inclusive) to {@code bound} (exclusive). */
    long chance(long bound);

    /** Starts a task on a thread of its own. Who starts it, ends it. */
    Task start(String name, Runnable work);

    /** A bounded queue: whoever puts into a full one waits. */
    <T> Queue<T> queue(int capacity);

    /** Something that was started. */
    interface Task {
        /** Interrupts it and waits for its end. */
        void stop();

        /** Waits for its end. */
        void join() throws InterruptedException;

        boolean isAlive();
    }

    /** A bounded first-in-first-out queue between threads. */
    interface Queue<T> {
        void put(T item) throws InterruptedException;

        /** Whether there was room. */
        boolean offer(T item);

        T take() throws InterruptedException;

        /** The next item, or null when there was none within {@code wait}. */
        @Nullable T poll(Duration wait) throws InterruptedException;

        /** Moves what is there, at most {@code most}, without waiting; how many. */
        int drainTo(Collection<? super T> target, int most);

        int size();
    }
}
