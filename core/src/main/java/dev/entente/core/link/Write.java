package dev.entente.core.link;

import dev.entente.core.value.Key;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import org.jspecify.annotations.Nullable;

/**
 * A planned create, update or delete of a replica, conditional on what was seen there.
 *
 * @param id which write of which link this is: the same on every attempt, so it serves as
 *     idempotency key
 * @param key the record to change; for a create the key it shall have where we name it, else null
 * @param values what is sent: the patch of an update, the whole record of a create, nothing for a
 *     delete
 * @param marks the stamps of what is sent; {@code seen} takes them when it is confirmed (R10)
 * @param expected what must still be there: an update compares the fields that it sends, a delete
 *     all that were seen
 */
public record Write(
        Id id, int branch, Kind kind, @Nullable Key key, Row values, Marks marks, Seen expected) {

    /**
     * @param number counts the link's writes from 1
     */
    public record Id(LinkId link, int number) {}

    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }
}
