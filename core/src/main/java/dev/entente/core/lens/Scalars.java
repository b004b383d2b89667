package dev.entente.core.lens;

import dev.entente.core.value.Numeral;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** Single values as single values of another kind. Texts are in the words of ISO 8601 and JSON. */
final class Scalars {

    private Scalars() {}

    /**
     * @throws NoForm where the value is not one of that kind
     */
    static Value as(Kind kind, Value value) {
        try {
            return switch (kind) {
                case TEXT -> value instanceof Value.Text ? value : new Value.Text(print(value));
                case WHOLE -> whole(value);
                case DECIMAL -> decimal(value);
                case BOOL -> bool(value);
                case DAY -> day(value);
                case CLOCK -> clock(value);
                case LOCAL_MOMENT -> localMoment(value);
                case MOMENT -> moment(value);
                case UUID -> uuid(value);
                case BYTES -> value instanceof Value.Bytes ? value : refuse(kind);
                case ITEMS -> value instanceof Value.Items ? value : refuse(kind);
                case JSON -> json(value);
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            // what java.time and UUID throw for a text that they cannot parse
            return refuse(kind);
        }
    }

    private static Value refuse(Kind kind) {
        throw new NoForm("is not " + kind.words());
    }

    /** The one text for a value, so that equal values have equal texts. */
    static String print(Value value) {
        return switch (value) {
            case Value.Text text -> text.value();
            case Value.Whole whole -> Long.toString(whole.value());
            case Value.Decimal decimal -> plain(decimal.value());
            case Value.Bool bool -> Boolean.toString(bool.value());
            case Value.Day day -> day.value().toString();
            case Value.Clock clock -> clock.value().toString();
            case Value.LocalMoment moment -> moment.value().toString();
            case Value.Moment moment -> moment.value().toString();
            case Value.Uuid uuid -> uuid.value().toString();
            case Value.Null _, Value.Bytes _, Value.Items _, Value.Struct _ ->
                    throw new NoForm("is not a single value");
        };
    }

    static String plain(BigDecimal number) {
        return Numeral.write(number.stripTrailingZeros());
    }

    private static BigDecimal number(String text) {
        BigDecimal number = Numeral.read(text.strip());
        if (number == null) {
            throw new NoForm("is a number of more than " + Numeral.MOST_DIGITS + " digits");
        }
        return number;
    }

    private static Value whole(Value value) {
        return switch (value) {
            case Value.Whole _ -> value;
            case Value.Decimal decimal -> wholeOf(decimal.value());
            case Value.Bool bool -> new Value.Whole(bool.value() ? 1 : 0);
            case Value.Text text -> wholeOf(number(text.value()));
            case Value other -> refuse(Kind.WHOLE);
        };
    }

    private static Value wholeOf(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > 0) {
            throw new NoForm("is not a whole number");
        }
        if ((long) shortest.precision() - shortest.scale() > 19) {
            throw new NoForm("is beyond 64 bits");
        }
        try {
            return new Value.Whole(shortest.longValueExact());
        } catch (ArithmeticException e) {
            throw new NoForm("is beyond 64 bits");
        }
    }

    private static Value decimal(Value value) {
        return switch (value) {
            case Value.Decimal _ -> value;
            case Value.Whole whole -> new Value.Decimal(BigDecimal.valueOf(whole.value()));
            case Value.Text text -> new Value.Decimal(number(text.value()));
            case Value other -> refuse(Kind.DECIMAL);
        };
    }

    private static Value bool(Value value) {
        String word =
                switch (value) {
                    case Value.Bool bool -> Boolean.toString(bool.value());
                    case Value.Whole whole -> Long.toString(whole.value());
                    case Value.Text text -> text.value().strip().toLowerCase(Locale.ROOT);
                    case Value other -> "";
                };
        return switch (word) {
            case "true", "t", "yes", "y", "1" -> new Value.Bool(true);
            case "false", "f", "no", "n", "0" -> new Value.Bool(false);
            case String other -> refuse(Kind.BOOL);
        };
    }

    private static Value day(Value value) {
        return switch (value) {
            case Value.Day _ -> value;
            case Value.LocalMoment moment -> new Value.Day(moment.value().toLocalDate());
            case Value.Text text -> new Value.Day(LocalDate.parse(text.value().strip()));
            case Value other -> refuse(Kind.DAY);
        };
    }

    private static Value clock(Value value) {
        return switch (value) {
            case Value.Clock _ -> value;
            case Value.Text text ->
                    new Value.Clock(
                            LocalTime.parse(text.value().strip()).truncatedTo(ChronoUnit.MICROS));
            case Value other -> refuse(Kind.CLOCK);
        };
    }

    private static Value localMoment(Value value) {
        return switch (value) {
            case Value.LocalMoment _ -> value;
            case Value.Day day -> new Value.LocalMoment(day.value().atStartOfDay());
            case Value.Text text ->
                    new Value.LocalMoment(
                            LocalDateTime.parse(text.value().strip().replace(' ', 'T'))
                                    .truncatedTo(ChronoUnit.MICROS));
            case Value other -> refuse(Kind.LOCAL_MOMENT);
        };
    }

    private static Value moment(Value value) {
        return switch (value) {
            case Value.Moment _ -> value;
            case Value.Text text -> {
                Instant instant =
                        OffsetDateTime.parse(text.value().strip().replace(' ', 'T')).toInstant();
                yield new Value.Moment(instant.truncatedTo(ChronoUnit.MICROS));
            }
            case Value other -> refuse(Kind.MOMENT);
        };
    }

    private static Value uuid(Value value) {
        return switch (value) {
            case Value.Uuid _ -> value;
            case Value.Text text when text.value().strip().length() == 36 ->
                    new Value.Uuid(UUID.fromString(text.value().strip()));
            case Value other -> refuse(Kind.UUID);
        };
    }

    /** What JSON has no word for is a text in it; whole numbers are whole. */
    private static Value json(Value value) {
        return switch (value) {
            case Value.Null _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Text _,
                    Value.Items _,
                    Value.Struct _ ->
                    value;
            case Value.Decimal decimal -> isShortWhole(decimal.value()) ? whole(value) : value;
            case Value.Day _, Value.Clock _, Value.LocalMoment _, Value.Moment _, Value.Uuid _ ->
                    new Value.Text(print(value));
            case Value.Bytes _ -> refuse(Kind.JSON);
        };
    }

    private static boolean isShortWhole(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() <= 0 && (long) shortest.precision() - shortest.scale() <= 18;
    }
}
