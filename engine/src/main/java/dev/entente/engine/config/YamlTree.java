package dev.entente.engine.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML text as a tree of nodes with their places. Of YAML only what a file of settings needs: one
 * document, no anchors, aliases or tags; bounded in size and depth.
 */
final class YamlTree {

    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 40;

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;
    private Place last;

    private YamlTree(String file, Iterator<Event> events, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.events = events;
        this.last = new Place(file, 1, 1);
    }

    /** The root, or null where the text is not YAML or is empty: then there is an error. */
    static @Nullable Node read(String file, String text, Problems problems) {
        Place start = new Place(file, 1, 1);
        if (text.length() > LONGEST) {
            problems.error(
                    start,
                    "The file is longer than a million characters.",
                    "A file of settings is not; is it the right one?");
            return null;
        }
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setCodePointLimit(LONGEST).build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(clean).iterator();
            return new YamlTree(file, events, problems).document();
        } catch (MarkedYamlEngineException e) {
            problems.error(place(file, e.getProblemMark()), syntax(e), remedy(e));
        } catch (ReaderException e) {
            problems.error(
                    placeAt(file, clean, e.getPosition()),
                    "There is a character that YAML does not allow (U+%04X)."
                            .formatted(e.getCodePoint()),
                    "Take it out, or write it as an escape in double quotes.");
        } catch (YamlEngineException e) {
            problems.error(start, "This is not YAML.", "Look for brackets that do not close.");
        }
        return null;
    }

    private @Nullable Node document() {
        Node root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root != null) {
                problems.error(
                        place(file, event.getStartMark()),
                        "A second document begins here.",
                        "One file is one document: take out the line `---`.");
                return null;
            }
            if (event instanceof NodeEvent || event instanceof AliasEvent) {
                root = node(event, 0);
                if (root == null) {
                    return null;
                }
            }
            if (event instanceof StreamEndEvent) {
                break;
            }
        }
        if (root == null || (root instanceof Node.Word word && word.isNothing())) {
            problems.error(
                    new Place(file, 1, 1),
                    "The file is empty.",
                    "It begins with `systems:` and `entities:`.");
            return null;
        }
        return root;
    }

    private @Nullable Node node(Event event, int depth) {
        last = place(file, event.getStartMark());
        if (depth > DEEPEST) {
            problems.error(
                    last,
                    "This is nested more than " + DEEPEST + " deep.",
                    "Nothing in this file is; look for brackets that do not close.");
            return null;
        }
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            problems.error(
                    last,
                    "Anchors (`&`) and aliases (`*`) are not read here.",
                    "Write it out; a text that begins with `*` or `&` needs quotes.");
            return null;
        }
        return switch (event) {
            case ScalarEvent scalar -> word(scalar);
            case MappingStartEvent block -> isTagged(block.getTag()) ? null : block(last, depth);
            case CollectionStartEvent items -> isTagged(items.getTag()) ? null : items(last, depth);
            default -> null;
        };
    }

    private boolean isTagged(Optional<String> tag) {
        if (tag.isPresent()) {
            problems.error(
                    last,
                    "Tags (`!`) are not read here.",
                    "Leave it out; a text that begins with `!` needs quotes.");
        }
        return tag.isPresent();
    }

    private Node.@Nullable Word word(ScalarEvent scalar) {
        return isTagged(scalar.getTag())
                ? null
                : new Node.Word(scalar.getValue(), scalar.isPlain(), last);
    }

    private @Nullable Node items(Place at, int depth) {
        List<Node> nodes = new ArrayList<>();
        for (Event event = events.next();
                !(event instanceof CollectionEndEvent);
                event = events.next()) {
            Node node = node(event, depth + 1);
            if (node == null) {
                return null;
            }
            nodes.add(node);
        }
        return new Node.Items(nodes, at);
    }

    private @Nullable Node block(Place at, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Event event = events.next();
                !(event instanceof CollectionEndEvent);
                event = events.next()) {
            Node key = node(event, depth + 1);
            Node value = key == null ? null : node(events.next(), depth + 1);
            if (key == null || value == null) {
                return null;
            }
            if (!(key instanceof Node.Word word)) {
                problems.error(key.place(), "A key is a single word here.", "Write `key: value`.");
                return null;
            }
            entries.add(new Node.Entry(word, value));
        }
        return new Node.Block(entries, at);
    }

    private static Place place(String file, Optional<Mark> mark) {
        return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
                .orElse(new Place(file, 1, 1));
    }

    private static Place placeAt(String file, String text, int position) {
        String before = text.substring(0, Math.clamp(position, 0, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(file, line, before.length() - before.lastIndexOf('\n'));
    }

    /** Only what the parser expected and found, never the line itself: it may hold a secret. */
    private static String syntax(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem()).replaceAll("\\s+", " ").strip();
        return "This is not YAML: " + problem + ".";
    }

    private static String remedy(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("'\\t") || problem.contains("TAB")) {
            return "Indent with spaces, not with tabs.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "A text with `: ` in it needs quotes; else look at the indentation.";
        }
        return "Look at the indentation, at quotes and at brackets, here and just above.";
    }
}
