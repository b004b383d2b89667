package dev.entente.engine;

import dev.entente.connector.Host;
import dev.entente.connector.SystemHost;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The real world, but for its clock: a test can let days pass. */
final class Calendar implements Host {

    private final Host world = new SystemHost();
    private final AtomicLong passedMicros = new AtomicLong();

    /** Takes no time. Whoever sleeps or waits sleeps on. */
    void pass(Duration time) {
        passedMicros.addAndGet(time.toMillis() * 1_000);
    }

    @Override
    public long now() {
        return world.now() + passedMicros.get();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        world.sleep(time);
    }

    @Override
    public long chance(long bound) {
        return world.chance(bound);
    }

    @Override
    public Task start(String name, Runnable work) {
        return world.start(name, work);
    }

    @Override
    public <T> Queue<T> queue(int capacity) {
        return world.queue(capacity);
    }
}
