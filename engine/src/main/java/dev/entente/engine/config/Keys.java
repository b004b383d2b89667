package dev.entente.engine.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A block of which every key must be asked for: what is left over at the end is an error. */
final class Keys {

    private final Problems problems;
    private final Place place;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, String> elsewhere = new HashMap<>();

    private Keys(Node.Block block, Problems problems) {
        this.problems = problems;
        this.place = block.place();
        Set<String> seen = new HashSet<>();
        for (Node.Entry entry : block.entries()) {
            String key = entry.key().text();
            if (!seen.add(key)) {
                problems.error(
                        entry.key().place(),
                        "`" + key + "` stands here twice.",
                        "Keep one of them (the other is at line " + lineOf(key) + ").");
            } else {
                entries.put(key, entry);
            }
        }
    }

    private int lineOf(String key) {
        Node.Entry first = entries.get(key);
        return first == null ? place.line() : first.key().place().line();
    }

    /**
     * @param what the block is, and its form, for the message where the node is none
     */
    static @Nullable Keys of(Node node, String what, Problems problems) {
        if (node instanceof Node.Block block) {
            return new Keys(block, problems);
        }
        problems.error(node.place(), what + " is " + node.kind() + ".", "It is a block of keys.");
        return null;
    }

    /** The keys of a block; none where there is no node, or where it is not a block: an error. */
    static Keys in(@Nullable Node node, String what, Problems problems) {
        Keys keys = node == null ? null : of(node, what, problems);
        return keys == null
                ? new Keys(new Node.Block(List.of(), new Place("", 1, 1)), problems)
                : keys;
    }

    Place place() {
        return place;
    }

    /** The place of a key that is there. */
    Place place(String key) {
        Node.Entry entry = entries.get(key);
        return entry == null ? place : entry.key().place();
    }

    /** The value of a key, or null where the key is not there or has nothing. */
    @Nullable Node take(String key) {
        asked.add(key);
        Node.Entry entry = entries.get(key);
        return entry == null || (entry.value() instanceof Node.Word word && word.isNothing())
                ? null
                : entry.value();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** A single value, or null; one that is something else is an error. */
    Node.@Nullable Word word(String key) {
        Node node = take(key);
        if (node == null || node instanceof Node.Word) {
            return (Node.Word) node;
        }
        problems.error(
                node.place(), "`" + key + "` is " + node.kind() + ".", "It is a single value.");
        return null;
    }

    /** {@code yes} or {@code no}. */
    boolean yes(String key, boolean otherwise) {
        Node.Word word = word(key);
        if (word == null) {
            return otherwise;
        }
        return switch (word.text()) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> {
                problems.error(
                        word.place(),
                        "`" + key + "` is `" + word.text() + "`.",
                        "It is `yes` or `no`.");
                yield otherwise;
            }
        };
    }

    /** Every entry, each as if asked for: the keys are names that the file gives. */
    List<Node.Entry> all() {
        asked.addAll(entries.keySet());
        return List.copyOf(entries.values());
    }

    /** These may be looked for here, and are not known: what to do instead. */
    void elsewhere(Set<String> words, String remedy) {
        words.forEach(word -> elsewhere.put(word, remedy));
    }

    /** To be called last: every key that was not asked for is an error. */
    void done() {
        for (Node.Entry entry : entries.values()) {
            String key = entry.key().text();
            if (!asked.contains(key)) {
                List<String> open = new ArrayList<>(asked);
                problems.error(
                        entry.key().place(),
                        "Unknown key `" + key + "`.",
                        elsewhere.getOrDefault(key, Nearest.remedy(key, open, "Here can stand:")));
            }
        }
    }
}
