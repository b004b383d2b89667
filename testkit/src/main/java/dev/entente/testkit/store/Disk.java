package dev.entente.testkit.store;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One file on a simulated disk: what was written, and how much of it was synced. A crash keeps what
 * was synced; the rest is lost, torn or flipped, as the seed wants it.
 *
 * <p>The disk outlives the stores that are opened on it, as a real one outlives processes. Same
 * calls and same seeds, same bytes.
 */
public final class Disk {

    /** When in a commit something can be made to happen: by throwing, the commit's death. */
    public enum Moment {
        BEFORE_WRITE,
        /** Written, but not synced: a crash now may take any part of it. */
        BEFORE_SYNC,
        /** Durable, but nobody has been told. */
        AFTER_SYNC
    }

    private byte[] bytes = new byte[1024];
    private int written;
    private int synced;
    private long capacity = Long.MAX_VALUE;
    private int crashes;
    private Consumer<Moment> watcher = _ -> {};

    /** From now on calls the watcher at each moment of each commit; it may throw, or crash. */
    public synchronized void watch(Consumer<Moment> next) {
        watcher = next;
    }

    /** Has no room beyond so many bytes from now on. */
    public synchronized void limit(long most) {
        capacity = most;
    }

    /**
     * The power goes off. Stores that were open on this disk are dead; a new one recovers what is
     * left.
     */
    public synchronized void crash(long seed) {
        crashes++;
        SplittableRandom random = new SplittableRandom(seed);
        int loose = written - synced;
        if (loose == 0) {
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> written = synced;
            case 1 -> written = synced + random.nextInt(loose + 1);
            case 2 -> flip(random, synced + random.nextInt(loose));
            case 3 -> hole(random, loose);
            default -> tornAndFlipped(random, loose);
        }
        synced = written;
    }

    /** Part of it reached the disk, a later part before an earlier one: zeros are between. */
    private void hole(SplittableRandom random, int loose) {
        int from = synced + random.nextInt(loose);
        Arrays.fill(bytes, from, from + 1 + random.nextInt(written - from), (byte) 0);
    }

    private void tornAndFlipped(SplittableRandom random, int loose) {
        written = synced + 1 + random.nextInt(loose);
        flip(random, synced + random.nextInt(written - synced));
    }

    private void flip(SplittableRandom random, int at) {
        bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }

    /** How often the power has gone off. */
    public synchronized int crashes() {
        return crashes;
    }

    /** How many bytes are written, synced or not. */
    public synchronized int size() {
        return written;
    }

    synchronized byte[] content() {
        return Arrays.copyOf(bytes, written);
    }

    /** What was written behind this is not part of the file: cut it off for good. */
    synchronized void cut(int size) {
        written = size;
        synced = size;
    }

    /** Writes all of it, or as much as there is room for. */
    synchronized boolean append(byte[] more) {
        int room = (int) Math.max(0, Math.min(more.length, capacity - written));
        if (bytes.length - written < room) {
            bytes = Arrays.copyOf(bytes, Math.max(written + room, bytes.length * 2));
        }
        System.arraycopy(more, 0, bytes, written, room);
        written += room;
        return room == more.length;
    }

    synchronized void sync() {
        synced = written;
    }

    /** Another file takes this one's place, at one stroke and durably. */
    synchronized void replace(byte[] next) {
        bytes = next.clone();
        written = next.length;
        synced = next.length;
    }

    void pass(Moment moment) {
        Consumer<Moment> current;
        synchronized (this) {
            current = watcher;
        }
        current.accept(moment);
    }
}
