package dev.entente.portallab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that people did, as they committed it: what no engine may lose. */
final class Ledger {

    private final List<Edit> edits = new ArrayList<>();
    private final AtomicLong rows = new AtomicLong();

    /** One committed transaction. */
    synchronized void add(List<Edit> transaction, int changedRows) {
        edits.addAll(transaction);
        rows.addAndGet(changedRows);
    }

    synchronized List<Edit> edits() {
        return List.copyOf(edits);
    }

    /** How many rows were inserted, updated or deleted. */
    long rows() {
        return rows.get();
    }
}
