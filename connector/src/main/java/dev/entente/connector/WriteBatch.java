package dev.entente.connector;

import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes that belong together: what one source transaction led to, cut where it is too long.
 *
 * @param number grows with every batch for this system, over restarts, and is durable before it is
 *     sent
 */
public record WriteBatch(long number, List<Item> items) {

    public WriteBatch {
        items = List.copyOf(items);
    }

    /** One conditional write. */
    public sealed interface Item {
        Resource resource();

        /**
         * Makes a record.
         *
         * @param token the same on every attempt, for systems that honour idempotency keys
         * @param row an absent cell is left to the system's default
         * @param natural columns that identify the record beside its key: found there, the create
         *     is refused with what was found
         */
        record Create(Resource resource, String token, Row row, List<Integer> natural)
                implements Item {
            public Create {
                natural = List.copyOf(natural);
            }
        }

        /**
         * Changes a record, if the cells of {@code expected} are still so. Only the cells of {@code
         * patch} are touched.
         *
         * @param expected cells to compare; an absent one is not compared
         */
        record Update(Resource resource, String token, Key key, Row patch, Row expected)
                implements Item {}

        /** Deletes a record, if the cells of {@code expected} are still so. */
        record Delete(Resource resource, String token, Key key, Row expected) implements Item {}
    }

    /** The key of an item that has one. */
    public static @Nullable Key keyOf(Item item) {
        return switch (item) {
            case Item.Create _ -> null;
            case Item.Update update -> update.key();
            case Item.Delete delete -> delete.key();
        };
    }
}
