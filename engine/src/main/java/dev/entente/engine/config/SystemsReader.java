package dev.entente.engine.config;

import dev.entente.connector.ConnectorKind;
import dev.entente.connector.Secret;
import dev.entente.connector.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code systems:}. */
final class SystemsReader {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,39}";

    private final List<ConnectorKind> kinds;
    private final References references;
    private final Problems problems;
    private final List<String> declared = new ArrayList<>();

    SystemsReader(List<ConnectorKind> kinds, References references, Problems problems) {
        this.kinds = kinds;
        this.references = references;
        this.problems = problems;
    }

    List<Config.SystemConfig> read(Node node) {
        List<Config.SystemConfig> systems = new ArrayList<>();
        Keys keys = Keys.of(node, "`systems`", problems);
        if (keys == null) {
            return systems;
        }
        for (Node.Entry entry : keys.all()) {
            declared.add(entry.key().text());
            Config.SystemConfig system = system(entry);
            if (system != null) {
                systems.add(system);
            }
        }
        return systems;
    }

    /** The names of all systems, of those that are wrong, too: others refer to them. */
    List<String> declared() {
        return declared;
    }

    private Config.@Nullable SystemConfig system(Node.Entry entry) {
        String name = entry.key().text();
        if (!name.matches(NAME)) {
            problems.error(
                    entry.key().place(),
                    "`" + name + "` cannot be a system's name.",
                    "A name has up to 40 letters, digits, `-` and `_`.");
        }
        Keys keys = Keys.of(entry.value(), "The system " + name, problems);
        if (keys == null) {
            return null;
        }
        ConnectorKind kind = kind(name, keys, entry.key().place());
        if (kind == null) {
            refuseStrangers(keys);
            return null;
        }
        Map<String, Place> places = new HashMap<>();
        Settings settings = settings(name, kind, keys, places);
        keys.done();
        return settings == null
                ? null
                : validated(new Config.SystemConfig(name, kind, settings, keys.place()), places);
    }

    /** What no kind of system knows is wrong whichever kind was meant. */
    private void refuseStrangers(Keys keys) {
        kinds.stream().flatMap(one -> one.settings().stream()).forEach(s -> keys.take(s.name()));
        keys.done();
    }

    private @Nullable ConnectorKind kind(String system, Keys keys, Place place) {
        Node.Word word = keys.word("connector");
        List<String> names = kinds.stream().map(ConnectorKind::name).toList();
        if (word == null) {
            if (!keys.has("connector") || keys.take("connector") == null) {
                problems.error(
                        place,
                        "The system " + system + " does not say what it is.",
                        "Write `connector:` and one of: " + String.join(", ", names) + ".");
            }
            return null;
        }
        Optional<ConnectorKind> kind =
                kinds.stream().filter(one -> one.name().equals(word.text())).findFirst();
        if (kind.isEmpty()) {
            problems.error(
                    word.place(),
                    "Unknown connector `" + word.text() + "`.",
                    Nearest.remedy(word.text(), names, "There are:"));
        }
        return kind.orElse(null);
    }

    /** All settings, or null where one of them is wrong. */
    private @Nullable Settings settings(
            String system, ConnectorKind kind, Keys keys, Map<String, Place> places) {
        Map<String, String> words = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        int before = problems.errors();
        for (ConnectorKind.Setting setting : kind.settings()) {
            Node.Word word = keys.word(setting.name());
            if (word == null) {
                missing(system, setting, keys);
                continue;
            }
            places.put(setting.name(), word.place());
            if (setting.secret()) {
                Secret secret = references.secret(system, setting.name(), word);
                if (secret != null) {
                    secrets.put(setting.name(), secret);
                }
            } else {
                String text = references.word(setting.name(), word);
                if (text != null) {
                    words.put(setting.name(), text);
                }
            }
        }
        return problems.errors() == before ? new Settings(system, words, secrets) : null;
    }

    private void missing(String system, ConnectorKind.Setting setting, Keys keys) {
        if (setting.required() && keys.take(setting.name()) == null) {
            problems.error(
                    keys.place(),
                    "The system " + system + " has no `" + setting.name() + "`.",
                    "Write `" + setting.name() + ":` and " + setting.meaning() + ".");
        }
    }

    private Config.@Nullable SystemConfig validated(
            Config.SystemConfig system, Map<String, Place> places) {
        List<ConnectorKind.Problem> wrong = system.kind().validate(system.settings());
        for (ConnectorKind.Problem problem : wrong) {
            problems.error(
                    places.getOrDefault(problem.setting(), system.place()),
                    "`"
                            + problem.setting()
                            + "` of "
                            + system.name()
                            + " "
                            + sentence(problem.message()),
                    "");
        }
        return wrong.isEmpty() ? system : null;
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
