package dev.entente.simulator.rehearsal;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.simulator.check.Ledger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edits that go on from what was there, and of which nothing is left: a sale that another
 * overwrote. The journal has the last value of those that lost and not how many edits led to it,
 * and nothing at all where two took one from the same number: so it is seen from the systems.
 */
final class Losses {
    private final Entity entity;
    private final Field field;
    private final List<@Nullable Row> rows = new ArrayList<>();
    private final long[] undelivered;
    private final long[] edited;
    private long lost;
    private long untimely;

    private Losses(Entity entity, Field field) {
        this.entity = entity;
        this.field = field;
        this.undelivered = new long[entity.branches().size()];
        this.edited = new long[entity.branches().size()];
        entity.branches().forEach(_ -> rows.add(null));
    }

    /**
     * Of one field of one record.
     *
     * @param from edits before do not count
     */
    static Losses of(Entity entity, Field field, List<Ledger.Entry> entries, long from) {
        Losses losses = new Losses(entity, field);
        for (Ledger.Entry entry : entries) {
            losses.take(entry, entry.time() >= from);
        }
        return losses;
    }

    /** How many edits were lost. */
    long lost() {
        return lost;
    }

    /** How often an edit was overwritten by one that was earlier. */
    long untimely() {
        return untimely;
    }

    private void take(Ledger.Entry entry, boolean counts) {
        int here = entry.branch();
        boolean edits = !entry.isInsert() && entry.changes(field.index());
        Row _ = rows.set(here, entry.after());
        if (!edits) {
            undelivered[here] = entry.isInsert() || entry.isDelete() ? 0 : undelivered[here];
        } else if (!entry.isOurs()) {
            undelivered[here] += counts ? 1 : 0;
            edited[here] = entry.time();
        } else {
            lost += undelivered[here];
            delivered(here, entry.after(field.index()));
            undelivered[here] = 0;
        }
    }

    /** Whoever has the value that was written here, has been heard. */
    private void delivered(int here, Value value) {
        Branch branch = entity.branches().get(here);
        for (Branch other : entity.branches()) {
            Row row = rows.get(other.index());
            Value theirs = row == null ? null : row.orNull(field.index());
            boolean same =
                    theirs != null
                            && (theirs.equals(value)
                                    || branch.normal(field).of(theirs).equals(value));
            if (other.index() != here && same) {
                boolean earlier = edited[other.index()] < edited[here];
                untimely +=
                        undelivered[here] > 0 && undelivered[other.index()] > 0 && earlier ? 1 : 0;
                undelivered[other.index()] = 0;
            }
        }
    }
}
