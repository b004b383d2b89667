package dev.entente.core.lens;

import dev.entente.core.entity.Type;

/**
 * What the values on one side of a form are: the same-named kind of {@link
 * dev.entente.core.value.Value}.
 */
public enum Kind {
    BOOL("true or false"),
    WHOLE("a whole number"),
    DECIMAL("a number"),
    TEXT("text"),
    BYTES("bytes"),
    DAY("a date"),
    CLOCK("a time of day"),
    LOCAL_MOMENT("a date and time without a zone"),
    MOMENT("a point in time"),
    UUID("a uuid"),
    /** A list of scalars. */
    ITEMS("a list of values"),
    /** Any value that JSON can hold. */
    JSON("JSON");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** What it is, for people: "a whole number". */
    public String words() {
        return words;
    }

    /** What the values of a type are. */
    public static Kind of(Type type) {
        return switch (type) {
            case Type.Scalar scalar ->
                    switch (scalar) {
                        case TEXT -> TEXT;
                        case INTEGER -> WHOLE;
                        case NUMBER -> DECIMAL;
                        case BOOLEAN -> BOOL;
                        case DATE -> DAY;
                        case TIME -> CLOCK;
                        case DATETIME -> LOCAL_MOMENT;
                        case TIMESTAMP -> MOMENT;
                        case UUID -> UUID;
                        case BYTES -> BYTES;
                        case JSON -> JSON;
                    };
            case Type.OneOf _ -> TEXT;
            case Type.ListBy _ -> JSON;
            case Type.SetOf _ -> ITEMS;
        };
    }
}
