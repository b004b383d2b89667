package dev.entente.core.merge;

import dev.entente.core.entity.Policy;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The edits of a field that nobody has superseded, for policies that choose by something else than
 * time: {@code min}, {@code max}, {@code prefer}. An edit supersedes what its author had seen and
 * stands beside the rest; the policy chooses among all that stand. Without this memory the order of
 * arrival would decide what an author who takes a winning value back falls back to (I4).
 *
 * <p>Source: the multi-value register of Shapiro et al., "A comprehensive study of convergent and
 * commutative replicated data types" (2011), its causal context being the mark of what was seen.
 */
final class Contenders {

    private Contenders() {}

    static Merged merge(Edit edit, Value head) {
        Map<Value, Stamp> standing = standing(head, edit.head().mark());
        supersede(standing, edit, head);
        boolean superseded = standing.isEmpty();
        standing.merge(one(edit.incoming(), edit.stamp()), edit.stamp(), Stamp::later);
        Value winner =
                standing.entrySet().stream()
                        .max(order(edit.field().policy()))
                        .map(entry -> value(entry.getKey()))
                        .orElseThrow();
        return new Merged(
                winner, mark(standing), edit.stamp(), rule(edit, head, winner, superseded));
    }

    /** An edit is named by its value and its system: two systems that set the same both stand. */
    static Value one(Value value, Stamp stamp) {
        return new Value.Items(List.of(value, Value.of(stamp.system())));
    }

    static Value value(Value one) {
        return ((Value.Items) one).values().getFirst();
    }

    static Mark mark(Map<Value, Stamp> standing) {
        return standing.size() == 1
                ? standing.values().iterator().next()
                : new Mark.Elements(Stamp.ZERO, standing);
    }

    /** What the author of an edit had seen stands no more. */
    static void supersede(Map<Value, Stamp> standing, Edit edit, Value head) {
        Value known = edit.headIsBase() ? head : edit.base().value();
        standing(known, edit.base().mark()).forEach((one, seen) -> supersede(standing, one, seen));
        if (edit.headIsBase()) {
            standing.values().removeIf(Stamp::isUntimed);
        }
    }

    /** An edit that the author had seen, in this form or a later one, stands no more. */
    private static void supersede(Map<Value, Stamp> standing, Value one, Stamp seen) {
        Stamp stamp = standing.get(one);
        if (stamp != null && !stamp.isAfter(seen)) {
            standing.remove(one);
        }
    }

    private static Rule rule(Edit edit, Value head, Value winner, boolean superseded) {
        if (head.equals(edit.incoming())) {
            return Rule.AGREED;
        }
        if (superseded) {
            return Rule.FAST_FORWARD;
        }
        return winner.equals(edit.incoming()) ? Rule.INCOMING_WON : Rule.HEAD_WON;
    }

    static Map<Value, Stamp> standing(@Nullable Value value, Mark mark) {
        Map<Value, Stamp> standing = new TreeMap<>(ValueOrder.INSTANCE);
        switch (mark) {
            case Mark.Elements elements -> standing.putAll(elements.stamps());
            case Stamp stamp when value != null -> standing.put(one(value, stamp), stamp);
            case Stamp _ -> {}
        }
        return standing;
    }

    private static Comparator<Map.Entry<Value, Stamp>> order(Policy policy) {
        Comparator<Map.Entry<Value, Stamp>> byTime = Map.Entry.comparingByValue();
        return switch (policy) {
            case Policy.Min _ -> somethingFirst().thenComparing(byValue().reversed());
            case Policy.Max _ -> somethingFirst().thenComparing(byValue());
            case Policy.Prefer prefer ->
                    Comparator.<Map.Entry<Value, Stamp>, Boolean>comparing(
                                    entry -> entry.getValue().system() == prefer.system())
                            .thenComparing(byTime);
            case Policy.LastWriterWins _,
                    Policy.Owner _,
                    Policy.Counter _,
                    Policy.SetMerge _,
                    Policy.ListMerge _,
                    Policy.TextMerge _,
                    Policy.Ask _ ->
                    byTime;
        };
    }

    private static Comparator<Map.Entry<Value, Stamp>> byValue() {
        return Comparator.comparing(entry -> value(entry.getKey()), ValueOrder.INSTANCE);
    }

    /** Null is no extreme: any value stands before it. */
    private static Comparator<Map.Entry<Value, Stamp>> somethingFirst() {
        return Comparator.comparing(entry -> !value(entry.getKey()).isNull());
    }
}
