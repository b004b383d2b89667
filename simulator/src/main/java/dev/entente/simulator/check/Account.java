package dev.entente.simulator.check;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.simulator.check.Ledger.Entry;
import dev.entente.simulator.world.World;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What everybody did to one record, reckoned up against what is there in the end. */
final class Account {
    private final Entity entity;
    private final List<Entry> entries;
    private final Notebook.@Nullable Page page;

    Account(Entity entity, List<Entry> entries, Notebook.@Nullable Page page) {
        this.entity = entity;
        this.entries = entries;
        this.page = page;
    }

    /**
     * @param rows the record at each system in the end
     */
    @Nullable Breach breach(List<@Nullable Row> rows) {
        Row now = rows.stream().filter(Objects::nonNull).findFirst().orElse(null);
        Breach ours = ours();
        if (ours != null) {
            return ours;
        }
        Breach presence = presence(now != null);
        if (presence != null) {
            return presence;
        }
        if (now != null && hadOneLife()) {
            Breach sums = sums(rows);
            if (sums != null) {
                return sums;
            }
        }
        return edits(rows);
    }

    /** I3, I10: what we write changes something, and nothing that is not ours. */
    private @Nullable Breach ours() {
        for (Entry entry : entries) {
            if (entry.isOurs() && entry.unmapped()) {
                return Breach.of(Invariant.I10, "we changed a column that is not mapped");
            }
            boolean nothing =
                    entry.before() != null
                            && entry.after() != null
                            && entry.before().equals(entry.after());
            if (entry.isOurs() && nothing) {
                return Breach.of(Invariant.I3, "we wrote what was there already");
            }
        }
        long ours = entries.stream().filter(Entry::isOurs).count();
        long theirs = entries.stream().filter(entry -> !entry.isOurs()).count();
        long others = entity.branches().size() - 1L;
        return ours > 3 * others * (theirs + 1)
                ? Breach.of(
                        Invariant.I3,
                        "%d writes of ours after %d of theirs".formatted(ours, theirs))
                : null;
    }

    /** I7, I8: gone only where somebody deleted it, and then for good. */
    private @Nullable Breach presence(boolean isThere) {
        List<Entry> deletes =
                entries.stream()
                        .filter(entry -> !entry.isOurs() && entry.isDelete())
                        .filter(entry -> page != null && page.knewOfAll(entry.time()))
                        .toList();
        if (deletes.isEmpty() && entries.stream().anyMatch(Entry::isDelete)) {
            return null; // gone before Entente knew that they are one
        }
        if (deletes.isEmpty()) {
            return isThere || entries.isEmpty()
                    ? null
                    : Breach.of(Invariant.I7, "gone although nobody deleted it");
        }
        long last = deletes.getLast().time();
        boolean madeAgain =
                entries.stream()
                        .anyMatch(entry ->
                                !entry.isOurs()
                                        && entry.isInsert()
                                        && entry.time() > World.BEGINNING);
        boolean sure =
                entity.deletes() == DeletePolicy.DELETE_WINS && !madeAgain && mayDeleteAnywhere();
        return sure && isThere
                ? Breach.of(Invariant.I8, "there although it was deleted at " + World.clock(last))
                : null;
    }

    private boolean mayDeleteAnywhere() {
        return entity.branches().stream().allMatch(branch -> branch.rights().delete());
    }

    /** Whether it came into being once, and nobody ever deleted it. */
    private boolean hadOneLife() {
        long made = entries.stream().filter(entry -> !entry.isOurs() && entry.isInsert()).count();
        return made == 1 && entries.stream().noneMatch(Entry::isDelete);
    }

    /** I27: a number is what it was at first and every change since, at whichever system. */
    private @Nullable Breach sums(List<@Nullable Row> rows) {
        for (Field field : entity.fields()) {
            Row now = rowOf(field, rows);
            Breach breach =
                    now == null
                            ? null
                            : switch (field.policy()) {
                                case Policy.Counter _ -> sum(field, now.orNull(field.index()));
                                case Policy.SetMerge _ -> set(field, now.orNull(field.index()));
                                default -> null;
                            };
            if (breach != null) {
                return breach;
            }
        }
        return null;
    }

