package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which piece of a column a field is. */
public sealed interface Cut {

    /** The piece as it stands in the column's value; null where there is none. */
    Value of(Value whole);

    /** The column's value with the piece replaced and all else as it was. */
    Value into(Value whole, Value piece);

    String words();

    /** What stands at a path of names in a JSON object. Null and missing are one. */
    record Path(List<String> names) implements Cut {
        public Path {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("a path has at least one name");
            }
        }

        @Override
        public Value of(Value whole) {
            Value value = whole;
            for (String name : names) {
                value = value.isNull() ? value : object(value).getOrDefault(name, Value.Null.NULL);
            }
            return value;
        }

        @Override
        public Value into(Value whole, Value piece) {
            return into(whole, 0, piece);
        }

        private Value into(Value whole, int depth, Value piece) {
            if (depth == names.size()) {
                return piece;
            }
            String name = names.get(depth);
            Map<String, Value> object = whole.isNull() ? Map.of() : object(whole);
            Value before = object.getOrDefault(name, Value.Null.NULL);
            Value after = into(before, depth + 1, piece);
            if (after.equals(before)) {
                return whole;
            }
            Map<String, Value> next = new LinkedHashMap<>(object);
            next.put(name, after);
            return new Value.Struct(next);
        }

        private static Map<String, Value> object(Value value) {
            if (value instanceof Value.Struct struct) {
                return struct.fields();
            }
            throw new NoForm("is not a JSON object all along the path");
        }

        @Override
        public String words() {
            return "at " + String.join(".", names);
        }
    }

    /**
     * One part of a text that is cut at a separator. Parts that are missing at its end are null;
     * the last part takes the rest.
     *
     * @param index from 0
     * @param count into how many parts it is cut at most
     */
    record Part(String separator, int index, int count) implements Cut {

        @Override
        public Value of(Value whole) {
            List<Value> parts = parts(whole);
            return index < parts.size() ? parts.get(index) : Value.Null.NULL;
        }

        private List<Value> parts(Value whole) {
            List<Value> parts = new ArrayList<>();
            if (whole instanceof Value.Text(String text)) {
                for (String part : text.split(Pattern.quote(separator), count)) {
                    parts.add(Value.of(part));
                }
            }
            return parts;
        }

        @Override
        public Value into(Value whole, Value piece) {
            List<Value> parts = parts(whole);
            while (parts.size() <= index) {
                parts.add(Value.Null.NULL);
            }
            parts.set(index, piece);
            while (!parts.isEmpty() && parts.getLast().isNull()) {
                parts.removeLast();
            }
            if (parts.isEmpty()) {
                return Value.Null.NULL;
            }
            List<String> texts = new ArrayList<>();
            for (Value part : parts) {
                texts.add(part.isNull() ? "" : Scalars.print(part));
            }
            return Value.of(String.join(separator, texts));
        }

        @Override
        public String words() {
            return "part " + (index + 1) + " of " + count + ", cut at `" + separator + "`";
        }
    }
}
