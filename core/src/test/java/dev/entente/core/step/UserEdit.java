package dev.entente.core.step;

import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user does to a record at one system. One that finds no record to do it to does nothing.
 */
sealed interface UserEdit {

    record Put(int field, Value value) implements UserEdit {}

    record Add(int field, long amount) implements UserEdit {}

    record Include(int field, Value element) implements UserEdit {}

    record Exclude(int field, Value element) implements UserEdit {}

    /** Puts a value under a name into the element of a list, which is made where it is missing. */
    record PutElement(int field, String key, String name, Value value) implements UserEdit {
        private Row into(Row row) {
            List<Value> elements = new ArrayList<>(items(row.orNull(field)));
            Map<String, Value> element = new LinkedHashMap<>();
            element.put(KEY, Value.of(key));
            int at = elements.size();
            for (int i = 0; i < elements.size(); i++) {
                if (isNamed(elements.get(i), key)) {
                    element.putAll(((Value.Struct) elements.get(i)).fields());
                    at = i;
                }
            }
            element.put(name, value);
            Value whole = new Value.Struct(element);
            if (at < elements.size()) {
                elements.set(at, whole);
            } else {
                elements.add(whole);
            }
            return row.with(field, new Value.Items(elements));
        }
    }

    /** Takes so much out of a text there, and puts this in; at its end where it is shorter. */
    record Splice(int field, int at, int length, String text) implements UserEdit {
        private Row into(Row row) {
            String old = UserEdit.text(row.orNull(field));
            int from = Math.min(at, old.length());
            int to = Math.min(from + length, old.length());
            return row.with(field, Value.of(old.substring(0, from) + text + old.substring(to)));
        }
    }

    record DropElement(int field, String key) implements UserEdit {}

    /** Several at once, in one transaction. */
    record Together(List<UserEdit> edits) implements UserEdit {}

    /**
     * @param newKey whether it gets a key of its own rather than that of the record before it
     */
    record Create(Row row, boolean newKey) implements UserEdit {}

    record Delete() implements UserEdit {}

    /** The name by which elements of lists are known. */
    String KEY = "key";

    /** The row after it, or null where there is none. */
    default @Nullable Row on(@Nullable Row row) {
        return switch (this) {
            case Create create -> row == null ? create.row : row;
            case Delete _ -> null;
            case Together together -> {
                Row after = row;
                for (UserEdit edit : together.edits) {
                    after = edit.on(after);
                }
                yield after;
            }
            case Put _, Add _, Include _, Exclude _, PutElement _, DropElement _, Splice _ ->
                    row == null ? null : within(row);
        };
    }

    private Row within(Row row) {
        return switch (this) {
            case Put(int field, Value value) -> row.with(field, value);
            case Add(int field, long amount) ->
                    row.with(field, Value.of(whole(row.orNull(field)) + amount));
            case Include(int field, Value element) -> {
                List<Value> elements = new ArrayList<>(items(row.orNull(field)));
                elements.remove(element);
                elements.add(element);
                elements.sort(ValueOrder.INSTANCE);
                yield row.with(field, new Value.Items(elements));
            }
            case Exclude(int field, Value element) -> {
                List<Value> elements = new ArrayList<>(items(row.orNull(field)));
                elements.remove(element);
                yield row.with(field, new Value.Items(elements));
            }
            case PutElement put -> put.into(row);
            case Splice splice -> splice.into(row);
            case DropElement(int field, String key) -> {
                List<Value> elements = new ArrayList<>(items(row.orNull(field)));
                elements.removeIf(element -> isNamed(element, key));
                yield row.with(field, new Value.Items(elements));
            }
            case Create _, Delete _, Together _ -> row;
        };
    }

    static long whole(Value value) {
        return value instanceof Value.Whole(long whole) ? whole : 0;
    }

    static String text(Value value) {
        return value instanceof Value.Text(String text) ? text : "";
    }

    static List<Value> items(Value value) {
        return value instanceof Value.Items(List<Value> values) ? values : List.of();
    }

    static boolean isNamed(Value element, String key) {
        return element instanceof Value.Struct(Map<String, Value> fields)
                && Value.of(key).equals(fields.get(KEY));
    }
}
