package dev.entente.simulator.check;

import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.simulator.history.Orders;
import dev.entente.testkit.system.Commit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whatever was done to each order at any system, in the order of time. */
public record Ledger(Map<Value, List<Entry>> orders) {

    /**
     * One change of one order.
     *
     * @param before its values until then, or null where it was not there
     * @param after or null where it is gone
     * @param internal whether the column that is nobody's business but the portal's was touched
     */
    public record Entry(
            long time,
            int system,
            long commit,
            String by,
            boolean isOurs,
            @Nullable Row before,
            @Nullable Row after,
            boolean internal) {

        boolean changes(int field) {
            return after != null
                    && !after.orNull(field).equals(before == null ? null : before.orNull(field));
        }

        Value after(int field) {
            return after == null ? Value.Null.NULL : after.orNull(field);
        }

        Value before(int field) {
            return before == null ? Value.Null.NULL : before.orNull(field);
        }

        boolean isInsert() {
            return before == null;
        }

        boolean isDelete() {
            return after == null;
        }
    }

    static Ledger of(Orders orders) {
        List<Entry> all = new ArrayList<>();
        for (int system = 0; system < orders.systems().size(); system++) {
            for (Commit commit : orders.system(system).history()) {
                for (Commit.Change change : commit.changes()) {
                    all.add(entry(orders, system, commit, change));
                }
            }
        }
        all.sort(Comparator.comparingLong(Entry::time).thenComparingInt(Entry::system));
        Map<Value, List<Entry>> byNumber = new LinkedHashMap<>();
        for (Entry entry : all) {
            Row row = entry.after == null ? entry.before : entry.after;
            Value number = Objects.requireNonNull(row).orNull(Orders.NUMBER);
            byNumber.computeIfAbsent(number, _ -> new ArrayList<>()).add(entry);
        }
        return new Ledger(byNumber);
    }

    private static Entry entry(Orders orders, int system, Commit commit, Commit.Change change) {
        Row before = change.before();
        Row after = change.after();
        int internal =
                system == Orders.PORTAL
                        ? change.table().resource().columns().stream()
                                .filter(column -> column.name().equals("internal"))
                                .findFirst()
                                .orElseThrow()
                                .index()
                        : -1;
        return new Entry(
                commit.time(),
                system,
                commit.number(),
                commit.by(),
                commit.isOurs(),
                before == null ? null : orders.values(system, before),
                after == null ? null : orders.values(system, after),
                internal >= 0
                        && before != null
                        && after != null
                        && !before.orNull(internal).equals(after.orNull(internal)));
    }
}
