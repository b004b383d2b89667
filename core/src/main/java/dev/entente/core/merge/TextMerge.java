package dev.entente.core.merge;

import dev.entente.core.text.Texts;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are merged: what was done to a text is done to the head, as it is now.
 *
 * <p>As long as all edits that stand beside each other were made to the same text, that text is
 * remembered in the mark, and the edits with it. They are then made one after the other in the
 * order of their stamps, so that what comes of them does not depend on the order in which they
 * arrive (I4). Of an author who had seen some of them and not others, that can not be said; what he
 * did is merged with the head by what he had seen, so that it is there once, whatever the order.
 */
final class TextMerge {

    /** What several edits began with, and when that was written. */
    private record Ground(Value value, Stamp stamp) {}

    private TextMerge() {}

    static Merged merge(Edit edit, Value head) {
        Value base = edit.base().value();
        if (base == null) {
            return Merge.byTime(edit, head);
        }
        Map<Value, Stamp> standing = Contenders.standing(head, edit.head().mark());
        Ground ground = takeGround(standing);
        if (ground == null) {
            ground = new Ground(base, edit.base().mark().latest());
        }
        Map<Value, Stamp> before = new HashMap<>(standing);
        Contenders.supersede(standing, edit, head);
        boolean superseded = standing.isEmpty();
        if (!superseded && !isOf(ground, base, before, standing)) {
            Stamp mark = Stamp.later(edit.stamp(), edit.head().mark().latest());
            return new Merged(
                    merged(edit, base, head), mark, edit.stamp(), rule(edit, head, false));
        }
        standing.merge(Contenders.one(edit.incoming(), edit.stamp()), edit.stamp(), Stamp::later);
        Value merged = merged(ground.value(), standing);
        if (standing.size() > 1) {
            standing.put(new Value.Items(List.of(ground.value())), ground.stamp());
        }
        return new Merged(
                merged, Contenders.mark(standing), edit.stamp(), rule(edit, head, superseded));
    }

    /**
     * Whether an edit tells what becomes of the ground: it was made to it, or to what one edit
     * alone, which it supersedes, had made of it.
     */
    private static boolean isOf(
            Ground ground, Value base, Map<Value, Stamp> before, Map<Value, Stamp> standing) {
        if (base.equals(ground.value())) {
            return true;
        }
        List<Value> superseded =
                before.keySet().stream().filter(one -> !standing.containsKey(one)).toList();
        return superseded.size() == 1 && Contenders.value(superseded.getFirst()).equals(base);
    }

    private static Value merged(Edit edit, Value base, Value head) {
        boolean isLater = edit.stamp().isAfter(edit.head().mark().latest());
        Value first = isLater ? head : edit.incoming();
        Value second = isLater ? edit.incoming() : head;
        return value(Texts.merge(text(base), text(first), text(second)), List.of(first, second));
    }

    private static Rule rule(Edit edit, Value head, boolean superseded) {
        if (head.equals(edit.incoming())) {
            return Rule.AGREED;
        }
        return superseded ? Rule.FAST_FORWARD : Rule.MERGED;
    }

    /** The ground is the one entry that names no system. */
    private static @Nullable Ground takeGround(Map<Value, Stamp> standing) {
        Iterator<Map.Entry<Value, Stamp>> entries = standing.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Value, Stamp> entry = entries.next();
            if (entry.getKey() instanceof Value.Items(List<Value> values) && values.size() == 1) {
                entries.remove();
                return new Ground(values.getFirst(), entry.getValue());
            }
        }
        return null;
    }

    private static Value merged(Value ground, Map<Value, Stamp> standing) {
        List<Value> edits =
                standing.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(entry -> Contenders.value(entry.getKey()))
                        .toList();
        String merged = text(edits.getFirst());
        for (Value edit : edits.subList(1, edits.size())) {
            merged = Texts.merge(text(ground), merged, text(edit));
        }
        return value(merged, edits);
    }

    private static Value value(String merged, List<Value> edits) {
        boolean emptied = merged.isEmpty() && edits.stream().anyMatch(Value::isNull);
        return emptied ? Value.Null.NULL : Value.of(merged);
    }

    /** No text is an empty one. */
    private static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Null _ -> "";
            default -> throw new IllegalArgumentException("a text is merged, not " + value);
        };
    }
}
