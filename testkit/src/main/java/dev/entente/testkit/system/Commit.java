package dev.entente.testkit.system;

import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that a {@link FakeSystem} carried out.
 *
 * @param number counts the system's commits from 1
 * @param time when, in microseconds since the epoch
 * @param by the user's name
 * @param batch the number of Entente's batch, or 0 where a user made it
 */
public record Commit(long number, long time, String by, long batch, List<Change> changes) {
    public Commit {
        changes = List.copyOf(changes);
    }

    /** Whether Entente made it. */
    public boolean isOurs() {
        return batch > 0;
    }

    /**
     * What became of one row.
     *
     * @param former its key until then, where the key itself was changed
     * @param before null for a new row
     * @param after null for a row that is gone
     */
    public record Change(
            FakeTable table,
            Key key,
            @Nullable Key former,
            @Nullable Row before,
            @Nullable Row after) {}
}
