package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array of objects as a list by key. What an object holds beside the named fields is left as
 * it is: elements find their old object by their key.
 *
 * @param key the field of the entity's elements that tells them apart
 */
public record JsonList(String key, List<Element> elements) implements Form {

    /**
     * One field of an element.
     *
     * @param name in the entity
     * @param nativeName in the JSON object
     */
    public record Element(String name, String nativeName, Form form) {}

    public JsonList {
        elements = List.copyOf(elements);
    }

    @Override
    public Value get(Value nativeValue) {
        if (!(nativeValue instanceof Value.Items(List<Value> values))) {
            return nonList(nativeValue);
        }
        List<Value> list = new ArrayList<>(values.size());
        for (Value value : values) {
            list.add(element(value));
        }
        return new Value.Items(list);
    }

    private Value.Struct element(Value value) {
        if (!(value instanceof Value.Struct(Map<String, Value> object))) {
            throw new NoForm("has an element that is not a JSON object");
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Element element : elements) {
            Value cell = object.get(element.nativeName);
            if (cell != null) {
                fields.put(element.name, inside(element, element.nativeName, cell, true));
            }
        }
        Value keyValue = fields.get(key);
        if (keyValue == null || keyValue.isNull()) {
            throw new NoForm("has an element without its key `" + nativeKey() + "`");
        }
        return new Value.Struct(fields);
    }

    private String nativeKey() {
        return elements.stream()
                .filter(element -> element.name.equals(key))
                .map(Element::nativeName)
                .findFirst()
                .orElse(key);
    }

    private static Value inside(Element element, String name, Value value, boolean in) {
        try {
            return in ? element.form.get(value) : element.form.put(value);
        } catch (NoForm e) {
            throw new NoForm("has an element whose `" + name + "` " + e.getMessage());
        }
    }

    @Override
    public Value put(Value canonical) {
        return put(canonical, Map.of());
    }

    @Override
    public Value put(Value canonical, Value residue) {
        if (!(residue instanceof Value.Items(List<Value> old))) {
            return put(canonical);
        }
        Map<Value, Value.Struct> objects = new HashMap<>();
        List<Value> before = new ArrayList<>();
        for (Value value : old) {
            Value.Struct element = element(value);
            before.add(element);
            Value keyValue = element.fields().get(key);
            if (keyValue != null && value instanceof Value.Struct object) {
                objects.putIfAbsent(keyValue, object);
            }
        }
        return new Value.Items(before).equals(canonical) ? residue : put(canonical, objects);
    }

    private Value put(Value canonical, Map<Value, Value.Struct> objects) {
        if (!(canonical instanceof Value.Items(List<Value> values))) {
            return nonList(canonical);
        }
        List<Value> array = new ArrayList<>(values.size());
        for (Value value : values) {
            if (!(value instanceof Value.Struct(Map<String, Value> fields))) {
                throw new NoForm("has an element that has no fields");
            }
            Value keyValue = fields.get(key);
            if (keyValue == null || keyValue.isNull()) {
                throw new NoForm("has an element without its key `" + key + "`");
            }
            array.add(object(fields, objects.get(keyValue)));
        }
        return new Value.Items(array);
    }

    private Value object(Map<String, Value> fields, Value.@Nullable Struct old) {
        Map<String, Value> object = new LinkedHashMap<>(old == null ? Map.of() : old.fields());
        for (Element element : elements) {
            Value field = fields.get(element.name);
            Value before = old == null ? null : old.fields().get(element.nativeName);
            if (field == null) {
                object.remove(element.nativeName);
            } else if (before == null || !means(element, before, field)) {
                object.put(element.nativeName, inside(element, element.name, field, false));
            }
        }
        return new Value.Struct(object);
    }

    private static boolean means(Element element, Value nativeValue, Value canonical) {
        return inside(element, element.nativeName, nativeValue, true).equals(canonical);
    }

    private static Value nonList(Value value) {
        if (value.isNull()) {
            return value;
        }
        throw new NoForm("is not a list");
    }

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        return "a list by "
                + key
                + " of "
                + Listed.of(
                        elements.stream()
                                .map(element ->
                                        element.name.equals(element.nativeName)
                                                ? element.name
                                                : element.name + " (" + element.nativeName + ")"));
    }
}
