package dev.entente.core.link;

import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The canonical record that all systems should agree on.
 *
 * @param values whole also under a tombstone, so that the record can be restored (R17)
 * @param marks when each field was last edited
 * @param tombstone set where the record is agreed to be gone
 */
public record Head(Row values, Marks marks, @Nullable Tombstone tombstone) {

    public static Head empty(int width) {
        return new Head(Row.empty(width), Marks.none(width), null);
    }

    public boolean isDeleted() {
        return tombstone != null;
    }

    public Head withTombstone(@Nullable Tombstone next) {
        return new Head(values, marks, next);
    }

    /**
     * The record is gone.
     *
     * @param branch the system where it was deleted; only the fields mapped there contradict the
     *     delete (R17)
     */
    public record Tombstone(int branch, Stamp at) {}
}
