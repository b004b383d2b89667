package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.Map;

/** The shortest JSON of a value. What JSON has no word for is a text in it. */
final class JsonWriter {

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    static String write(Value value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.out.toString();
    }

    private void value(Value value) {
        switch (value) {
            case Value.Null _ -> out.append("null");
            case Value.Bool _, Value.Whole _, Value.Decimal _ -> out.append(Scalars.print(value));
            case Value.Items items -> {
                String comma = "[";
                for (Value item : items.values()) {
                    out.append(comma);
                    value(item);
                    comma = ",";
                }
                out.append(items.values().isEmpty() ? "[]" : "]");
            }
            case Value.Struct struct -> {
                String comma = "{";
                for (Map.Entry<String, Value> field : struct.fields().entrySet()) {
                    out.append(comma);
                    string(field.getKey());
                    out.append(':');
                    value(field.getValue());
                    comma = ",";
                }
                out.append(struct.fields().isEmpty() ? "{}" : "}");
            }
            case Value.Text _,
                    Value.Bytes _,
                    Value.Day _,
                    Value.Clock _,
                    Value.LocalMoment _,
                    Value.Moment _,
                    Value.Uuid _ ->
                    string(Scalars.print(value));
        }
    }

    private void string(String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) && isLone(string, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isLone(String string, int i) {
        return Character.isHighSurrogate(string.charAt(i))
                ? i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1))
                : i == 0 || !Character.isHighSurrogate(string.charAt(i - 1));
    }
}
