package dev.entente.core.merge;

import dev.entente.core.value.Mark;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets and lists by key, merged element by element (R18). Whether an element is there is a
 * last-writer-wins boolean of its own; within an element of a list so is the value of each field.
 * An element that is removed is gone with whatever was changed in it by somebody who had not seen
 * that. For a set the element is its own key and has no fields.
 *
 * <p>Source: the LWW-element-set of Shapiro et al., "A comprehensive study of convergent and
 * commutative replicated data types" (2011), with the stamps of R10 for its times.
 */
final class ElementMerge {

    private final Edit edit;
    private final Map<Value, Value> base;
    private final Map<Value, Value> head;
    private final Map<Value, Value> incoming;
    private final Mark.Elements baseMark;
    private final Mark.Elements headMark;
    private final Map<Value, Value> result;
    private final Map<Value, Stamp> resultStamps;
    private final Map<Value, Stamp> seenStamps;
    private boolean headPrevailed;
    private boolean incomingPrevailed;

    private ElementMerge(
            Edit edit, Map<Value, Value> base, Map<Value, Value> head, Map<Value, Value> incoming) {
        this.edit = edit;
        this.base = base;
        this.head = head;
        this.incoming = incoming;
        this.baseMark = elements(edit.base().mark());
        this.headMark = elements(edit.head().mark());
        this.result = new LinkedHashMap<>(head);
        this.resultStamps = new HashMap<>(headMark.stamps());
        this.seenStamps = new HashMap<>(baseMark.stamps());
    }

    static Merged ofSet(Edit edit, Value head) {
        ElementMerge merge =
                new ElementMerge(
                        edit, asSet(edit.base().value()), asSet(head), asSet(edit.incoming()));
        return merge.merged(true);
    }

    /**
     * A list in which a key occurs twice has no elements to speak of: it is taken whole, the later
     * one winning.
     */
    static Merged ofList(Edit edit, Value head, String key) {
        Map<Value, Value> base = asList(edit.base().value(), key);
        Map<Value, Value> ours = asList(head, key);
        Map<Value, Value> theirs = asList(edit.incoming(), key);
        if (base == null || ours == null || theirs == null) {
            boolean takes =
                    Merge.isFastForward(edit) || edit.stamp().isAfter(edit.head().mark().latest());
            return takes
                    ? new Merged(edit.incoming(), edit.stamp(), edit.stamp(), Rule.INCOMING_WON)
                    : new Merged(head, edit.head().mark(), edit.stamp(), Rule.HEAD_WON);
        }
        return new ElementMerge(edit, base, ours, theirs).merged(false);
    }

    private Merged merged(boolean sorted) {
        Set<Value> named = new LinkedHashSet<>(incoming.keySet());
        named.addAll(base.keySet());
        for (Value element : named) {
            Value before = base.get(element);
            Value after = incoming.get(element);
            if (!Objects.equals(before, after) || edit.base().value() == null) {
                take(element, before, after);
            }
        }
        Mark mark = new Mark.Elements(headMark.floor(), resultStamps);
        Mark seen = new Mark.Elements(baseMark.floor(), seenStamps);
        if (!headPrevailed && Merge.isFastForward(edit)) {
            return new Merged(edit.incoming(), mark, seen, Rule.FAST_FORWARD);
        }
        Value value = value(sorted);
        return new Merged(value, mark, seen, rule(value));
    }

    private Value value(boolean sorted) {
        if (result.isEmpty() && edit.incoming().isNull()) {
            return edit.incoming();
        }
        List<Value> values = new ArrayList<>(result.values());
        if (sorted) {
            values.sort(ValueOrder.INSTANCE);
        }
        return new Value.Items(values);
    }

    private Rule rule(Value value) {
        if (value.equals(edit.head().value()) && !value.equals(edit.incoming())) {
            return incomingPrevailed ? Rule.MERGED : Rule.HEAD_WON;
        }
        return value.equals(edit.head().value()) ? Rule.AGREED : Rule.MERGED;
    }

    /** One element that was added, changed or removed at the system. */
    private void take(Value element, @Nullable Value before, @Nullable Value after) {
        Value ours = head.get(element);
        if (before != null && after != null) {
            takeContent(element, before, ours, after);
        } else if (ours != null && after != null) {
            agree(element);
            takeContent(element, null, ours, after);
        } else if (ours == null && after == null) {
            agree(element);
        } else {
            takePresence(element, before, ours, after);
        }
    }

