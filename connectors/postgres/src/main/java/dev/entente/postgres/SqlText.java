package dev.entente.postgres;

import dev.entente.core.value.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as the text that PostgreSQL's input functions read, exact to the last digit. A whole
 * column of a batch goes over as one array in this form; what a column's type cannot take the
 * server refuses, in words better than ours.
 */
final class SqlText {

    private SqlText() {}

    /** An identifier, quoted. */
    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as a literal. */
    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }

    /** One value of the array that holds a column of a batch; null and absent are both null. */
    static void appendElement(StringBuilder out, PgType type, @Nullable Value value) {
        if (value == null || value.isNull()) {
            out.append("NULL");
            return;
        }
        switch (value) {
            case Value.Whole whole when type.form() != Form.JSON && type.form() != Form.JSONB ->
                    out.append(whole.value());
            case Value.Text text when type.form() == Form.TEXT ->
                    appendQuoted(out, text.value(), 0);
            default -> {
                int from = out.length();
                append(out, type, value);
                appendQuoted(out, out.substring(from), out.length() - from);
            }
        }
    }

    /** In quotes, in place of the last {@code instead} characters. */
    private static void appendQuoted(StringBuilder out, String text, int instead) {
        out.setLength(out.length() - instead);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    /** A value that is not null, as the input function of its type reads it. */
    static void append(StringBuilder out, PgType type, Value value) {
        switch (type.form()) {
            case JSON, JSONB -> JsonValues.append(out, value);
            case ARRAY -> appendArray(out, type, value);
            case BOOL,
                    INT2,
                    INT4,
                    INT8,
                    NUMERIC,
                    FLOAT4,
                    FLOAT8,
                    TEXT,
                    PADDED,
                    LABEL,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMPTZ,
                    UUID,
                    BYTEA,
                    OTHER ->
                    appendScalar(out, value);
        }
    }

    private static void appendArray(StringBuilder out, PgType type, Value value) {
        PgType element = type.element();
        if (element == null || !(value instanceof Value.Items(List<Value> items))) {
            appendScalar(out, value);
            return;
        }
        char separator = '{';
        for (Value item : items) {
            out.append(separator);
            if (item instanceof Value.Items) {
                appendArray(out, type, item);
            } else {
                appendElement(out, element, item);
            }
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    static String scalar(Value value) {
        StringBuilder text = new StringBuilder();
        appendScalar(text, value);
        return text.toString();
    }

    private static void appendScalar(StringBuilder out, Value value) {
        switch (value) {
            case Value.Null _ -> out.append("null");
            case Value.Bool bool -> out.append(bool.value());
            case Value.Whole whole -> out.append(whole.value());
            case Value.Decimal decimal -> out.append(decimal.value());
            case Value.Text text -> out.append(text.value());
            case Value.Bytes(byte[] bytes) ->
                    out.append("\\x").append(HexFormat.of().formatHex(bytes));
            case Value.Day day -> appendDay(out, day.value(), true);
            case Value.Clock clock -> appendClock(out, clock.value());
            case Value.LocalMoment moment -> appendMoment(out, moment.value(), "");
            case Value.Moment(Instant moment) ->
                    appendMoment(out, LocalDateTime.ofInstant(moment, ZoneOffset.UTC), "+00");
            case Value.Uuid uuid -> out.append(uuid.value());
            case Value.Items _, Value.Struct _ -> JsonValues.append(out, value);
        }
    }

    private static void appendMoment(StringBuilder out, LocalDateTime moment, String zone) {
        appendDay(out, moment.toLocalDate(), false);
        out.append(' ');
        appendClock(out, moment.toLocalTime());
        out.append(zone);
        appendEra(out, moment.toLocalDate());
    }

    private static void appendDay(StringBuilder out, LocalDate day, boolean alone) {
        digits(out, day.get(ChronoField.YEAR_OF_ERA), 4);
        digits(out.append('-'), day.getMonthValue(), 2);
        digits(out.append('-'), day.getDayOfMonth(), 2);
        if (alone) {
            appendEra(out, day);
        }
    }

    private static void appendEra(StringBuilder out, LocalDate day) {
        if (day.getYear() <= 0) {
            out.append(" BC");
        }
    }

    private static void appendClock(StringBuilder out, LocalTime time) {
        digits(out, time.getHour(), 2);
        digits(out.append(':'), time.getMinute(), 2);
        digits(out.append(':'), time.getSecond(), 2);
        digits(out.append('.'), time.getNano() / 1000, 6);
    }

    private static void digits(StringBuilder out, int number, int width) {
        for (int limit = (int) Math.pow(10, width - 1); number < limit && limit > 1; limit /= 10) {
            out.append('0');
        }
        out.append(number);
    }

    /** Why a value cannot be sent at all, or null: what PostgreSQL's UTF-8 has no form for. */
    static @Nullable String objection(Value value) {
        return switch (value) {
            case Value.Text text -> objection(text.value());
            case Value.Items items -> firstObjection(items.values());
            case Value.Struct struct -> {
                for (String name : struct.fields().keySet()) {
                    String objection = objection(name);
                    if (objection != null) {
                        yield objection;
                    }
                }
                yield firstObjection(struct.fields().values());
            }
            case Value.Null _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Decimal _,
                    Value.Bytes _,
                    Value.Day _,
                    Value.Clock _,
                    Value.LocalMoment _,
                    Value.Moment _,
                    Value.Uuid _ ->
                    null;
        };
    }

    private static @Nullable String firstObjection(Iterable<Value> values) {
        for (Value value : values) {
            String objection = objection(value);
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private static @Nullable String objection(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "a character NUL, which PostgreSQL cannot hold";
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return "half a character (a lone surrogate), which is no text";
                }
                i++;
            }
        }
        return null;
    }
}
