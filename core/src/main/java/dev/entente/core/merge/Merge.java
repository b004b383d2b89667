package dev.entente.core.merge;

import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.util.OptionalInt;

/**
 * How an edit of a field and the head become one. The policy is asked first (R4, R5); where it
 * allows, an edit of what nobody else has changed since is a fast-forward; everything else is a
 * conflict that the policy decides, and the loser is named by the {@link Rule}.
 */
public final class Merge {

    private Merge() {}

    /** The result of an edit whose incoming value differs from its base. */
    public static Merged edit(Edit edit) {
        Value head = edit.head().value();
        if (head == null) {
            return incoming(edit, Rule.FIRST);
        }
        return switch (edit.field().policy()) {
            case Policy.Owner owner -> owned(edit, head, owner.system());
            case Policy.Counter counter -> counted(edit, head, counter.prefer());
            case Policy.SetMerge _ -> ElementMerge.ofSet(edit, head);
            case Policy.ListMerge _ when edit.field().type() instanceof Type.ListBy list ->
                    ElementMerge.ofList(edit, head, list.key());
            case Policy.LastWriterWins _,
                    Policy.Prefer _,
                    Policy.Min _,
                    Policy.Max _,
                    Policy.Ask _,
                    Policy.ListMerge _,
                    Policy.TextMerge _ ->
                    whole(edit, head);
        };
    }

    /** Policies that look at the value as a whole. */
    private static Merged whole(Edit edit, Value head) {
        boolean first = edit.base().value() == null && !head.equals(edit.incoming());
        if (first && head.isNull()) {
            return incoming(edit, Rule.FILLED);
        }
        if (first && edit.incoming().isNull()) {
            return head(edit, head, Rule.FILLED);
        }
        return switch (edit.field().policy()) {
            case Policy.Prefer _, Policy.Min _, Policy.Max _ -> Contenders.merge(edit, head);
            case Policy.TextMerge _ -> TextMerge.merge(edit, head);
            case Policy.LastWriterWins _,
                    Policy.Owner _,
                    Policy.Counter _,
                    Policy.SetMerge _,
                    Policy.ListMerge _,
                    Policy.Ask _ ->
                    byTime(edit, head);
        };
    }

    static Merged byTime(Edit edit, Value head) {
        if (head.equals(edit.incoming())) {
            return agreed(edit, head);
        }
        if (isFastForward(edit)) {
            return incoming(edit, Rule.FAST_FORWARD);
        }
        return edit.field().policy() instanceof Policy.Ask
                ? head(edit, head, Rule.ASKED)
                : later(edit, head);
    }

    private static Merged later(Edit edit, Value head) {
        return edit.stamp().isAfter(edit.head().mark().latest())
                ? incoming(edit, Rule.INCOMING_WON)
                : head(edit, head, Rule.HEAD_WON);
    }

    /** R4: only the owner moves the head. Before the owner is met, others settle it by time. */
    private static Merged owned(Edit edit, Value head, int owner) {
        if (head.equals(edit.incoming())) {
            return agreed(edit, head);
        }
        if (edit.branch() == owner) {
            return incoming(edit, edit.headIsBase() ? Rule.FAST_FORWARD : Rule.INCOMING_WON);
        }
        boolean ownerSpoke = edit.head().mark().latest().system() == owner;
        if (edit.base().value() == null && !ownerSpoke) {
            return whole(edit, head);
        }
        return head(edit, head, Rule.NOT_OWNER);
    }

    /** R5: the head moves by the difference, always. R6: without a base one side is taken whole. */
    private static Merged counted(Edit edit, Value head, int preferred) {
        Value base = edit.base().value();
        Mark mark = Stamp.later(edit.stamp(), edit.head().mark().latest());
        if (base != null) {
            return edit.headIsBase()
                    ? incoming(edit, Rule.FAST_FORWARD)
                    : new Merged(sum(head, edit.incoming(), base), mark, edit.stamp(), Rule.MERGED);
        }
        if (head.equals(edit.incoming())) {
            return agreed(edit, head);
        }
        if (head.isNull() || edit.incoming().isNull()) {
            return head.isNull() ? incoming(edit, Rule.FILLED) : head(edit, head, Rule.FILLED);
        }
        if (edit.branch() == preferred) {
            return incoming(edit, Rule.INCOMING_WON);
        }
        return edit.head().mark().latest().system() == preferred
                ? head(edit, head, Rule.HEAD_WON)
                : later(edit, head);
    }

    /** {@code head + incoming - base}; null counts as zero. */
    private static Value sum(Value head, Value incoming, Value base) {
        BigDecimal result = number(head).add(number(incoming)).subtract(number(base));
        boolean whole =
                !(head instanceof Value.Decimal
                        || incoming instanceof Value.Decimal
                        || base instanceof Value.Decimal);
        return whole && result.toBigInteger().bitLength() < Long.SIZE
                ? new Value.Whole(result.longValue())
                : new Value.Decimal(result);
    }

    private static BigDecimal number(Value value) {
        return switch (value) {
            case Value.Whole whole -> BigDecimal.valueOf(whole.value());
            case Value.Decimal decimal -> decimal.value();
            case Value.Null _ -> BigDecimal.ZERO;
            default -> throw new IllegalArgumentException("a counter holds numbers, not " + value);
        };
    }

    /**
     * R10: nobody has changed the head since this system's author saw it, not even there and back.
     * What was only ever met and never edited counts as seen by all who hold it.
     */
    static boolean isFastForward(Edit edit) {
        Stamp head = edit.head().mark().latest();
        return edit.headIsBase()
                && (head.isUntimed() || !head.isAfter(edit.base().mark().latest()));
    }

    private static Merged incoming(Edit edit, Rule rule) {
        Value value = edit.incoming();
        return new Merged(value, edit.stamp(), edit.stamp(), rule);
    }

    private static Merged head(Edit edit, Value head, Rule rule) {
        return new Merged(head, edit.head().mark(), edit.stamp(), rule);
    }

    /** R10: agreement takes the later stamp, or that of the system which the policy names. */
    private static Merged agreed(Edit edit, Value head) {
        Stamp our = edit.head().mark().latest();
        Stamp mark = Stamp.later(edit.stamp(), our);
        OptionalInt named = named(edit.field().policy());
        if (named.isPresent() && edit.branch() == named.getAsInt()) {
            mark = edit.stamp();
        } else if (named.isPresent() && our.system() == named.getAsInt()) {
            mark = our;
        }
        return new Merged(head, mark, edit.stamp(), Rule.AGREED);
    }

    private static OptionalInt named(Policy policy) {
        return switch (policy) {
            case Policy.Owner owner -> OptionalInt.of(owner.system());
            case Policy.Prefer prefer -> OptionalInt.of(prefer.system());
            case Policy.Counter counter -> OptionalInt.of(counter.prefer());
            case Policy.LastWriterWins _,
                    Policy.SetMerge _,
                    Policy.ListMerge _,
                    Policy.TextMerge _,
                    Policy.Min _,
                    Policy.Max _,
                    Policy.Ask _ ->
                    OptionalInt.empty();
        };
    }
}
