package dev.entente.postgres;

import dev.entente.core.value.Numeral;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as values, by meaning: objects are structs, arrays are items, a number without a fraction is
 * whole however it was written, the last of several equal names counts. What nests too deep for
 * that, or has a number that is too long, is carried as bytes and not looked into.
 */
final class JsonValues {

    /** Deeper documents, which the engine would not keep, are carried as bytes. */
    private static final int DEEPEST = 200;

    /** More digits than this and a number is no {@link Value.Whole}. */
    private static final int LONG_DIGITS = 19;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Numeral.MOST_DIGITS)
                                    .build())
                    .build();

    private JsonValues() {}

    static Value read(byte[] bytes, int at, int length) {
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), bytes, at, length)) {
            parser.nextToken();
            return value(parser);
        } catch (JacksonException | NumberFormatException unreadable) {
            return new Value.Bytes(Arrays.copyOfRange(bytes, at, at + length));
        }
    }

    private static Value value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> struct(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> Value.of(parser.getString());
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_NULL -> Value.Null.NULL;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no value begins with " + token);
        };
    }

    private static Value struct(JsonParser parser) {
        Map<String, Value> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new Value.Struct(fields);
    }

    private static Value items(JsonParser parser) {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Value.Items(items);
    }

    private static Value number(String digits) {
        BigDecimal number = Numeral.read(digits);
        if (number == null) {
            throw new NumberFormatException(digits.length() + " characters of a number too long");
        }
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean fits = plain.scale() <= 0 && (long) plain.precision() - plain.scale() < LONG_DIGITS;
        return fits ? Value.of(plain.longValueExact()) : wide(number, plain);
    }

    /** The few whole numbers of 19 digits that still fit, and all that do not. */
    private static Value wide(BigDecimal number, BigDecimal plain) {
        boolean whole =
                plain.scale() <= 0
                        && (long) plain.precision() - plain.scale() == LONG_DIGITS
                        && plain.toBigIntegerExact().bitLength() < Long.SIZE;
        return whole ? Value.of(plain.longValueExact()) : Value.of(number);
    }

    /** Any value as JSON; what JSON has no word for is a string. */
    static void append(StringBuilder out, Value value) {
        switch (value) {
            case Value.Null _ -> out.append("null");
            case Value.Bool bool -> out.append(bool.value());
            case Value.Whole whole -> out.append(whole.value());
            case Value.Decimal decimal -> out.append(decimal.value());
            case Value.Text text -> appendString(out, text.value());
            case Value.Bytes bytes -> out.append(new String(bytes.value(), StandardCharsets.UTF_8));
            case Value.Day _, Value.Clock _, Value.LocalMoment _, Value.Moment _, Value.Uuid _ ->
                    appendString(out, SqlText.scalar(value));
            case Value.Items items -> appendItems(out, items.values());
            case Value.Struct struct -> appendFields(out, struct.fields());
        }
    }

    private static void appendItems(StringBuilder out, List<Value> items) {
        char separator = '[';
        for (Value item : items) {
            out.append(separator);
            append(out, item);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    private static void appendFields(StringBuilder out, Map<String, Value> fields) {
        char separator = '{';
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            out.append(separator);
            appendString(out, field.getKey());
            out.append(':');
            append(out, field.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00")
                        .append(Character.forDigit(c >> 4, 16))
                        .append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
