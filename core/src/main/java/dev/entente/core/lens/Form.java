package dev.entente.core.lens;

import dev.entente.core.entity.NormalForm;
import dev.entente.core.value.Value;

/**
 * How one native value and one canonical value become each other: one declaration, two directions.
 *
 * <p>For every native value {@code s} that has a canonical form, {@code put(get(s), s) = s}; for
 * every canonical value {@code v} that has a native form, {@code get(put(v))} is {@code v}'s normal
 * form, whose own normal form it is (I26). Null is null, unless a form says otherwise. A value
 * without a form is a {@link NoForm} whose message says what it is not: "is not a whole number".
 */
public sealed interface Form
        permits Form.Same,
                Chain,
                Coercion,
                Among,
                ValueTable,
                Scale,
                Rounded,
                Padded,
                Default,
                Trim,
                LetterCase,
                Affix,
                TextTime,
                Zoned,
                Split,
                JsonText,
                SortedSet,
                JsonList {

    /** As the entity has it. */
    Value get(Value nativeValue);

    /** As the system has it. */
    Value put(Value canonical);

    /**
     * As the system has it, where it had {@code residue} until now: the residue itself if that
     * means the same, else as much of it as can be kept.
     */
    default Value put(Value canonical, Value residue) {
        return isLossy() && get(residue).equals(canonical) ? residue : put(canonical);
    }

    /** Whether two native values can have one canonical form, so that the native one is kept. */
    boolean isLossy();

    /** What it does, for people: "1 is routine, 2 is urgent". */
    String words();

    /** What becomes of a canonical value that is written and read back. Never throws. */
    default NormalForm normal() {
        return value -> {
            try {
                return get(put(value));
            } catch (NoForm e) {
                return value;
            }
        };
    }

    /** As it is. */
    enum Same implements Form {
        SAME;

        @Override
        public Value get(Value nativeValue) {
            return nativeValue;
        }

        @Override
        public Value put(Value canonical) {
            return canonical;
        }

        @Override
        public boolean isLossy() {
            return false;
        }

        @Override
        public String words() {
            return "as it is";
        }

        @Override
        public NormalForm normal() {
            return NormalForm.EXACT;
        }
    }
}
