package dev.entente.engine.config;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.engine.config.AtConfig.ConstantAt;
import dev.entente.engine.config.AtConfig.FieldAt;
import dev.entente.engine.config.EntityConfig.FieldConfig;
import dev.entente.engine.config.EntityConfig.PolicyConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code entities:}. */
final class EntityReader {

    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,39}";

    private final List<String> systems;
    private final Brakes guard;
    private final Problems problems;

    /**
     * @param systems all that are declared, in the order of the file
     * @param guard where an entity says nothing else
     */
    EntityReader(List<String> systems, Brakes guard, Problems problems) {
        this.systems = systems;
        this.guard = guard;
        this.problems = problems;
    }

    List<EntityConfig> read(Node node) {
        List<EntityConfig> entities = new ArrayList<>();
        Keys keys = Keys.in(node, "`entities`", problems);
        for (Node.Entry entry : keys.all()) {
            EntityConfig entity = entity(entry);
            if (entity != null) {
                entities.add(entity);
            }
        }
        return entities;
    }

    private @Nullable EntityConfig entity(Node.Entry entry) {
        Name name = Name.of(entry.key());
        if (!name.text().matches(NAME)) {
            problems.error(
                    name.place(),
                    "`" + name.text() + "` cannot be an entity's name.",
                    "A name begins with a letter and has up to 40 letters, digits, `-` and `_`.");
        }
        Keys keys = Keys.of(entry.value(), "The entity " + name.text(), problems);
        if (keys == null) {
            return null;
        }
        Node fields = keys.take("fields");
        List<FieldConfig> declared =
                fields == null ? List.of() : new TypeReader(problems).fields(fields, name.text());
        List<List<Name>> matches = matches(keys.take("match"));
        Node conflicts = keys.take("conflicts");
        DeletePolicy deletes = deletes(keys);
        Brakes brakes = new GuardReader(problems).guard(keys.take("guard"), guard);
        List<AtConfig> at = at(name, keys);
        List<String> kept = at.stream().map(one -> one.system().text()).toList();
        PolicyReader policies = new PolicyReader(kept, problems);
        PolicyConfig every = everyField(conflicts, policies);
        List<PolicyConfig> each = eachField(conflicts, policies);
        PolicyReader.pointFrom(keys);
        keys.done();
        return new EntityConfig(name, declared, matches, each, every, deletes, brakes, at);
    }

    private List<List<Name>> matches(@Nullable Node node) {
        List<List<Name>> matches = new ArrayList<>();
        switch (node) {
            case null -> {}
            case Node.Word word -> matches.add(List.of(Name.of(word)));
            case Node.Items items
                    when items.nodes().stream().anyMatch(one -> one instanceof Node.Items) ->
                    items.nodes().forEach(one -> matches.add(names(one)));
            case Node.Items items -> matches.add(names(items));
            case Node.Block block ->
                    problems.error(
                            block.place(),
                            "`match` is a block of keys.",
                            "Write the fields that identify a record: `match: [order-number]`.");
        }
        matches.removeIf(List::isEmpty);
        return matches;
    }

    private List<Name> names(Node node) {
        List<Name> names = new ArrayList<>();
        for (Node one : node instanceof Node.Items items ? items.nodes() : List.of(node)) {
            if (one instanceof Node.Word word) {
                names.add(Name.of(word));
            } else {
                problems.error(one.place(), "`match` names fields.", "As in `[[a, b], [c]]`.");
            }
        }
        return names;
    }

    private @Nullable PolicyConfig everyField(@Nullable Node conflicts, PolicyReader policies) {
        return conflicts instanceof Node.Word word
                ? policies.policy(new Name("", word.place()), word)
                : null;
    }

    private List<PolicyConfig> eachField(@Nullable Node conflicts, PolicyReader policies) {
        return conflicts instanceof Node.Word
                ? List.of()
                : policies.policies(Keys.in(conflicts, "`conflicts`", problems));
    }

    private DeletePolicy deletes(Keys keys) {
        Node.Word word = keys.word("deletes");
        return switch (word == null ? "ask" : word.text()) {
            case "ask" -> DeletePolicy.ASK;
            case "delete-wins" -> DeletePolicy.DELETE_WINS;
            case "update-wins" -> DeletePolicy.UPDATE_WINS;
            case String other -> {
                problems.error(
                        keys.place("deletes"),
                        "Unknown policy `" + other + "`.",
                        Nearest.remedy(
                                other, List.of("delete-wins", "update-wins", "ask"), "There are:"));
                yield DeletePolicy.ASK;
            }
        };
    }

    private List<AtConfig> at(Name entity, Keys keys) {
        Node node = keys.take("at");
        if (node == null) {
            problems.error(
                    entity.place(),
                    "The entity " + entity.text() + " does not say where it is kept.",
                    "Write `at:` and under it each system with its `table:`.");
            return List.of();
        }
        List<AtConfig> at = new ArrayList<>();
        Keys places = Keys.in(node, "`at`", problems);
        for (Node.Entry entry : places.all()) {
            if (!systems.contains(entry.key().text())) {
                problems.error(
                        entry.key().place(),
                        "Unknown system `" + entry.key().text() + "`.",
                        Nearest.remedy(entry.key().text(), systems, "There are:"));
                continue;
            }
            AtConfig one = at(entry);
            if (one != null) {
                at.add(one);
            }
        }
        at.sort(Comparator.comparingInt(one -> systems.indexOf(one.system().text())));
        if (places.all().size() == 1) {
            problems.warn(
                    node.place(),
                    "The entity " + entity.text() + " is kept at one system only.",
                    "There is nothing to keep in agreement until a second one is named.");
        }
        return at;
    }

    private @Nullable AtConfig at(Node.Entry entry) {
        Name system = Name.of(entry.key());
        Keys keys = Keys.of(entry.value(), "What is at " + system.text(), problems);
        if (keys == null) {
            return null;
        }
        Node.Word table = keys.word("table");
        Node.Word resource = keys.word("resource");
        List<FieldAt> fields = fields(keys.take("fields"));
        List<ConstantAt> constants = constants(keys.take("constants"));
        Branch.Rights rights =
                new Branch.Rights(
                        keys.yes("create", true),
                        keys.yes("update", true),
                        keys.yes("delete", true));
        keys.done();
        Node.Word where = table == null ? resource : table;
        if (where == null || (table != null && resource != null)) {
            problems.error(
                    system.place(),
                    "It is not said which table it is at " + system.text() + ".",
                    "Write `table:` and its name, once.");
            return null;
        }
        return new AtConfig(system, Name.of(where), rights, fields, constants);
    }

    private List<FieldAt> fields(@Nullable Node node) {
        List<FieldAt> fields = new ArrayList<>();
        Keys keys = Keys.in(node, "`fields`", problems);
        LensReader lenses = new LensReader(problems);
        for (Node.Entry entry : keys.all()) {
            FieldAt field = lenses.read(Name.of(entry.key()), entry.value());
            if (field != null) {
                fields.add(field);
            }
        }
        return fields;
    }

    private List<ConstantAt> constants(@Nullable Node node) {
        List<ConstantAt> constants = new ArrayList<>();
        Keys keys = Keys.in(node, "`constants`", problems);
        for (Node.Entry entry : keys.all()) {
            Node.Word value = keys.word(entry.key().text());
            if (value != null) {
                constants.add(new ConstantAt(Name.of(entry.key()), Name.of(value)));
            }
        }
        return constants;
    }
}
