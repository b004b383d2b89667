package dev.entente.core.value;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A total order over all values: by meaning within a kind (numbers of both kinds together), by kind
 * across kinds. It is what {@code min} and {@code max} compare by, and the order in which the
 * elements of a set are kept.
 */
public final class ValueOrder implements Comparator<Value> {

    public static final ValueOrder INSTANCE = new ValueOrder();

    private ValueOrder() {}

    @Override
    public int compare(Value left, Value right) {
        int byKind = Integer.compare(rank(left), rank(right));
        return byKind != 0 ? byKind : withinKind(left, right);
    }

    private int withinKind(Value left, Value right) {
        return switch (left) {
            case Value.Null _ -> 0;
            case Value.Bool a -> Boolean.compare(a.value(), ((Value.Bool) right).value());
            case Value.Whole a when right instanceof Value.Whole b ->
                    Long.compare(a.value(), b.value());
            case Value.Whole _, Value.Decimal _ -> number(left).compareTo(number(right));
            case Value.Text a -> a.value().compareTo(((Value.Text) right).value());
            case Value.Bytes a ->
                    java.util.Arrays.compareUnsigned(a.value(), ((Value.Bytes) right).value());
            case Value.Day a -> a.value().compareTo(((Value.Day) right).value());
            case Value.Clock a -> a.value().compareTo(((Value.Clock) right).value());
            case Value.LocalMoment a -> a.value().compareTo(((Value.LocalMoment) right).value());
            case Value.Moment a -> a.value().compareTo(((Value.Moment) right).value());
            case Value.Uuid a -> a.value().compareTo(((Value.Uuid) right).value());
            case Value.Items a -> compareAll(a.values(), ((Value.Items) right).values());
            case Value.Struct a -> compareFields(a.fields(), ((Value.Struct) right).fields());
        };
    }

    private int compareAll(List<Value> left, List<Value> right) {
        Iterator<Value> others = right.iterator();
        for (Value value : left) {
            if (!others.hasNext()) {
                return 1;
            }
            int order = compare(value, others.next());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private int compareFields(Map<String, Value> left, Map<String, Value> right) {
        TreeMap<String, Value> mine = new TreeMap<>(left);
        TreeMap<String, Value> theirs = new TreeMap<>(right);
        int names = String.join("\0", mine.keySet()).compareTo(String.join("\0", theirs.keySet()));
        return names != 0
                ? names
                : compareAll(List.copyOf(mine.values()), List.copyOf(theirs.values()));
    }

    private static java.math.BigDecimal number(Value value) {
        return value instanceof Value.Whole whole
                ? java.math.BigDecimal.valueOf(whole.value())
                : ((Value.Decimal) value).value();
    }

    private static int rank(Value value) {
        return switch (value) {
            case Value.Null _ -> 0;
            case Value.Bool _ -> 1;
            case Value.Whole _, Value.Decimal _ -> 2;
            case Value.Text _ -> 3;
            case Value.Bytes _ -> 4;
            case Value.Day _ -> 5;
            case Value.Clock _ -> 6;
            case Value.LocalMoment _ -> 7;
            case Value.Moment _ -> 8;
            case Value.Uuid _ -> 9;
            case Value.Items _ -> 10;
            case Value.Struct _ -> 11;
        };
    }
}
