package dev.entente.simulator.check;

import dev.entente.core.lens.Lens;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.simulator.scene.Name;
import dev.entente.simulator.scene.Scene;
import dev.entente.testkit.system.Commit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whatever was done to each record at any system, in the order of time. */
public record Ledger(Map<Name, List<Entry>> records) {

    /**
     * One change of one record.
     *
     * @param branch the system, by its index among those that keep the entity
     * @param before its values until then, or null where it was not there
     * @param after or null where it is gone
     * @param unmapped whether a column was touched that is nobody's business but the system's
     */
    public record Entry(
            long time,
            int branch,
            long commit,
            String by,
            boolean isOurs,
            @Nullable Row before,
            @Nullable Row after,
            boolean unmapped) {

        public boolean changes(int field) {
            return after != null
                    && !after.orNull(field).equals(before == null ? null : before.orNull(field));
        }

        public Value after(int field) {
            return after == null ? Value.Null.NULL : after.orNull(field);
        }

        public Value before(int field) {
            return before == null ? Value.Null.NULL : before.orNull(field);
        }

        public boolean isInsert() {
            return before == null;
        }

        public boolean isDelete() {
            return after == null;
        }
    }

    public static Ledger of(Scene scene) {
        List<Named> all = new ArrayList<>();
        for (EntityBinding entity : scene.sync().entities()) {
            for (Placement place : entity.placements()) {
                collect(scene, entity, place, all);
            }
        }
        all.sort(
                Comparator.<Named>comparingLong(named -> named.entry.time)
                        .thenComparingInt(named -> named.entry.branch));
        Map<Name, List<Entry>> records = new LinkedHashMap<>();
        for (Named named : all) {
            records.computeIfAbsent(named.name, _ -> new ArrayList<>()).add(named.entry);
        }
        return new Ledger(records);
    }

    private record Named(Name name, Entry entry) {}

    private static void collect(
            Scene scene, EntityBinding entity, Placement place, List<Named> all) {
        Set<Integer> mapped =
                place.mapping().lenses().stream()
                        .flatMap(lens -> Lens.columns(lens).stream())
                        .collect(Collectors.toSet());
        List<Integer> unmapped =
                place.resource().columns().stream()
                        .filter(column -> !column.generated() && !mapped.contains(column.index()))
                        .map(column -> column.index())
                        .toList();
        for (Commit commit : scene.system(place).history()) {
            for (Commit.Change change : commit.changes()) {
                if (change.table().resource().equals(place.resource())) {
                    Entry entry = entry(place, commit, change, unmapped);
                    Row row = entry.after == null ? entry.before : entry.after;
                    all.add(new Named(Scene.name(entity, Objects.requireNonNull(row)), entry));
                }
            }
        }
    }

    private static Entry entry(
            Placement place, Commit commit, Commit.Change change, List<Integer> unmapped) {
        Row before = change.before();
        Row after = change.after();
        boolean touched =
                before != null
                        && after != null
                        && unmapped.stream()
                                .anyMatch(i -> !before.orNull(i).equals(after.orNull(i)));
        return new Entry(
                commit.time(),
                place.branch().index(),
                commit.number(),
                commit.by(),
                commit.isOurs(),
                before == null ? null : place.mapping().read(before).values(),
                after == null ? null : place.mapping().read(after).values(),
                touched);
    }

    public List<Entry> of(Name name) {
        return records.getOrDefault(name, List.of());
    }
}
