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

    /** What a crash does to what was written and not synced. */
    public enum Loss {
        ALL,
        ITS_END,
        A_FLIPPED_BIT,
        /** A later part reached the disk before an earlier one: zeros are between. */
        A_HOLE,
        ITS_END_AND_A_FLIPPED_BIT
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
    public void crash(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        crash(Loss.values()[random.nextInt(Loss.values().length)], random);
    }

    /** The same, where it is said what is lost; by chance, how much of it. */
    public synchronized void crash(Loss loss, SplittableRandom random) {
        crashes++;
        int loose = written - synced;
        if (loose == 0) {
            return;
        }
        switch (loss) {
            case ALL -> written = synced;
            case ITS_END -> written = synced + random.nextInt(loose + 1);
            case A_FLIPPED_BIT -> flip(random, synced + random.nextInt(loose));
            case A_HOLE -> hole(random, loose);
            case ITS_END_AND_A_FLIPPED_BIT -> tornAndFlipped(random, loose);
        }
        synced = written;
    }

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
