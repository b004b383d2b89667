package dev.entente.engine.config;

import dev.entente.core.entity.Type;
import dev.entente.engine.config.EntityConfig.FieldConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code fields:} of an entity: the types of its fields. */
final class TypeReader {

    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_ .-]{0,62}";

    private static final List<String> SCALARS =
            Arrays.stream(Type.Scalar.values()).map(Type.Scalar::word).toList();

    private static final List<String> WORDS =
            Stream.concat(SCALARS.stream(), Stream.of("list", "set")).toList();

    private final Problems problems;

    TypeReader(Problems problems) {
        this.problems = problems;
    }

    List<FieldConfig> fields(Node node, String entity) {
        List<FieldConfig> fields = new ArrayList<>();
        Keys keys = Keys.in(node, "`fields` of " + entity, problems);
        for (Node.Entry entry : keys.all()) {
            String name = entry.key().text();
            if (!name.matches(NAME)) {
                problems.error(
                        entry.key().place(),
                        "`" + name + "` cannot be a field's name.",
                        "A name begins with a letter and has letters, digits, `-` and `_`.");
            }
            FieldConfig field = field(Name.of(entry.key()), entry.value());
            if (field != null) {
                fields.add(field);
            }
        }
        return fields;
    }

    private @Nullable FieldConfig field(Name name, Node node) {
        if (!(node instanceof Node.Block)) {
            Type type = type(name.text(), node);
            return type == null ? null : new FieldConfig(name, type, false);
        }
        Keys keys = Keys.of(node, "The field " + name.text(), problems);
        if (keys == null) {
            return null;
        }
        boolean personal = keys.yes("personal", false);
        Type type = detailed(name.text(), keys);
        PolicyReader.pointFrom(keys);
        keys.done();
        return type == null ? null : new FieldConfig(name, type, personal);
    }

    /** A type alone, or with its details. */
    private @Nullable Type type(String name, Node node) {
        if (node instanceof Node.Word word) {
            return simple(name, word);
        }
        Keys keys = Keys.of(node, "The type of " + name, problems);
        if (keys == null) {
            return null;
        }
        Type type = detailed(name, keys);
        keys.done();
        return type;
    }

    private @Nullable Type simple(String name, Node.Word word) {
        if (SCALARS.contains(word.text())) {
            return Type.Scalar.valueOf(word.text().toUpperCase(java.util.Locale.ROOT));
        }
        if (word.text().equals("list")) {
            problems.error(
                    word.place(),
                    "The list `" + name + "` does not say what tells its elements apart.",
                    "Write `{ type: list, key: code, of: { code: text, … } }`; a list that is"
                            + " only ever taken whole is `json`.");
        } else if (word.text().equals("set")) {
            problems.error(
                    word.place(),
                    "The set `" + name + "` does not say what it is a set of.",
                    "Write `{ type: set, of: text }`.");
        } else if (word.isNothing()) {
            problems.error(
                    word.place(),
                    "The field `" + name + "` has no type.",
                    "Write one of: " + String.join(", ", WORDS) + ".");
        } else {
            problems.error(
                    word.place(),
                    "Unknown type `" + word.text() + "`.",
                    Nearest.remedy(word.text(), WORDS, "There are:"));
        }
        return null;
    }

    private @Nullable Type detailed(String name, Keys keys) {
        Node.Word word = keys.word("type");
        if (word == null) {
            Node oneOf = keys.take("one-of");
            if (oneOf != null) {
                return oneOf(name, oneOf);
            }
            keys.all();
            problems.error(
                    keys.place(),
                    "The field `" + name + "` has no type.",
                    "Write `type:` and one of: " + String.join(", ", WORDS) + ".");
            return null;
        }
        return switch (word.text()) {
            case "list" -> list(name, keys, word);
            case "set" -> set(keys, word, name);
            case "text" -> {
                Node oneOf = keys.take("one-of");
                yield oneOf == null ? Type.Scalar.TEXT : oneOf(name, oneOf);
            }
            default -> simple(name, word);
        };
    }

    private @Nullable Type oneOf(String name, Node node) {
        List<String> values = new ArrayList<>();
        for (Node value : node instanceof Node.Items items ? items.nodes() : List.of(node)) {
            if (!(value instanceof Node.Word word)) {
                problems.error(
                        value.place(),
                        "`one-of` of " + name + " has " + value.kind() + " in it.",
                        "Write `one-of: [routine, urgent]`.");
                return null;
            }
            if (values.contains(word.text())) {
                problems.error(
                        word.place(), "`" + word.text() + "` stands here twice.", "Keep one.");
            }
            values.add(word.text());
        }
        return new Type.OneOf(values);
    }

    private @Nullable Type set(Keys keys, Node.Word word, String name) {
        Node of = keys.take("of");
        if (of == null) {
            return simple(name, word);
        }
        Type type = type(name, of);
        return type == null ? null : new Type.SetOf(type);
    }

    private @Nullable Type list(String name, Keys keys, Node.Word word) {
        Node.Word key = keys.word("key");
        Node of = keys.take("of");
        if (key == null || of == null) {
            return simple(name, word);
        }
        Keys elements = Keys.of(of, "`of` of the list " + name, problems);
        if (elements == null) {
            return null;
        }
        Map<String, Type> fields = new LinkedHashMap<>();
        boolean complete = true;
        for (Node.Entry entry : elements.all()) {
            Type type = type(entry.key().text(), entry.value());
            complete &= type != null;
            if (type != null) {
                fields.put(entry.key().text(), type);
            }
        }
        if (complete && !fields.containsKey(key.text())) {
            problems.error(
                    key.place(),
                    "The key `" + key.text() + "` is not among the fields of the list.",
                    Nearest.remedy(key.text(), fields.keySet(), "They are:"));
            return null;
        }
        return complete ? new Type.ListBy(key.text(), fields) : null;
    }
}
