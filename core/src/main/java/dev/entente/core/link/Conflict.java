package dev.entente.core.link;

import dev.entente.core.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A conflict that waits for a person. What each system holds meanwhile stands in its {@link Seen}.
 *
 * @param field the field's index, or {@link #PRESENCE} for a delete against an update
 * @param base what both sides had seen, or null where there was none
 * @param ours the head's value when the conflict began
 * @param theirs the value that came in, or null for a delete
 * @param branch where {@code theirs} came from
 */
public record Conflict(
        int field, @Nullable Value base, @Nullable Value ours, @Nullable Value theirs, int branch) {

    public static final int PRESENCE = -1;
}
