package dev.entente.engine.reconcile;

import dev.entente.connector.Feed;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.translate.Noticed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the batches of one system's feed together to whole source transactions. */
final class Gathering {

    /**
     * Once a transaction had to be cut, pieces of this size do: smaller ones let reading, deciding
     * and writing overlap.
     */
    private static final int PIECE = 500;

    private final int most;
    private final Deque<Transaction> whole = new ArrayDeque<>();
    private List<Noticed> part = new ArrayList<>();
    private long partObserved;
    private boolean wasCut;
    private int rows;

    /**
     * @param most rows of a transaction that is kept whole
     */
    Gathering(int most) {
        this.most = most;
    }

    void add(Arrival.Changes changes) {
        boolean live = changes.phase() == Feed.Phase.LIVE;
        if (!live || (part.isEmpty() && changes.last() && changes.notices().size() <= most)) {
            add(transaction(changes, changes.notices(), changes.observed(), true));
            return;
        }
        if (part.isEmpty()) {
            partObserved = changes.observed();
        }
        for (Noticed noticed : changes.notices()) {
            part.add(noticed);
            if (part.size() == (wasCut ? Math.min(PIECE, most) : most)) {
                cut(changes, false);
                wasCut = true;
            }
        }
        if (changes.last()) {
            cut(changes, true);
            wasCut = false;
        }
    }

    private void cut(Arrival.Changes changes, boolean isEnd) {
        add(transaction(changes, part, partObserved, isEnd));
        part = new ArrayList<>();
        partObserved = changes.observed();
    }

    private void add(Transaction transaction) {
        whole.add(transaction);
        rows += transaction.notices().size();
    }

    private static Transaction transaction(
            Arrival.Changes changes, List<Noticed> notices, long observed, boolean isEnd) {
        return new Transaction(
                changes.system(),
                changes.phase(),
                notices,
                isEnd ? changes.cursor() : null,
                isEnd && changes.loaded(),
                observed);
    }

    /** The feed begins anew: what is here of an unfinished transaction comes again. */
    void reopened() {
        part = new ArrayList<>();
        wasCut = false;
    }

    @Nullable Transaction peek() {
        return whole.peek();
    }

    Transaction take() {
        Transaction taken = whole.remove();
        rows -= taken.notices().size();
        return taken;
    }

    /** The whole transactions that wait, the oldest first. */
    Iterable<Transaction> whole() {
        return whole;
    }

    /** How many rows those have. */
    int rows() {
        return rows;
    }
}
