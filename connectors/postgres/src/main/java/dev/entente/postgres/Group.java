package dev.entente.postgres;

import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes that go over in one statement: alike, and none to a row that another one writes, too. */
final class Group {
    private static final long HEAVY = 4 << 20;

    private final Likeness likeness;
    private final List<Member> members = new ArrayList<>();
    private final Set<Key> keys = new HashSet<>();
    private long weight;

    /**
     * One of the writes.
     *
     * @param index its place in the batch
     */
    record Member(int index, Item item) {

        /** The key that it names, or null where the system makes it. */
        @Nullable Key key(Table table) {
            return switch (item) {
                case Item.Create create -> table.keyOf(create.row());
                case Item.Update update -> update.key();
                case Item.Delete delete -> delete.key();
            };
        }

        Row sent() {
            return switch (item) {
                case Item.Create create -> create.row();
                case Item.Update update -> update.patch();
                case Item.Delete delete -> Row.empty(delete.expected().width());
            };
        }

        Row compared() {
            return switch (item) {
                case Item.Create create -> Row.empty(create.row().width());
                case Item.Update update -> update.expected();
                case Item.Delete delete -> delete.expected();
            };
        }
    }

    Group(Likeness likeness) {
        this.likeness = likeness;
    }

    static Group of(Likeness likeness, List<Member> members) {
        Group group = new Group(likeness);
        group.members.addAll(members);
        return group;
    }

    Likeness likeness() {
        return likeness;
    }

    Table table() {
        return likeness.table();
    }

    List<Member> members() {
        return members;
    }

    int size() {
        return members.size();
    }

    /** What identifies the rows that a write concerns, as far as it is known before. */
    static List<Key> touched(Likeness likeness, Member member) {
        List<Key> touched = new ArrayList<>(2);
        Key key = member.key(likeness.table());
        if (key != null) {
            touched.add(key);
        }
        if (likeness.verb() == Likeness.Verb.UPDATE) {
            Key moved = likeness.table().keyOf(overlaid(likeness.table(), member));
            if (moved != null && !moved.equals(key)) {
                touched.add(moved);
            }
        }
        if (!likeness.natural().isEmpty()) {
            List<Value> parts = new ArrayList<>();
            likeness.natural().forEach(column -> parts.add(member.sent().orNull(column)));
            touched.add(new Key(List.of(new Value.Items(parts))));
        }
        return touched;
    }

    /** The key cells as they will be after an update. */
    private static Row overlaid(Table table, Member member) {
        Row row = member.sent();
        Key key = member.key(table);
        List<Integer> columns = table.resource().key();
        for (int i = 0; key != null && i < columns.size(); i++) {
            if (!row.has(columns.get(i))) {
                row = row.with(columns.get(i), key.parts().get(i));
            }
        }
        return row;
    }

    boolean concerns(List<Key> touched) {
        return touched.stream().anyMatch(keys::contains);
    }

    void add(Member member, List<Key> touched) {
        members.add(member);
        keys.addAll(touched);
        weight += weight(member.sent()) + weight(member.compared());
    }

    /** Whether so much goes over already that more had better go by another statement. */
    boolean isFull() {
        return weight > HEAVY;
    }

    private static long weight(Row row) {
        long weight = 0;
        for (int i = 0; i < row.width(); i++) {
            Value value = row.get(i);
            weight += value == null ? 0 : weight(value);
        }
        return weight;
    }

    /** About how many characters a value takes. */
    private static long weight(Value value) {
        return switch (value) {
            case Value.Text text -> text.value().length();
            case Value.Bytes bytes -> 2L * bytes.value().length;
            case Value.Items items -> items.values().stream().mapToLong(Group::weight).sum();
            case Value.Struct struct ->
                    struct.fields().entrySet().stream()
                            .mapToLong(field -> field.getKey().length() + weight(field.getValue()))
                            .sum();
            case Value.Null _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Decimal _,
                    Value.Day _,
                    Value.Clock _,
                    Value.LocalMoment _,
                    Value.Moment _,
                    Value.Uuid _ ->
                    16;
        };
    }

    /** Rows are locked in the order of their keys, as far as it is ours to say. */
    void sort() {
        if (likeness.verb() == Likeness.Verb.CREATE) {
            return;
        }
        members.sort(Comparator.comparing(this::keyValue, ValueOrder.INSTANCE));
    }

    private Value keyValue(Member member) {
        Key key = member.key(table());
        if (key == null) {
            return Value.Null.NULL;
        }
        return key.parts().size() == 1 ? key.parts().getFirst() : new Value.Items(key.parts());
    }

    /** The first half and the rest. */
    List<Group> halves() {
        int middle = members.size() / 2;
        return List.of(
                of(likeness, members.subList(0, middle)),
                of(likeness, members.subList(middle, members.size())));
    }
}
