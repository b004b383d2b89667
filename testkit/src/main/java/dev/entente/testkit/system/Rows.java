package dev.entente.testkit.system;

import dev.entente.connector.Resource;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows of one table, and what keeps them in order. */
final class Rows {
    private static final Comparator<Key> BY_PARTS =
            (one, other) ->
                    ValueOrder.INSTANCE.compare(
                            new Value.Items(one.parts()), new Value.Items(other.parts()));

    /** A row that breaks a constraint, in the words of a database. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private Broken(String message) {
            super(message);
        }
    }

    private final FakeTable table;
    private final NavigableMap<Key, Row> rows = new TreeMap<>(BY_PARTS);
    private long lastSerial;

    Rows(FakeTable table) {
        this.table = table;
    }

    FakeTable table() {
        return table;
    }

    @Nullable Row get(Key key) {
        return rows.get(key);
    }

    NavigableMap<Key, Row> all() {
        return rows;
    }

    Key keyOf(Row row) {
        return new Key(table.resource().key().stream().map(row::orNull).toList());
    }

    /** A whole row as the table makes it of what is given for a new one. */
    Row made(Row given) {
        @Nullable Value[] cells = given.cells();
        for (Resource.Column column : table.resource().columns()) {
            int i = column.index();
            if (cells[i] == null) {
                cells[i] =
                        isCounted(column)
                                ? next(column)
                                : table.defaults().getOrDefault(i, Value.Null.NULL);
            }
        }
        return written(null, Row.owning(cells));
    }

    /** A part of the key that the table itself gives a value. */
    private boolean isCounted(Resource.Column column) {
        return (column.generated() || column.defaulted())
                && table.resource().key().contains(column.index())
                && !table.defaults().containsKey(column.index());
    }

    /** The next value that no row has for its key. */
    private Value next(Resource.Column column) {
        Value next;
        do {
            long serial = ++lastSerial;
            next =
                    switch (column.kind()) {
                        case DECIMAL -> Value.of(BigDecimal.valueOf(serial));
                        case TEXT -> Value.of("key " + serial);
                        case UUID -> new Value.Uuid(new UUID(0x4000L, Long.MIN_VALUE | serial));
                        default -> Value.of(serial);
                    };
        } while (rows.containsKey(new Key(List.of(next))));
        return next;
    }

    Row changed(Row before, Row patch) {
        return written(before, before.overlaidWith(patch));
    }

    private Row written(@Nullable Row before, Row row) {
        Row after = row;
        for (FakeTable.Trigger trigger : table.triggers()) {
            after = trigger.on(before, after);
        }
        for (Map.Entry<Integer, UnaryOperator<Value>> form : table.forms().entrySet()) {
            int i = form.getKey();
            after = after.with(i, form.getValue().apply(after.orNull(i)));
        }
        return after;
    }

    /**
     * @param former the key of the row that this one replaces, or null
     */
    void check(Row row, @Nullable Key former) throws Broken {
        for (Resource.Column column : table.resource().columns()) {
            Value value = row.orNull(column.index());
            if (value.isNull() && !column.nullable()) {
                throw new Broken(
                        "null value in column \"%s\" of \"%s\" violates not-null constraint"
                                .formatted(column.name(), table.name()));
            }
            isOfKind(column, value);
            String complaint = Room.complaint(column.typeName(), value);
            if (complaint != null) {
                throw new Broken(complaint);
            }
        }
        Key key = keyOf(row);
        if (!key.equals(former) && rows.containsKey(key)) {
            throw new Broken("duplicate key %s in \"%s\"".formatted(key.parts(), table.name()));
        }
        for (List<Integer> unique : table.resource().uniques()) {
            Key other = find(row, unique);
            if (other != null && !other.equals(former)) {
                throw new Broken(
                        "duplicate value violates unique constraint on \"%s\" of \"%s\""
                                .formatted(
                                        table.resource().columns().get(unique.getFirst()).name(),
                                        table.name()));
            }
        }
    }

    /** The key of the row that has the same in these columns; null is like nothing. */
    @Nullable Key find(Row row, List<Integer> columns) {
        if (columns.isEmpty() || columns.stream().anyMatch(i -> row.orNull(i).isNull())) {
            return null;
        }
        for (Map.Entry<Key, Row> entry : rows.entrySet()) {
            Row there = entry.getValue();
            if (columns.stream().allMatch(i -> Objects.equals(there.get(i), row.get(i)))) {
                return entry.getKey();
            }
        }
        return null;
    }

    void put(Key key, Row row) {
        rows.put(key, row);
    }

    void remove(Key key) {
        rows.remove(key);
    }

    /** A value of another kind than its column's never comes from a sound mapping. */
    private static void isOfKind(Resource.Column column, Value value) {
        boolean sound =
                value.isNull()
                        || switch (column.kind()) {
                            case BOOL -> value instanceof Value.Bool;
                            case WHOLE -> value instanceof Value.Whole;
                            case DECIMAL -> value instanceof Value.Decimal;
                            case TEXT -> value instanceof Value.Text;
                            case BYTES -> value instanceof Value.Bytes;
                            case DAY -> value instanceof Value.Day;
                            case CLOCK -> value instanceof Value.Clock;
                            case LOCAL_MOMENT -> value instanceof Value.LocalMoment;
                            case MOMENT -> value instanceof Value.Moment;
                            case UUID -> value instanceof Value.Uuid;
                            case ITEMS -> value instanceof Value.Items;
                            case JSON -> true;
                            case UNMAPPABLE -> false;
                        };
        if (!sound) {
            throw new IllegalArgumentException(
                    "column \"%s\" holds %s, not %s"
                            .formatted(column.name(), column.kind(), value));
        }
    }

    List<Map.Entry<Key, Row>> page(@Nullable Key after, int most) {
        NavigableMap<Key, Row> rest = after == null ? rows : rows.tailMap(after, false);
        List<Map.Entry<Key, Row>> page = new ArrayList<>();
        for (Map.Entry<Key, Row> entry : rest.entrySet()) {
            if (page.size() == most) {
                break;
            }
            page.add(Map.entry(entry.getKey(), entry.getValue()));
        }
        return page;
    }
}
