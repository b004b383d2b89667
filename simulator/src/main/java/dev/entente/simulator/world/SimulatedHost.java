package dev.entente.simulator.world;

import dev.entente.connector.Host;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One process in a {@link World}. Killed, its tasks stop where they stand and never go on: no
 * handler runs, no lock is given back, as when a machine loses power.
 */
public final class SimulatedHost implements Host {
    private final World world;
    private final String name;
    private final Set<Thread> running = new HashSet<>();
    private @Nullable Throwable failure;
    private boolean alive = true;

    SimulatedHost(World world, String name) {
        this.world = world;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public boolean isAlive() {
        return alive;
    }

    /** Ends the process here and now. Called from outside of it. */
    public void crash() {
        alive = false;
        world.forget(this);
        running.clear();
    }

    /** Ends the process from inside of it, in the midst of what the calling task does. */
    public void crashHere() {
        crash();
        while (true) {
            world.park();
        }
    }

    /** What a task died of that should not have: a test fails with it. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Whether any task is left. */
    public boolean isRunning() {
        return !running.isEmpty();
    }

    boolean owns(Thread thread) {
        return running.contains(thread);
    }

    @Override
    public long now() {
        return world.now();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        long until = world.now() + time.toNanos() / 1_000;
        do {
            throwIfInterrupted();
            world.parkUntil(until);
        } while (world.now() < until);
        throwIfInterrupted();
    }

    @Override
    public long chance(long bound) {
        return world.chance(bound);
    }

    @Override
    public Task start(String taskName, Runnable work) {
        SimulatedTask task = new SimulatedTask(world, this);
        Thread thread =
                World.threads(task)
                        .name(name + "/" + taskName)
                        .uncaughtExceptionHandler((_, thrown) -> failure = thrown)
                        .start(() -> {
                            try {
                                work.run();
                            } finally {
                                running.remove(Thread.currentThread());
                                task.end();
                            }
                        });
        running.add(thread);
        task.on(thread);
        return task;
    }

    @Override
    public <T> Queue<T> queue(int capacity) {
        return new SimulatedQueue<>(capacity);
    }

    static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** First in, first out; who waits is woken in turn and looks again. */
    private final class SimulatedQueue<T> implements Queue<T> {
        private final int capacity;
        private final Deque<T> items = new ArrayDeque<>();
        private final Deque<Thread> takers = new ArrayDeque<>();
        private final Deque<Thread> putters = new ArrayDeque<>();

        private SimulatedQueue(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public void put(T item) throws InterruptedException {
            while (!offer(item)) {
                await(putters, Long.MAX_VALUE);
            }
        }

        @Override
        public boolean offer(T item) {
            if (items.size() >= capacity) {
                return false;
            }
            items.add(item);
            wake(takers);
            return true;
        }

        @Override
        public T take() throws InterruptedException {
            while (true) {
                T item = next();
                if (item != null) {
                    return item;
                }
                await(takers, Long.MAX_VALUE);
            }
        }

        @Override
        public @Nullable T poll(Duration wait) throws InterruptedException {
            long until = world.now() + wait.toNanos() / 1_000;
            T item = next();
            while (item == null && world.now() < until) {
                await(takers, until);
                item = next();
            }
            return item;
        }

        private @Nullable T next() {
            T item = items.poll();
            if (item != null) {
                wake(putters);
            }
            return item;
        }

        @Override
        public int drainTo(Collection<? super T> target, int most) {
            int moved = 0;
            while (moved < most && !items.isEmpty()) {
                target.add(items.remove());
                moved++;
            }
            for (int i = 0; i < moved; i++) {
                wake(putters);
            }
            return moved;
        }

        @Override
        public int size() {
            return items.size();
        }

        private void await(Deque<Thread> waiting, long until) throws InterruptedException {
            throwIfInterrupted();
            Thread me = Thread.currentThread();
            waiting.add(me);
            if (until == Long.MAX_VALUE) {
                world.park();
            } else {
                world.parkUntil(until);
            }
            waiting.remove(me);
            throwIfInterrupted();
        }

        private static void wake(Deque<Thread> waiting) {
            Thread first = waiting.poll();
            if (first != null) {
                LockSupport.unpark(first);
            }
        }
    }
}
