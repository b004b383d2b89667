package dev.entente.engine.observe;

import dev.entente.connector.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has arrived and has not been taken in. Answers and orders come before changes; a reader that
 * is too fast waits. The bell wakes the one who takes, so that it can wait for all queues at once.
 */
public final class Inbox {

    /** Most batches of changes that wait, for each system; and about as many rows in them. */
    private static final int MOST_BATCHES = 1024;

    private static final int MOST_ROWS = 1_000;

    /** More than all answers that can be under way: whoever brings one never waits. */
    private static final int MOST_ANSWERS = 4096;

    private final List<Changes> changes = new ArrayList<>();
    private final Host.Queue<Arrival> first;
    private final Host.Queue<Boolean> bell;
    private long taken;

    /**
     * @param room rings when something was taken
     */
    private record Changes(
            Host.Queue<Arrival> batches, AtomicInteger rows, Host.Queue<Boolean> room) {}

    public Inbox(Host host, int systems) {
        for (int i = 0; i < systems; i++) {
            changes.add(new Changes(host.queue(MOST_BATCHES), new AtomicInteger(), host.queue(1)));
        }
        this.first = host.queue(MOST_ANSWERS);
        this.bell = host.queue(1);
    }

    /** A change, or that a feed begins anew. Waits while too many wait already. */
    public void put(int system, Arrival change) throws InterruptedException {
        Changes waiting = changes.get(system);
        while (waiting.rows.get() >= MOST_ROWS) {
            waiting.room.take();
        }
        waiting.rows.addAndGet(rowsOf(change));
        waiting.batches.put(change);
        bell.offer(true);
    }

    private static int rowsOf(Arrival arrival) {
        return arrival instanceof Arrival.Changes batch ? batch.notices().size() : 0;
    }

    /** For all but changes. */
    public void putFirst(Arrival arrival) throws InterruptedException {
        first.put(arrival);
        bell.offer(true);
    }

    /** Wakes the one who takes, for no other reason. */
    public void ring() {
        bell.offer(true);
    }

    /** Waits until there may be something to take. */
    public void await() throws InterruptedException {
        bell.take();
    }

    /** Waits until there may be something to take, no longer than this. */
    public void await(Duration most) throws InterruptedException {
        bell.poll(most);
    }

    /** All answers and orders that are here. */
    public List<Arrival> takeFirst() {
        List<Arrival> taken = new ArrayList<>();
        first.drainTo(taken, MOST_ANSWERS);
        return taken;
    }

    /** All changes from a system that are here. */
    public List<Arrival> takeChanges(int system) {
        Changes waiting = changes.get(system);
        List<Arrival> taken = new ArrayList<>();
        waiting.batches.drainTo(taken, MOST_BATCHES);
        for (Arrival arrival : taken) {
            int rows = rowsOf(arrival);
            waiting.rows.addAndGet(-rows);
            this.taken += rows;
        }
        waiting.room.offer(true);
        return taken;
    }

    /** How many changes have been taken since the start; for the one who takes. */
    public long taken() {
        return taken;
    }

    /** Batches of changes from a system that wait. */
    public int waitingChanges(int system) {
        return changes.get(system).batches.size();
    }
}
