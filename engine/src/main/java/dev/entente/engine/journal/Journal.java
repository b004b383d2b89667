package dev.entente.engine.journal;

import dev.entente.core.link.LinkId;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.LinkCodec;
import dev.entente.engine.store.LinkKey;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Shapes;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.store.Unpacker;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The append-only history of all links. One thread commits and prunes; readers may come from
 * others.
 */
public final class Journal {

    /** Entries that are read from the store at once. */
    private static final int PAGE = 256;

    /** Where a key of JOURNAL has its sequence. */
    private static final int SEQUENCE = 16;

    private final Store store;
    private final LinkCodec links;
    private final EntryCodec entries;
    private final Trail trail;
    private final MessageDigest digest = TrailLine.sha256();

    private Journal(Store store, LinkCodec links, EntryCodec entries, Trail trail) {
        this.store = store;
        this.links = links;
        this.entries = entries;
        this.trail = trail;
    }

    public static Journal open(Store store, Shapes shapes, Seals seals, LinkCodec links) {
        return new Journal(store, links, new EntryCodec(shapes, seals), new Trail(store));
    }

    /**
     * Begins the journal's part of one batch: everything in it gets one time and one line of the
     * audit trail.
     *
     * @param now the engine's clock, in microseconds since the epoch; raised where needed so that
     *     commits have times of their own
     */
    public Commit commit(StoreBatch batch, long now) {
        long time = Math.max(now, trail.tip().timeMicros() + 1);
        return new Commit(batch, entries, trail, time, digest);
    }

    /** The link's entries that are still kept, the earliest first. */
    public List<JournalEntry> read(Kept kept) {
        LinkId link = kept.link().id();
        List<JournalEntry> story = new ArrayList<>();
        store.scan(
                Space.JOURNAL,
                Layout.link(link),
                (key, value) -> story.add(entries.decode(link, sequence(key), value, kept.key())));
        return story;
    }

    /**
     * Visits the entries of all links from this time on, in the order of their commits, until the
     * visitor returns false.
     */
    public void recent(long fromMicros, Predicate<JournalEntry> visitor) {
        byte[] from = Layout.time(fromMicros);
        while (true) {
            List<byte[]> keys = new ArrayList<>(PAGE);
            byte[][] last = {from};
            store.scanFrom(
                    Space.JOURNAL_BY_TIME,
                    new byte[0],
                    from,
                    (time, roll) -> {
                        last[0] = time;
                        keys.addAll(Roll.of(roll).keys());
                        return keys.size() < PAGE;
                    });
            for (int at = 0; at < keys.size(); at += PAGE) {
                if (!visit(keys.subList(at, Math.min(at + PAGE, keys.size())), visitor)) {
                    return;
                }
            }
            if (keys.size() < PAGE) {
                return;
            }
            from = after(last[0]);
        }
    }

    /** The least key greater than this one. */
    private static byte[] after(byte[] key) {
        return java.util.Arrays.copyOf(key, key.length + 1);
    }

    private boolean visit(List<byte[]> keys, Predicate<JournalEntry> visitor) {
        List<byte[]> linkKeys = keys.stream().map(key -> Layout.link(link(key))).toList();
        List<byte @Nullable []> values = store.multiGet(Space.JOURNAL, keys);
        List<byte @Nullable []> records = store.multiGet(Space.LINKS, linkKeys);
        for (int i = 0; i < keys.size(); i++) {
            byte[] value = values.get(i);
            if (value != null) {
                byte[] record = records.get(i);
                LinkKey key = record == null ? null : links.keyOf(record);
                byte[] at = keys.get(i);
                if (!visitor.test(entries.decode(link(at), sequence(at), value, key))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Puts the removal of the oldest commits' entries and lines into the batch. What the trail must
     * join on to is kept, so that what is left can still be verified.
     *
     * @param beforeMicros commits of this time and later stay
     * @param most entries and lines that may go at once; a single larger commit goes none the less
     * @return how many go; 0 when nothing older is left
     */
    public int prune(StoreBatch batch, long beforeMicros, int most) {
        return trail.prune(batch, beforeMicros, most);
    }

    /** Reads the whole trail and what is kept of the entries. Takes a while. */
    public Verdict verify() {
        return trail.verify();
    }

    /**
     * What was found in the trail.
     *
     * @param lines how many lines were looked at
     * @param broken the number of the first line that is not as it was written, or -1
     * @param why what is wrong with it, or null
     */
    public record Verdict(long lines, long broken, @Nullable String why) {
        public boolean isWhole() {
            return broken < 0;
        }
    }

    static LinkId link(byte[] journalKey) {
        return Layout.linkAt(journalKey, 0);
    }

    static long sequence(byte[] journalKey) {
        return new Unpacker(journalKey, SEQUENCE).u64();
    }
}
