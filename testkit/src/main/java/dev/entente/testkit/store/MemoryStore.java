package dev.entente.testkit.store;

import dev.entente.connector.Halt;
import dev.entente.engine.store.Codes;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.store.Unpacker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory over a simulated {@link Disk}: a log of batches, each with its length and
 * checksum, synced one by one. What is in memory is what the log says; opening reads the log up to
 * the first batch that is not whole.
 */
public final class MemoryStore implements Store {

    private static final Codes<Space> SPACES = new Codes<>(Space.class, List.of(Space.values()));

    /** A log longer than this is written anew from what is live. */
    private static final int LONGEST_LOG = 64 << 20;

    private final Disk disk;
    private final int boot;
    private final Map<Space, Contents> spaces = new EnumMap<>(Space.class);
    private @Nullable String dead;

    /** One space. While somebody scans it, it is copied before it is changed. */
    private static final class Contents {
        NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
        boolean scanned;
    }

    public MemoryStore() {
        this(new Disk());
    }

    /** Recovers what is on the disk. */
    public MemoryStore(Disk disk) {
        this.disk = disk;
        this.boot = disk.crashes();
        for (Space space : Space.values()) {
            spaces.put(space, new Contents());
        }
        disk.cut(recover(disk.content()));
    }

    public Disk disk() {
        return disk;
    }

    @Override
    public synchronized void commit(StoreBatch batch) {
        alive();
        byte[] record = record(batch.entries());
        dead = "a commit was interrupted";
        disk.pass(Disk.Moment.BEFORE_WRITE);
        if (!disk.append(record)) {
            dead = "the disk was full";
            throw new Halt(
                    "The disk of the store is full: nothing of the last batch was kept. Make room,"
                            + " then start again: it goes on where it was.");
        }
        disk.pass(Disk.Moment.BEFORE_SYNC);
        sync();
        disk.pass(Disk.Moment.AFTER_SYNC);
        dead = null;
        alive();
        apply(record, 0);
        if (disk.size() > LONGEST_LOG) {
            rewrite();
        }
    }

    private void sync() {
        if (disk.crashes() == boot) {
            disk.sync();
        }
    }

    @Override
    public synchronized byte @Nullable [] get(Space space, byte[] key) {
        alive();
        byte[] value = contents(space).entries.get(key);
        return value == null ? null : value.clone();
    }

    @Override
    public synchronized List<byte @Nullable []> multiGet(Space space, List<byte[]> keys) {
        List<byte @Nullable []> values = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            values.add(get(space, key));
        }
        return values;
    }

    @Override
    public void scan(Space space, byte[] prefix, BiPredicate<byte[], byte[]> visitor) {
        scanFrom(space, prefix, prefix, visitor);
    }

    @Override
    public void scanFrom(
            Space space, byte[] prefix, byte[] from, BiPredicate<byte[], byte[]> visitor) {
        byte[] first = Arrays.compareUnsigned(from, prefix) < 0 ? prefix : from;
        NavigableMap<byte[], byte[]> entries;
        synchronized (this) {
            alive();
            Contents contents = contents(space);
            contents.scanned = true;
            entries = contents.entries;
        }
        for (Map.Entry<byte[], byte[]> entry : entries.tailMap(first, true).entrySet()) {
            byte[] key = entry.getKey();
            if (!beginsWith(key, prefix) || !visitor.test(key.clone(), entry.getValue().clone())) {
                return;
            }
        }
    }

    private static boolean beginsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The log is all there is on the disk: written anew, it has nothing that is gone. */
    @Override
    public synchronized void scrub(Space space, byte[] prefix) {
        alive();
        rewrite();
    }

    @Override
    public synchronized long diskBytes() {
        return disk.size();
    }

    @Override
    public synchronized void close() {
        dead = "it was closed";
    }

    private void alive() {
        if (disk.crashes() != boot) {
            throw new IllegalStateException("the store is dead: the power went off");
        }
        if (dead != null) {
            throw new IllegalStateException("the store is dead: " + dead);
        }
    }

    private Contents contents(Space space) {
        return java.util.Objects.requireNonNull(spaces.get(space));
    }

    private static byte[] record(List<StoreBatch.Entry> entries) {
        Packer payload = new Packer(1024).varint(entries.size());
        for (StoreBatch.Entry entry : entries) {
            byte[] value = entry.value();
            payload.u8(SPACES.code(entry.space())).sized(entry.key());
            payload.u8(value == null ? 0 : 1);
            if (value != null) {
                payload.sized(value);
            }
        }
        byte[] checked = payload.takeChecked();
        return new Packer(checked.length + 4).u32(checked.length).raw(checked).take();
    }

    /** Takes in every whole batch of the log; where the last one ends. */
    private int recover(byte[] log) {
        int at = 0;
        while (log.length - at >= Integer.BYTES) {
            int length = new Unpacker(log, at).u32();
            int end = at + Integer.BYTES + length;
            if (length <= 0 || end < at || end > log.length) {
                return at;
            }
            try {
                apply(log, at);
            } catch (Halt torn) {
                return at;
            }
            at = end;
        }
        return at;
    }

    private void apply(byte[] log, int at) {
        Unpacker frame = new Unpacker(log, at);
        byte[] payload = frame.raw(frame.u32());
        Unpacker in = Unpacker.checked(payload, "a batch");
        for (int left = in.count(); left > 0; left--) {
            Contents contents = contents(SPACES.of(in.u8()));
            if (contents.scanned) {
                NavigableMap<byte[], byte[]> copy = new TreeMap<>(Arrays::compareUnsigned);
                copy.putAll(contents.entries);
                contents.entries = copy;
                contents.scanned = false;
            }
            byte[] key = in.sized();
            if (in.u8() == 1) {
                contents.entries.put(key, in.sized());
            } else {
                contents.entries.remove(key);
            }
        }
        in.end();
    }

    private void rewrite() {
        List<StoreBatch.Entry> live = new ArrayList<>();
        spaces.forEach((space, contents) ->
                contents.entries.forEach(
                        (key, value) -> live.add(new StoreBatch.Entry(space, key, value))));
        disk.replace(record(live));
    }
}
