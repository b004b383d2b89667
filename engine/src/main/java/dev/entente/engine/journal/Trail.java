package dev.entente.engine.journal;

import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.store.Unpacker;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The audit trail (I34): one line a commit, chained by hash, over digests of the journal's entries.
 * Whether a line or an entry was changed, added or taken away afterwards can be told from it.
 */
final class Trail {

    /** Where the next line joins on, and where the first one did that is still kept. */
    private static final byte[] TIP = Layout.meta("journal/tip");

    private static final byte[] ANCHOR = Layout.meta("journal/anchor");

    /**
     * Verifying begins anew where pruning took away what it was about to read; so often at most.
     */
    private static final int MOST_BEGINNINGS = 5;

    private final Store store;
    private final AtomicReference<Tip> tip;

    Trail(Store store) {
        this.store = store;
        this.tip = new AtomicReference<>(read(TIP));
    }

    private Tip read(byte[] name) {
        byte[] bytes = store.get(Space.META, name);
        return bytes == null ? Tip.beginning() : Tip.of(bytes);
    }

    Tip tip() {
        return tip.get();
    }

    void extend(StoreBatch batch, TrailLine line) {
        Tip next = Tip.behind(line);
        batch.put(Space.AUDIT, Layout.audit(line.sequence()), line.bytes());
        batch.put(Space.META, TIP.clone(), next.bytes());
        tip.set(next);
    }

    int prune(StoreBatch batch, long beforeMicros, int most) {
        int[] gone = {0};
        Tip[] anchor = {read(ANCHOR)};
        store.scanFrom(
                Space.AUDIT,
                new byte[0],
                Layout.audit(anchor[0].lines()),
                (key, value) -> {
                    TrailLine line = TrailLine.of(sequence(key), value);
                    boolean fits = gone[0] == 0 || gone[0] + line.entries() < most;
                    if (line.timeMicros() >= beforeMicros || !fits) {
                        return false;
                    }
                    batch.delete(Space.AUDIT, key);
                    removeEntries(batch, line.timeMicros());
                    anchor[0] = Tip.behind(line);
                    gone[0] += line.entries() + 1;
                    return true;
                });
        if (gone[0] > 0) {
            batch.put(Space.META, ANCHOR.clone(), anchor[0].bytes());
        }
        return gone[0];
    }

    private void removeEntries(StoreBatch batch, long time) {
        byte[] roll = store.get(Space.JOURNAL_BY_TIME, Layout.time(time));
        if (roll != null) {
            batch.delete(Space.JOURNAL_BY_TIME, Layout.time(time));
            Roll.of(roll).keys().forEach(entry -> batch.delete(Space.JOURNAL, entry));
        }
    }

    Journal.Verdict verify() {
        Tip anchor = read(ANCHOR);
        Journal.Verdict verdict = new Walk(store, anchor, tip()).verdict();
        for (int i = 1; i < MOST_BEGINNINGS && !verdict.isWhole(); i++) {
            Tip now = read(ANCHOR);
            if (now.lines() == anchor.lines()) {
                return verdict;
            }
            anchor = now;
            verdict = new Walk(store, anchor, tip()).verdict();
        }
        return verdict;
    }

    static long sequence(byte[] auditKey) {
        return new Unpacker(auditKey, 0).u64();
    }
}
