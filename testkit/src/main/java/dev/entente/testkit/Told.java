package dev.entente.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.connector.Feed.Batch;
import dev.entente.connector.Feed.Change;
import dev.entente.core.value.Key;
import dev.entente.core.value.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a feed has told so far. */
final class Told {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Feed feed;
    private final List<Batch> batches = new ArrayList<>();

    Told(Feed feed) {
        this.feed = feed;
    }

    /** Reads on until it has told this many changes more, and no more than these. */
    List<Change> next(int count) {
        List<Change> changes = atLeast(count);
        assertThat(changes).as("more than was done").hasSize(count);
        return changes;
    }

    /** Reads on until it has told this many changes more, whether of the snapshot or of the log. */
    List<Change> atLeast(int count) {
        List<Change> changes = new ArrayList<>();
        while (changes.size() < count) {
            Batch batch = feed.next(PATIENCE);
            assertThat(batch).as("told %s, and then nothing in 20 s", changes).isNotNull();
            if (batch != null) {
                batches.add(batch);
                changes.addAll(batch.changes());
            }
        }
        return changes;
    }

    /** Reads on to the end of the snapshot of so many resources. */
    List<Change> snapshot(int resources) {
        List<Change> changes = new ArrayList<>();
        int ended = 0;
        while (ended < resources) {
            Batch batch = feed.next(PATIENCE);
            assertThat(batch).as("the snapshot does not end").isNotNull();
            if (batch != null) {
                assertThat(batch.phase()).isEqualTo(Feed.Phase.SNAPSHOT);
                batches.add(batch);
                changes.addAll(batch.changes());
                ended += batch.last() ? 1 : 0;
            }
        }
        return changes;
    }

    /** Nothing more comes in a while. */
    void isSilent() {
        Batch batch = feed.next(Duration.ofMillis(50));
        assertThat(batch == null ? List.of() : batch.changes()).isEmpty();
    }

    List<Batch> batches() {
        return batches;
    }

    Cursor cursor() {
        return batches.getLast().cursor();
    }

    static Key keyOf(Change change) {
        return switch (change) {
            case Change.Upsert upsert -> upsert.key();
            case Change.Delete delete -> delete.key();
            case Change.Truncate _, Change.Reshaped _ ->
                    throw new AssertionError("not about one row: " + change);
        };
    }

    static long versionOf(Change change) {
        @Nullable Version version =
                switch (change) {
                    case Change.Upsert upsert -> upsert.version();
                    case Change.Delete delete -> delete.version();
                    case Change.Truncate truncate -> truncate.version();
                    case Change.Reshaped _ -> null;
                };
        return position(version);
    }

    static long position(@Nullable Version version) {
        assertThat(version).isInstanceOf(Version.Position.class);
        return version instanceof Version.Position(long value) ? value : 0;
    }
}
