package dev.entente.simulator.check;

import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Link;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Replica;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.store.Nonces;
import dev.entente.engine.store.Store;
import dev.entente.simulator.check.Ledger.Entry;
import dev.entente.simulator.history.Orders;
import dev.entente.simulator.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that must hold once a world is at rest. */
public final class Audit {
    private static final List<Integer> WHOLE =
            List.of(Orders.PATIENT, Orders.STATUS, Orders.BEST, Orders.REMARK);

    private final Orders orders;
    private final Ledger ledger;
    private final Notebook notebook;

    public Audit(Orders orders, Store store, Nonces nonces) {
        this.orders = orders;
        this.ledger = Ledger.of(orders);
        this.notebook = Notebook.of(store, orders.entity(), nonces);
    }

    /** What is wrong, with the story of the order that shows it; null where all is well. */
    public @Nullable String complaint(List<String> events) {
        if (!notebook.isWhole()) {
            return "I34: the audit trail is broken";
        }
        Set<Value> numbers = new LinkedHashSet<>(ledger.orders().keySet());
        numbers.addAll(notebook.pages().keySet());
        for (Value number : numbers) {
            String complaint = complaint(number);
            if (complaint != null) {
                return complaint + "\n" + new Story(orders, ledger, notebook, events).of(number);
            }
        }
        return null;
    }

    private @Nullable String complaint(Value number) {
        List<Entry> entries = ledger.orders().getOrDefault(number, List.of());
        List<Notebook.Page> pages = notebook.pages().getOrDefault(number, List.of());
        Row portal = orders.at(Orders.PORTAL).get(number);
        Row lab = orders.at(Orders.LAB).get(number);
        if (pages.size() > 1) {
            return "I14: one order, several links";
        }
        String settled = pages.isEmpty() ? null : unsettled(pages.getFirst().link());
        if (settled != null) {
            return settled;
        }
        if (!pages.isEmpty() && waitsForAPerson(pages.getFirst())) {
            return orders.canTell()
                    ? "R8: a write waits for a person, and its system can tell what became of it"
                    : null;
        }
        for (int system : List.of(Orders.PORTAL, Orders.LAB)) {
            if (orders.count(system) != orders.at(system).size()) {
                return "I13: an order is there twice";
            }
        }
        String difference = difference(portal, lab);
        if (difference != null) {
            return difference;
        }
        String ours = ours(entries);
        if (ours != null) {
            return ours;
        }
        String presence =
                presence(entries, pages.isEmpty() ? null : pages.getFirst(), portal != null);
        if (presence != null) {
            return presence;
        }
        if (portal != null && hadOneLife(entries)) {
            String sums = sums(entries, portal);
            if (sums != null) {
                return sums;
            }
        }
        return edits(entries, portal, pages.isEmpty() ? null : pages.getFirst());
    }

    private static @Nullable String unsettled(Link link) {
        for (Replica replica : link.replicas()) {
            if (replica.flight().unsettled() != null || !replica.flight().waiting().isEmpty()) {
                return "I2: something is on its way for ever: " + replica.flight();
            }
            if (replica.flight().found() != null) {
                return "I2: what a refused write found is never looked at: " + replica.flight();
            }
        }
        return null;
    }

    /** I1: what may have been written or not, where the system cannot tell, may need one. */
    private static boolean waitsForAPerson(Notebook.Page page) {
        return page.link().replicas().stream()
                .map(Replica::parked)
                .anyMatch(why -> why != null && why.kind() == Parked.Kind.AMBIGUOUS_WRITE);
    }

    /** I1. */
    private @Nullable String difference(@Nullable Row portal, @Nullable Row lab) {
        if (portal == null || lab == null) {
            return portal == null && lab == null ? null : "I1: there at one system only";
        }
        for (Field field : orders.entity().fields()) {
            Value here = portal.orNull(field.index());
            Value there = lab.orNull(field.index());
            Value normal = orders.entity().branches().get(Orders.LAB).normal(field).of(here);
            if (!here.equals(there) && !normal.equals(there)) {
                return "I1: they differ in %s: %s and %s".formatted(field.name(), here, there);
            }
        }
        return null;
    }

