package dev.entente.engine.reconcile;

import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.engine.translate.Noticed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source transaction changed, or a piece of one that is too long, or of the first load.
 *
 * @param cursor from where to go on once it is durable, or null
 * @param loaded whether the first load of the system ends here
 * @param observed when the first of it was read
 */
record Transaction(
        int system,
        Feed.Phase phase,
        List<Noticed> notices,
        @Nullable Cursor cursor,
        boolean loaded,
        long observed) {}
