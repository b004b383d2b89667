package dev.entente.engine.desk;

import dev.entente.connector.Resource;
import dev.entente.core.entity.Type;
import dev.entente.core.value.Key;
import dev.entente.core.value.Numeral;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as people write them, and back. */
public final class Wording {

    /** What is shown in place of a personal value. */
    public static final String MASK = "•••";

    private Wording() {}

    /** Null for null and for nothing known. */
    public static @Nullable String of(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Null _ -> null;
            case Value.Bool bool -> Boolean.toString(bool.value());
            case Value.Whole whole -> Long.toString(whole.value());
            case Value.Decimal decimal -> Numeral.write(decimal.value());
            case Value.Text text -> text.value();
            case Value.Bytes bytes -> "\\x" + HexFormat.of().formatHex(bytes.value());
            case Value.Day day -> day.value().toString();
            case Value.Clock clock -> clock.value().toString();
            case Value.LocalMoment moment -> moment.value().toString();
            case Value.Moment moment -> moment.value().toString();
            case Value.Uuid uuid -> uuid.value().toString();
            case Value.Items items ->
                    items.values().stream()
                            .map(Wording::nested)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Value.Struct struct ->
                    struct.fields().entrySet().stream()
                            .map(entry -> quoted(entry.getKey()) + ": " + nested(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    /** Within a list or a struct as JSON has it, so that it can be read back. */
    private static String nested(Value value) {
        String text = of(value);
        if (text == null) {
            return "null";
        }
        boolean plain =
                value instanceof Value.Whole
                        || value instanceof Value.Decimal
                        || value instanceof Value.Bool
                        || value instanceof Value.Items
                        || value instanceof Value.Struct;
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    public static @Nullable String of(@Nullable Key key) {
        return key == null
                ? null
                : key.parts().stream()
                        .map(part -> String.valueOf(of(part)))
                        .collect(Collectors.joining(","));
    }

    /** ISO 8601, UTC, to the microsecond. */
    public static String time(long micros) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }

    // Back

    /** A part of a key as a value of its column; null where it cannot be one. */
    static @Nullable Value read(String text, Resource.Kind kind) {
        try {
            return switch (kind) {
                case BOOL ->
                        switch (text) {
                            case "true" -> Value.of(true);
                            case "false" -> Value.of(false);
                            default -> null;
                        };
                case WHOLE -> Value.of(Long.parseLong(text));
                case DECIMAL -> {
                    BigDecimal number = Numeral.read(text);
                    yield number == null ? null : Value.of(number);
                }
                case TEXT -> Value.of(text);
                case BYTES -> bytes(text);
                case DAY -> new Value.Day(LocalDate.parse(text));
                case CLOCK -> new Value.Clock(LocalTime.parse(text));
                case LOCAL_MOMENT -> new Value.LocalMoment(LocalDateTime.parse(text));
                case MOMENT -> new Value.Moment(Instant.parse(text));
                case UUID -> new Value.Uuid(UUID.fromString(text));
                case ITEMS, JSON, UNMAPPABLE -> null;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            return null; // a text that is no such value
        }
    }

    /** A text as a value of a field; null where it cannot be one. */
    static @Nullable Value read(String text, Type type) {
        return switch (type) {
            case Type.Scalar scalar -> read(text, kind(scalar));
            case Type.OneOf oneOf -> oneOf.values().contains(text) ? Value.of(text) : null;
            case Type.ListBy _, Type.SetOf _ -> null;
        };
    }

    private static Resource.Kind kind(Type.Scalar scalar) {
        return switch (scalar) {
            case TEXT -> Resource.Kind.TEXT;
            case INTEGER -> Resource.Kind.WHOLE;
            case NUMBER -> Resource.Kind.DECIMAL;
            case BOOLEAN -> Resource.Kind.BOOL;
            case DATE -> Resource.Kind.DAY;
            case TIME -> Resource.Kind.CLOCK;
            case DATETIME -> Resource.Kind.LOCAL_MOMENT;
            case TIMESTAMP -> Resource.Kind.MOMENT;
            case UUID -> Resource.Kind.UUID;
            case BYTES -> Resource.Kind.BYTES;
            case JSON -> Resource.Kind.JSON;
        };
    }

    private static Value bytes(String text) {
        return new Value.Bytes(
                HexFormat.of().parseHex(text.startsWith("\\x") ? text.substring(2) : text));
    }

    /** The same with a full stop, unless it ends with one. */
    static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
