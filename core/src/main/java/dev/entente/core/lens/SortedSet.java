package dev.entente.core.lens;

import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A list at the system as a set: its order and what occurs twice mean nothing. */
public record SortedSet(Form element) implements Form {

    @Override
    public Value get(Value nativeValue) {
        if (!(nativeValue instanceof Value.Items(List<Value> values))) {
            return nonList(nativeValue);
        }
        Set<Value> sorted = new TreeSet<>(ValueOrder.INSTANCE);
        for (Value value : values) {
            sorted.add(element.get(value));
        }
        return new Value.Items(List.copyOf(sorted));
    }

    @Override
    public Value put(Value canonical) {
        if (!(canonical instanceof Value.Items(List<Value> values))) {
            return nonList(canonical);
        }
        return new Value.Items(values.stream().map(element::put).toList());
    }

    /** What stays keeps its place; what is new comes at the end. */
    @Override
    public Value put(Value canonical, Value residue) {
        if (!(residue instanceof Value.Items(List<Value> old))
                || !(canonical instanceof Value.Items(List<Value> values))) {
            return put(canonical);
        }
        if (get(residue).equals(canonical)) {
            return residue;
        }
        Set<Value> open = new LinkedHashSet<>(values);
        List<Value> next = new ArrayList<>();
        for (Value value : old) {
            if (open.remove(element.get(value))) {
                next.add(value);
            }
        }
        for (Value value : open) {
            next.add(element.put(value));
        }
        return new Value.Items(next);
    }

    private static Value nonList(Value value) {
        if (value.isNull()) {
            return value;
        }
        throw new NoForm("is not a list");
    }

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        return "a set, whatever its order" + (element == Same.SAME ? "" : ": " + element.words());
    }
}
