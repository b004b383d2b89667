package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.EnumSet;
import java.util.Set;

/**
 * Values of one kind as values of another: a number that a system keeps as text, a date that it
 * keeps with a time. Only where {@link #isPossible}.
 */
public record Coercion(Kind from, Kind to) implements Form {

    private static final Set<Kind> PRINTED =
            EnumSet.of(
                    Kind.BOOL,
                    Kind.WHOLE,
                    Kind.DECIMAL,
                    Kind.DAY,
                    Kind.CLOCK,
                    Kind.LOCAL_MOMENT,
                    Kind.MOMENT,
                    Kind.UUID);

    /** The form between two kinds: {@link Form.Same} where they are one. */
    public static Form between(Kind from, Kind to) {
        return from == to ? Same.SAME : new Coercion(from, to);
    }

    /** Whether values of one kind can be read as the other and written back. */
    public static boolean isPossible(Kind from, Kind to) {
        if (from == to) {
            return true;
        }
        return switch (from) {
            case TEXT -> PRINTED.contains(to);
            case WHOLE -> to == Kind.DECIMAL || to == Kind.BOOL || isText(to);
            case DECIMAL -> to == Kind.WHOLE || isText(to);
            case BOOL -> to == Kind.WHOLE || isText(to);
            case DAY -> to == Kind.LOCAL_MOMENT || isText(to);
            case LOCAL_MOMENT -> to == Kind.DAY || isText(to);
            case CLOCK, MOMENT, UUID -> isText(to);
            case JSON -> PRINTED.contains(to) || to == Kind.TEXT;
            case ITEMS -> to == Kind.JSON;
            case BYTES -> false;
        };
    }

    private static boolean isText(Kind kind) {
        return kind == Kind.TEXT || kind == Kind.JSON;
    }

    @Override
    public Value get(Value nativeValue) {
        return nativeValue.isNull() ? nativeValue : Scalars.as(to, nativeValue);
    }

    @Override
    public Value put(Value canonical) {
        return canonical.isNull() ? canonical : Scalars.as(from, canonical);
    }

    /** What is read by parsing may have been written in several ways. */
    @Override
    public boolean isLossy() {
        return from == Kind.TEXT
                || from == Kind.JSON
                || (from == Kind.LOCAL_MOMENT && to == Kind.DAY);
    }

    @Override
    public String words() {
        return from.words() + " as " + to.words();
    }
}
