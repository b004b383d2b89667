package dev.entente.engine.config;

import dev.entente.engine.config.EntityConfig.PolicyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code conflicts:}, a policy a field, and {@code deletes:}. */
final class PolicyReader {

    private static final List<String> WORDS =
            List.of(
                    "last-writer-wins",
                    "owner",
                    "prefer",
                    "counter",
                    "set",
                    "list by",
                    "text",
                    "min",
                    "max",
                    "ask");

    /** What others call a policy where an entity or a field is declared. */
    private static final Set<String> OTHER_NAMES = Set.of("policy", "policies", "merge", "owner");

    private final List<String> systems;
    private final Problems problems;

    /**
     * @param systems where the entity is kept
     */
    PolicyReader(List<String> systems, Problems problems) {
        this.systems = systems;
        this.problems = problems;
    }

    /** Says of a block in which a policy may be looked for where it stands. */
    static void pointFrom(Keys keys) {
        keys.elsewhere(
                OTHER_NAMES,
                "Which of two edits wins is said in the entity's `conflicts:`, such as `conflicts:"
                        + " { price: owner shop }`.");
    }

    List<PolicyConfig> policies(Keys conflicts) {
        List<PolicyConfig> policies = new ArrayList<>();
        for (Node.Entry entry : conflicts.all()) {
            if (!(entry.value() instanceof Node.Word word)) {
                problems.error(
                        entry.value().place(),
                        "The policy of `"
                                + entry.key().text()
                                + "` is "
                                + entry.value().kind()
                                + ".",
                        "It is a few words, such as `owner lab`.");
                continue;
            }
            PolicyConfig policy = policy(Name.of(entry.key()), word);
            if (policy != null) {
                policies.add(policy);
            }
        }
        return policies;
    }

    @Nullable PolicyConfig policy(Name field, Node.Word word) {
        String[] words = word.text().strip().split("\\s+");
        return switch (words[0]) {
            case "last-writer-wins", "set", "text", "min", "max", "ask" ->
                    alone(field, words, word.place());
            case "owner", "prefer" -> ofSystem(field, words, 1, word.place());
            case "counter" ->
                    words.length == 1
                            ? new PolicyConfig(field, "counter", null, word.place())
                            : ofSystem(field, words, 2, word.place());
            case "list" -> list(field, words, word.place());
            default -> {
                problems.error(
                        word.place(),
                        "Unknown policy `" + word.text() + "`.",
                        Nearest.remedy(words[0], WORDS, "There are:"));
                yield null;
            }
        };
    }

    private @Nullable PolicyConfig alone(Name field, String[] words, Place place) {
        if (words.length > 1) {
            problems.error(
                    place, "`" + words[0] + "` stands alone.", "Leave out `" + words[1] + "`.");
            return null;
        }
        return new PolicyConfig(field, words[0], null, place);
    }

    /**
     * @param at which of the words is the system
     */
    private @Nullable PolicyConfig ofSystem(Name field, String[] words, int at, Place place) {
        boolean isCounter = words[0].equals("counter");
        if (words.length != at + 1 || (isCounter && !words[1].equals("prefer"))) {
            problems.error(
                    place,
                    "`" + String.join(" ", words) + "` is not a policy.",
                    isCounter
                            ? "Write `counter`, or `counter prefer SYSTEM`."
                            : "Write `"
                                    + words[0]
                                    + " SYSTEM`, with one of: "
                                    + String.join(", ", systems)
                                    + ".");
            return null;
        }
        if (!systems.contains(words[at])) {
            problems.error(
                    place,
                    "The policy names `" + words[at] + "`, where this entity is not kept.",
                    Nearest.remedy(words[at], systems, "It is kept at"));
            return null;
        }
        return new PolicyConfig(field, words[0], words[at], place);
    }

    private @Nullable PolicyConfig list(Name field, String[] words, Place place) {
        if (words.length != 3 || !words[1].equals("by")) {
            problems.error(
                    place,
                    "`" + String.join(" ", words) + "` does not say what tells the elements apart.",
                    "Write `list by code`, with the key that the field's type has.");
            return null;
        }
        return new PolicyConfig(field, "list", words[2], place);
    }
}
