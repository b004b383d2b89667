package dev.entente.engine.journal;

import dev.entente.core.link.LinkId;
import dev.entente.core.step.Fact;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.StoreBatch;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal's part of one batch: one line of the trail, and the entries that belong to it. Closed
 * before the batch is committed; the batch is then committed, or the journal opened anew.
 */
public final class Commit implements AutoCloseable {

    private final StoreBatch batch;
    private final EntryCodec codec;
    private final long time;
    private final Trail trail;
    private final MessageDigest digest;
    private final List<String> notes = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();

    Commit(StoreBatch batch, EntryCodec codec, Trail trail, long time, MessageDigest digest) {
        this.batch = batch;
        this.codec = codec;
        this.time = time;
        this.digest = digest;
        this.trail = trail;
        digest.reset();
    }

    /**
     * Adds an entry to the batch.
     *
     * @param kept the link with the key it is stored with in this batch
     * @param cause the event in a few words, never anything personal: it is kept in clear
     * @return what must be stored of the link: with one entry more
     */
    public Kept append(Kept kept, String cause, List<Fact> facts) {
        LinkId link = kept.link().id();
        byte[] key = Layout.journal(link, kept.entries());
        byte[] value = codec.encode(kept, time, cause, facts);
        digest(digest, key, value);
        batch.put(Space.JOURNAL, key, value);
        entries.add(key);
        return kept.withEntries(kept.entries() + 1);
    }

    /**
     * Adds to the trail what concerns no link: a decision on a brake, another configuration. Never
     * anything personal.
     */
    public void note(String text) {
        notes.add(text);
    }

    /** Puts the line of the trail into the batch, if there is anything to it. */
    @Override
    public void close() {
        if (entries.isEmpty() && notes.isEmpty()) {
            return;
        }
        if (!entries.isEmpty()) {
            batch.put(Space.JOURNAL_BY_TIME, Layout.time(time), new Roll(entries).bytes());
        }
        Tip tip = trail.tip();
        trail.extend(
                batch,
                new TrailLine(
                        tip.lines(), time, entries.size(), tip.hash(), digest.digest(), notes));
    }

    /** Adds an entry to the digest, as it is stored; lengths make it unambiguous. */
    static void digest(MessageDigest digest, byte[] key, byte[] value) {
        digest.update(key);
        digest.update(new Packer(4).u32(value.length).take(), 0, Integer.BYTES);
        digest.update(value);
    }
}