    /** I3, I10: what we write changes something, and nothing that is not ours. */
    private static @Nullable String ours(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.isOurs() && entry.internal()) {
                return "I10: we changed a column that is not mapped";
            }
            boolean nothing =
                    entry.before() != null
                            && entry.after() != null
                            && entry.before().equals(entry.after());
            if (entry.isOurs() && nothing) {
                return "I3: we wrote what was there already";
            }
        }
        long ours = entries.stream().filter(Entry::isOurs).count();
        long theirs = entries.stream().filter(entry -> !entry.isOurs()).count();
        return ours > 3 * theirs + 3
                ? "I3: %d writes of ours after %d of theirs".formatted(ours, theirs)
                : null;
    }

    /** I7, I8: gone only where somebody deleted it, and then for good. */
    private @Nullable String presence(
            List<Entry> entries, Notebook.@Nullable Page page, boolean isThere) {
        List<Entry> deletes =
                entries.stream()
                        .filter(entry -> !entry.isOurs() && entry.isDelete())
                        .filter(entry -> page != null && page.knewOfBoth(entry.time()))
                        .toList();
        if (deletes.isEmpty() && entries.stream().anyMatch(Entry::isDelete)) {
            return null; // gone before Entente knew that they are one
        }
        if (deletes.isEmpty()) {
            return isThere || entries.isEmpty() ? null : "I7: gone although nobody deleted it";
        }
        long last = deletes.getLast().time();
        boolean madeAgain =
                entries.stream()
                        .anyMatch(entry ->
                                !entry.isOurs()
                                        && entry.isInsert()
                                        && entry.time() > World.BEGINNING);
        boolean sure = orders.entity().deletes() == DeletePolicy.DELETE_WINS && !madeAgain;
        return sure && isThere ? "I8: there although it was deleted at " + last : null;
    }

    /** Whether it came into being once, and nobody ever deleted it. */
    private static boolean hadOneLife(List<Entry> entries) {
        long made = entries.stream().filter(entry -> !entry.isOurs() && entry.isInsert()).count();
        return made == 1 && entries.stream().noneMatch(Entry::isDelete);
    }

    /** I27: the stock is what it was at first and every change since, at whichever system. */
    private static @Nullable String sums(List<Entry> entries, Row now) {
        long stock = 0;
        Set<Value> added = new LinkedHashSet<>();
        Set<Value> removed = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (!entry.isOurs()) {
                stock += whole(entry.after(Orders.STOCK)) - whole(entry.before(Orders.STOCK));
                added.addAll(items(entry.after(Orders.TAGS)));
                removed.addAll(without(entry.before(Orders.TAGS), entry.after(Orders.TAGS)));
            }
        }
        if (whole(now.orNull(Orders.STOCK)) != stock) {
            return "I27: the stock is %s, and all changes come to %d"
                    .formatted(now.orNull(Orders.STOCK), stock);
        }
        added.removeAll(removed);
        List<Value> tags = items(now.orNull(Orders.TAGS));
        if (!tags.containsAll(added)) {
            return "I27: of the tags " + added + " there are " + tags;
        }
        return tags.stream().anyMatch(removed::contains)
                ? "I27: a tag is there that somebody removed: " + tags + ", removed " + removed
                : null;
    }

    /** I6: present, superseded by one who saw it, or in the journal. */
    private @Nullable String edits(
            List<Entry> entries, @Nullable Row now, Notebook.@Nullable Page page) {
        for (Entry entry : entries) {
            for (int field : WHOLE) {
                Value value = entry.after(field);
                if (!entry.isOurs() && entry.changes(field) && !value.isNull()) {
                    boolean accounted =
                            (now != null && isSame(field, value, now.orNull(field)))
                                    || isSuperseded(entries, field, value)
                                    || (page != null && isKept(page, field, value));
                    if (!accounted) {
                        return "I6: the edit %s := %s is neither present, nor superseded, nor in the journal"
                                .formatted(orders.entity().fields().get(field).name(), value);
                    }
                }
            }
        }
        return null;
    }

    private boolean isSame(int field, Value one, Value other) {
        Field what = orders.entity().fields().get(field);
        Value normal = orders.entity().branches().get(Orders.LAB).normal(what).of(one);
        return one.equals(other) || normal.equals(other);
    }

    private boolean isSuperseded(List<Entry> entries, int field, Value value) {
        for (Entry later : entries) {
            boolean over =
                    !later.isOurs()
                            && later.before() != null
                            && isSame(field, value, later.before(field))
                            && (later.isDelete() || later.changes(field));
            if (over) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKept(Notebook.Page page, int field, Value value) {
        return page.lost(field).contains(value)
                || value.equals(page.link().head().values().get(field));
    }

    private static List<Value> without(Value before, Value after) {
        List<Value> gone = new ArrayList<>(items(before));
        gone.removeAll(items(after));
        return gone;
    }

    private static List<Value> items(Value value) {
        return value instanceof Value.Items(List<Value> values) ? values : List.of();
    }

    private static long whole(Value value) {
        return value instanceof Value.Whole(long whole) ? whole : 0;
    }

    /** How many writes of ours there were, by system. */
    public Map<Value, List<Entry>> entries() {
        return ledger.orders();
    }
}