    /** The record at a system that takes whatever the field comes to. */
    private @Nullable Row rowOf(Field field, List<@Nullable Row> rows) {
        boolean everywhere =
                entity.branches().stream()
                        .filter(branch -> branch.maps(field))
                        .allMatch(branch -> branch.writes(field) && branch.rights().update());
        if (!everywhere || (page != null && page.isNotTaken(field.index()))) {
            return null;
        }
        for (Branch branch : entity.branches()) {
            Row row = rows.get(branch.index());
            if (branch.maps(field) && row != null) {
                return row;
            }
        }
        return null;
    }

    private @Nullable Breach sum(Field field, Value now) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Entry entry : entries) {
            if (!entry.isOurs() && !entry.isDelete()) {
                sum = sum.add(number(entry.after(field.index())));
                sum = sum.subtract(number(entry.before(field.index())));
            }
        }
        return number(now).compareTo(sum) == 0
                ? null
                : Breach.of(
                        Invariant.I27,
                        "`%s` is %s, and all changes come to %s"
                                .formatted(field.name(), number(now), sum));
    }

    private @Nullable Breach set(Field field, Value now) {
        Set<Value> added = new LinkedHashSet<>();
        Set<Value> removed = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (!entry.isOurs() && !entry.isDelete()) {
                added.addAll(items(entry.after(field.index())));
                removed.addAll(without(entry.before(field.index()), entry.after(field.index())));
            }
        }
        added.removeAll(removed);
        List<Value> there = items(now);
        if (!there.containsAll(added)) {
            return Breach.of(
                    Invariant.I27,
                    "of `%s` there should be %s, and there is %s"
                            .formatted(field.name(), added, there));
        }
        if (page != null) { // R8 (c): a set adds again
            page.inDoubt(field.index()).forEach(sent -> removed.removeAll(items(sent)));
        }
        return there.stream().anyMatch(removed::contains)
                ? Breach.of(
                        Invariant.I27,
                        "of `%s` something is there that somebody removed: %s, removed %s"
                                .formatted(field.name(), there, removed))
                : null;
    }

    /** I6: present, superseded by one who saw it, or in the journal. */
    private @Nullable Breach edits(List<@Nullable Row> rows) {
        for (Field field : entity.fields()) {
            if (!isWhole(field)) {
                continue;
            }
            int i = field.index();
            for (Entry entry : entries) {
                Value value = entry.after(i);
                if (!entry.isOurs() && entry.changes(i) && !value.isNull()) {
                    boolean accounted =
                            rows.stream()
                                            .filter(Objects::nonNull)
                                            .anyMatch(row -> isSame(field, value, row.orNull(i)))
                                    || isSuperseded(field, value)
                                    || (page != null && isKept(field, value));
                    if (!accounted) {
                        return Breach.of(
                                Invariant.I6,
                                "the edit %s := %s is neither present, nor superseded, nor in the journal"
                                        .formatted(field.name(), value));
                    }
                }
            }
        }
        return null;
    }

    /** Whether an edit gives the field as a whole, and is told apart from others by its value. */
    private boolean isWhole(Field field) {
        boolean fresh = field.type() instanceof Type.Scalar scalar && scalar != Type.Scalar.BOOLEAN;
        boolean matched = entity.matches().getFirst().contains(field);
        return field.policy().takesWhole() && fresh && !matched;
    }

    private boolean isSame(Field field, Value one, Value other) {
        return one.equals(other)
                || entity.branches().stream()
                        .anyMatch(branch -> branch.normal(field).of(one).equals(other));
    }

    private boolean isSuperseded(Field field, Value value) {
        for (Entry later : entries) {
            boolean over =
                    !later.isOurs()
                            && later.before() != null
                            && isSame(field, value, later.before(field.index()))
                            && (later.isDelete() || later.changes(field.index()));
            if (over) {
                return true;
            }
        }
        return false;
    }

    private boolean isKept(Field field, Value value) {
        Notebook.Page known = Objects.requireNonNull(page);
        return known.lost(field.index()).contains(value)
                || value.equals(known.link().head().values().get(field.index()));
    }

    private static List<Value> without(Value before, Value after) {
        List<Value> gone = new ArrayList<>(items(before));
        gone.removeAll(items(after));
        return gone;
    }

    private static List<Value> items(Value value) {
        return value instanceof Value.Items(List<Value> values) ? values : List.of();
    }

    private static BigDecimal number(Value value) {
        return switch (value) {
            case Value.Whole(long whole) -> BigDecimal.valueOf(whole);
            case Value.Decimal(BigDecimal decimal) -> decimal;
            default -> BigDecimal.ZERO;
        };
    }
}
