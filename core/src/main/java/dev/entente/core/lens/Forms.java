package dev.entente.core.lens;

import dev.entente.core.entity.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks the form between what a system keeps and what an entity wants. */
public final class Forms {

    private Forms() {}

    /** The form between values of a kind and a type, or null where there is none. */
    public static @Nullable Form between(Kind kind, Type type) {
        return switch (type) {
            case Type.Scalar _ ->
                    Coercion.isPossible(kind, Kind.of(type))
                            ? Coercion.between(kind, Kind.of(type))
                            : null;
            case Type.OneOf oneOf ->
                    Coercion.isPossible(kind, Kind.TEXT)
                            ? Chain.of(
                                    Coercion.between(kind, Kind.TEXT), Among.texts(oneOf.values()))
                            : null;
            case Type.ListBy list -> kind == Kind.JSON ? list(list, Map.of()) : null;
            case Type.SetOf set -> set(kind, set);
        };
    }

    /**
     * The form of a list by key in JSON, or null where there is none.
     *
     * @param names what the JSON objects call the fields that they name differently
     */
    public static @Nullable Form list(Type.ListBy list, Map<String, String> names) {
        List<JsonList.Element> elements = new ArrayList<>();
        for (Map.Entry<String, Type> field : list.of().entrySet()) {
            Form form = between(Kind.JSON, field.getValue());
            if (form == null) {
                return null;
            }
            String name = field.getKey();
            elements.add(new JsonList.Element(name, names.getOrDefault(name, name), form));
        }
        return new JsonList(list.key(), elements);
    }

    private static @Nullable Form set(Kind kind, Type.SetOf set) {
        Kind element = kind == Kind.ITEMS ? Kind.of(set.of()) : kind;
        boolean isList = kind == Kind.ITEMS || kind == Kind.JSON;
        Form form = isList ? between(element, set.of()) : null;
        return form == null ? null : new SortedSet(form);
    }
}
