package dev.entente.core.merge;

import dev.entente.core.entity.Field;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One field of one system differs from what was seen there.
 *
 * @param branch the system
 * @param base what its author had seen, with its mark; no value where there is no base (R6, R22)
 * @param head what all should agree on until now
 * @param headIsBase whether the two are equal, or joined by a pair of the system (R7)
 * @param stamp of the edit, later than the base's
 */
public record Edit(
        Field field,
        int branch,
        Cell base,
        Cell head,
        boolean headIsBase,
        Value incoming,
        Stamp stamp) {

    /**
     * @param value null where nothing is known
     */
    public record Cell(@Nullable Value value, Mark mark) {}
}
