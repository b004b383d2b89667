package dev.entente.simulator.check;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Conflict;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the systems have the same of one record, as far as they may be made to (I1). */
public final class Agreement {
    private final Entity entity;
    private final Notebook.@Nullable Page page;

    /**
     * @param page what the engine knows of the record; null for nothing
     */
    public Agreement(Entity entity, Notebook.@Nullable Page page) {
        this.entity = entity;
        this.page = page;
    }

    /**
     * In what they differ; null where they do not.
     *
     * @param rows the record at each system, null where it is not
     */
    public @Nullable String difference(List<@Nullable Row> rows) {
        for (Branch one : entity.branches()) {
            for (Branch other : entity.branches()) {
                String difference =
                        one.index() < other.index()
                                ? difference(
                                        one, rows.get(one.index()), other, rows.get(other.index()))
                                : null;
                if (difference != null) {
                    return difference;
                }
            }
        }
        return null;
    }

    private @Nullable String difference(
            Branch one, @Nullable Row here, Branch other, @Nullable Row there) {
        if (here == null || there == null) {
            Branch without = here == null ? one : other;
            Branch having = here == null ? other : one;
            boolean mayDiffer =
                    (here == null && there == null)
                            || isAsked(Conflict.PRESENCE)
                            || !without.rights().create()
                            || !having.rights().delete();
            return mayDiffer
                    ? null
                    : "it is at %s and not at %s".formatted(having.system(), without.system());
        }
        for (Field field : entity.fields()) {
            if (isKept(one, field) && isKept(other, field) && !mayDiffer(field)) {
                Value ours = here.orNull(field.index());
                Value theirs = there.orNull(field.index());
                if (!isSame(one, other, field, ours, theirs)) {
                    return "%s and %s differ in %s: %s and %s"
                            .formatted(one.system(), other.system(), field.name(), ours, theirs);
                }
            }
        }
        return null;
    }

    private static boolean isKept(Branch branch, Field field) {
        return branch.maps(field) && branch.writes(field) && branch.rights().update();
    }

    private boolean mayDiffer(Field field) {
        return isAsked(field.index()) || (page != null && page.isNotTaken(field.index()));
    }

    private boolean isAsked(int field) {
        return page != null
                && page.link().conflicts().stream().anyMatch(open -> open.field() == field);
    }

    private static boolean isSame(Branch one, Branch other, Field field, Value ours, Value theirs) {
        return ours.equals(theirs)
                || other.normal(field).of(ours).equals(theirs)
                || one.normal(field).of(theirs).equals(ours);
    }
}