    /** Both know it to be there, or both to be gone. */
    private void agree(Value element) {
        Stamp stamp = stampOf(element);
        seenStamps.put(element, stamp);
        resultStamps.put(element, Stamp.later(headMark.of(element), stamp));
    }

    private void takePresence(
            Value element, @Nullable Value before, @Nullable Value ours, @Nullable Value after) {
        Stamp our = headMark.of(element);
        Stamp stamp = stampOf(element);
        seenStamps.put(element, stamp);
        boolean unknown = edit.base().value() == null;
        boolean sinceUnchanged =
                (before == null) == (ours == null) && !our.isAfter(baseMark.of(element));
        if (unknown ? after != null : sinceUnchanged || stamp.isAfter(our)) {
            incomingPrevailed = true;
            resultStamps.put(element, stamp);
            if (after == null) {
                result.remove(element);
            } else {
                result.put(element, after);
            }
        } else if (!unknown) {
            headPrevailed = true;
        }
    }

    private Stamp stampOf(Value element) {
        return Stamp.edit(edit.stamp().micros(), edit.branch(), baseMark.of(element));
    }

    /**
     * Field by field: what one side alone changed is taken from it; what both changed, from the
     * later.
     */
    private void takeContent(
            Value element, @Nullable Value before, @Nullable Value ours, Value after) {
        if (!(after instanceof Value.Struct theirs)) {
            return;
        }
        if (!(ours instanceof Value.Struct mine)) {
            headPrevailed = true; // removed meanwhile
            return;
        }
        Map<String, Value> base =
                before instanceof Value.Struct struct ? struct.fields() : Map.of();
        Map<String, Value> merged = new LinkedHashMap<>(mine.fields());
        Set<String> names = new LinkedHashSet<>(theirs.fields().keySet());
        names.addAll(base.keySet());
        for (String name : names) {
            Value was = base.get(name);
            Value now = theirs.fields().get(name);
            if (!Objects.equals(was, now)) {
                takeField(element, name, was, now, merged);
            }
        }
        result.put(element, new Value.Struct(merged));
    }

    private void takeField(
            Value element,
            String name,
            @Nullable Value was,
            @Nullable Value now,
            Map<String, Value> merged) {
        Value place = new Value.Items(List.of(element, Value.of(name)));
        Stamp had = fieldStamp(baseMark, element, place);
        Stamp our = fieldStamp(headMark, element, place);
        Stamp stamp = Stamp.edit(edit.stamp().micros(), edit.branch(), had);
        seenStamps.put(place, stamp);
        Value mine = merged.get(name);
        boolean sinceUnchanged = Objects.equals(mine, was) && !our.isAfter(had);
        if (Objects.equals(mine, now)) {
            resultStamps.put(place, Stamp.later(our, stamp));
        } else if (sinceUnchanged || stamp.isAfter(our)) {
            incomingPrevailed = true;
            resultStamps.put(place, stamp);
            if (now == null) {
                merged.remove(name);
            } else {
                merged.put(name, now);
            }
        } else {
            headPrevailed = true;
        }
    }

    /** A field of an element was last edited when it says so, or when the element came. */
    private static Stamp fieldStamp(Mark.Elements mark, Value element, Value place) {
        Stamp came = mark.of(element);
        return Stamp.later(came, mark.stamps().getOrDefault(place, came));
    }

    private static Mark.Elements elements(Mark mark) {
        return switch (mark) {
            case Mark.Elements elements -> elements;
            case Stamp stamp -> new Mark.Elements(stamp, Map.of());
        };
    }

    private static Map<Value, Value> asSet(@Nullable Value value) {
        Map<Value, Value> elements = new LinkedHashMap<>();
        if (value instanceof Value.Items items) {
            items.values().forEach(element -> elements.put(element, element));
        }
        return elements;
    }

    private static @Nullable Map<Value, Value> asList(@Nullable Value value, String key) {
        Map<Value, Value> elements = new LinkedHashMap<>();
        if (value instanceof Value.Items items) {
            for (Value element : items.values()) {
                Value name =
                        element instanceof Value.Struct struct ? struct.fields().get(key) : null;
                if (name == null || elements.put(name, element) != null) {
                    return null;
                }
            }
        }
        return elements;
    }
}
