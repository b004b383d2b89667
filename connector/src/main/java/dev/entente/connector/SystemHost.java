package dev.entente.connector;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The real world: the machine's clock, its threads, chance that nobody can foretell. */
public final class SystemHost implements Host {
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);
    private final SecureRandom random = new SecureRandom();

    /** The machine's clock; where that is set back, it stands still until the clock catches up. */
    @Override
    public long now() {
        long clock = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        return latest.accumulateAndGet(clock, Math::max);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Override
    public long chance(long bound) {
        return random.nextLong(bound);
    }

    @Override
    public Task start(String name, Runnable work) {
        return new ThreadTask(Thread.ofPlatform().daemon().name(name).start(work));
    }

    @Override
    public <T> Queue<T> queue(int capacity) {
        return new BlockingHostQueue<>(new ArrayBlockingQueue<>(capacity));
    }

    private record ThreadTask(Thread thread) implements Task {
        /** A task that stops itself is interrupted, and ends when its work returns. */
        @Override
        public void stop() {
            thread.interrupt();
            if (thread.equals(Thread.currentThread())) {
                return;
            }
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void join() throws InterruptedException {
            thread.join();
        }

        @Override
        public boolean isAlive() {
            return thread.isAlive();
        }
    }

    private record BlockingHostQueue<T>(BlockingQueue<T> items) implements Queue<T> {
        @Override
        public void put(T item) throws InterruptedException {
            items.put(item);
        }

        @Override
        public boolean offer(T item) {
            return items.offer(item);
        }

        @Override
        public T take() throws InterruptedException {
            return items.take();
        }

        @Override
        public @Nullable T poll(Duration wait) throws InterruptedException {
            return items.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int drainTo(Collection<? super T> target, int most) {
            return items.drainTo(target, most);
        }

        @Override
        public int size() {
            return items.size();
        }
    }
}
