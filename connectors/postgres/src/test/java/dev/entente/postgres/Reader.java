package dev.entente.postgres;

import dev.entente.connector.Feed;
import dev.entente.connector.Feed.Batch;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.Feed.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a feed as a test wants it. */
final class Reader {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Feed feed;

    Reader(Feed feed) {
        this.feed = feed;
    }

    Feed feed() {
        return feed;
    }

    /** The next batch that has changes. */
    Batch next() {
        for (long until = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < until; ) {
            Batch batch = feed.next(Duration.ofMillis(200));
            if (batch != null && !batch.changes().isEmpty()) {
                return batch;
            }
        }
        throw new AssertionError("no batch within " + PATIENCE);
    }

    /** Everything of the snapshot. */
    List<Batch> snapshot(int resources) {
        List<Batch> batches = new ArrayList<>();
        while (batches.stream().filter(Batch::last).count() < resources) {
            Batch batch = feed.next(PATIENCE);
            if (batch == null || batch.phase() != Phase.SNAPSHOT) {
                throw new AssertionError("no snapshot, but " + batch);
            }
            batches.add(batch);
        }
        return batches;
    }

    /** The next so many changes, of as many batches as it takes. */
    List<Change> changes(int count) {
        List<Change> changes = new ArrayList<>();
        while (changes.size() < count) {
            changes.addAll(next().changes());
        }
        return changes;
    }

    Change change() {
        List<Change> changes = changes(1);
        if (changes.size() != 1) {
            throw new AssertionError("not one change, but " + changes);
        }
        return changes.getFirst();
    }

    Change.Upsert upsert() {
        return (Change.Upsert) change();
    }

    /** That nothing comes for a while. */
    boolean isQuiet(Duration time) {
        for (long until = System.nanoTime() + time.toNanos(); System.nanoTime() < until; ) {
            Batch batch = feed.next(Duration.ofMillis(50));
            if (batch != null && !batch.changes().isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
