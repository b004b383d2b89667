package dev.entente.core.link;

import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;

/**
 * What was last observed at a system, in canonical form: the merge base of that branch. Set only
 * from what was observed (I21).
 *
 * @param values an absent cell is unknown, not null (R22)
 * @param marks when each value was edited, as the trunk knew it then (R10)
 * @param paired where a cell is here, the system was sent this and holds {@code values}' cell
 *     instead, in its normal form: no difference until either side changes (R2, R7)
 * @param residue the native values of fields whose lens loses information, so that what is written
 *     and compared is what was there; in the same cells as {@code values}
 * @param version as of this reading
 */
public record Seen(Row values, Marks marks, Row paired, Row residue, Version version) {

    public static Seen nothing(int width) {
        return new Seen(
                Row.empty(width),
                Marks.none(width),
                Row.empty(width),
                Row.empty(width),
                Version.None.NONE);
    }

    public Seen withVersion(Version next) {
        return new Seen(values, marks, paired, residue, next);
    }
}
