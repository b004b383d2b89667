package dev.entente.engine.config;

import dev.entente.core.lens.LetterCase.Letters;
import dev.entente.engine.config.AtConfig.FieldAt;
import dev.entente.engine.config.AtConfig.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how one field is mapped at one system. */
final class LensReader {

    private static final int MOST_DIGITS = 100;

    private final Problems problems;

    LensReader(Problems problems) {
        this.problems = problems;
    }

    /** The mapping, or null where it is wrong. */
    @Nullable FieldAt read(Name field, Node node) {
        return switch (node) {
            case Node.Word word when word.text().equals("no") && word.plain() ->
                    new FieldAt(field, List.of(), Share.Whole.WHOLE, List.of(), false);
            case Node.Word word when word.isNothing() -> {
                problems.error(
                        word.place(),
                        "`" + field.text() + "` is mapped to nothing.",
                        "Write the column; `no` where the system does not have the field.");
                yield null;
            }
            case Node.Word word ->
                    new FieldAt(field, List.of(Name.of(word)), Share.Whole.WHOLE, List.of(), true);
            case Node.Block block -> detailed(field, block);
            case Node.Items items -> {
                problems.error(
                        items.place(),
                        "`" + field.text() + "` is mapped to a list.",
                        "Several columns are `{ from: [first, last], join: \" \" }`.");
                yield null;
            }
        };
    }

    private @Nullable FieldAt detailed(Name field, Node.Block block) {
        int before = problems.errors();
        Keys keys = Keys.of(block, "The mapping of " + field.text(), problems);
        if (keys == null) {
            return null;
        }
        List<Name> from = from(field, keys);
        Share share = share(keys, from);
        List<Turn> turns = turns(keys, share);
        boolean written = keys.yes("write", true);
        keys.done();
        return problems.errors() == before ? new FieldAt(field, from, share, turns, written) : null;
    }

    private List<Name> from(Name field, Keys keys) {
        List<Name> from = new ArrayList<>();
        Node node = keys.take("from");
        for (Node one : node instanceof Node.Items items ? items.nodes() : nodes(node)) {
            if (one instanceof Node.Word word) {
                from.add(Name.of(word));
            } else {
                problems.error(
                        one.place(), "`from` has " + one.kind() + " in it.", "It is a column.");
            }
        }
        if (from.isEmpty()) {
            problems.error(
                    keys.place(),
                    "The mapping of `" + field.text() + "` names no column.",
                    "Write `from:` and the column.");
        }
        return from;
    }

    private static List<Node> nodes(@Nullable Node node) {
        return node == null ? List.of() : List.of(node);
    }

    private Share share(Keys keys, List<Name> from) {
        Node.Word join = keys.word("join");
        Node.Word path = keys.word("path");
        Node.Word part = keys.word("part");
        if (from.size() > 1 && join == null) {
            problems.error(
                    keys.place(),
                    "Several columns, and nothing says what stands between them.",
                    "Write `join: \" \"`.");
        }
        if (join != null) {
            if (from.size() < 2 || path != null || part != null || join.text().isEmpty()) {
                problems.error(
                        join.place(),
                        "`join` is for several columns.",
                        "Write `from: [first, last]` and what stands between them.");
            }
            return new Share.Joined(join.text());
        }
        if (path != null) {
            if (part != null) {
                problems.error(
                        part.place(), "`path` and `part` cannot stand together.", "Keep one.");
            }
            return path(path);
        }
        return part == null ? Share.Whole.WHOLE : part(part, keys);
    }

    private Share path(Node.Word path) {
        List<String> names = List.of(path.text().split("\\.", -1));
        if (names.contains("")) {
            problems.error(
                    path.place(),
                    "`" + path.text() + "` is not a path.",
                    "Names with a point between them, such as `address.city`.");
        }
        return new Share.AtPath(names);
    }

    private Share part(Node.Word part, Keys keys) {
        Node.Word split = keys.word("split");
        if (split == null || split.text().isEmpty() || !part.text().matches("[1-9]")) {
            problems.error(
                    part.place(),
                    "`part` is one of the parts of a text that is cut somewhere.",
                    "Write `split: \" \", part: 1` for the first.");
            return Share.Whole.WHOLE;
        }
        return new Share.Part(split.text(), Integer.parseInt(part.text()) - 1, 0);
    }

    private List<Turn> turns(Keys keys, Share share) {
        List<Turn> turns = new ArrayList<>();
        if (keys.yes("trim", false)) {
            turns.add(new Turn.Trimmed(keys.place("trim")));
        }
        letterCase(keys, turns);
        affix(keys, turns);
        Node.Word split = share instanceof Share.Part ? null : keys.word("split");
        if (split != null) {
            splitAt(split, turns);
        }
        json(keys, turns);
        format(keys, turns);
        scale(keys, turns);
        codes(keys, turns);
        Node.Word otherwise = keys.word("default");
        if (otherwise != null) {
            turns.add(new Turn.Defaulted(Name.of(otherwise)));
        }
        if (share instanceof Share.Joined && !turns.isEmpty()) {
            problems.error(
                    turns.getFirst().place(),
                    "Joined columns are taken as they are.",
                    "Leave out everything but `from`, `join` and `write`.");
        }
        return turns;
    }

    private void letterCase(Keys keys, List<Turn> turns) {
        Node node = keys.take("case");
        if (node == null) {
            return;
        }
        if (node instanceof Node.Word word) {
            Letters letters = letters(word);
            turns.add(new Turn.Cased(letters, letters, word.place()));
            return;
        }
        Keys both = Keys.of(node, "`case`", problems);
        if (both != null) {
            Node.Word read = both.word("read");
            Node.Word written = both.word("write");
            both.done();
            if (read == null || written == null) {
                problems.error(
                        node.place(),
                        "`case` does not say both how it is read and how it is written.",
                        "Write `case: { read: lower, write: upper }`, or `case: lower` alone.");
                return;
            }
            turns.add(new Turn.Cased(letters(read), letters(written), node.place()));
        }
    }

    private Letters letters(Node.Word word) {
        if (!word.text().equals("lower") && !word.text().equals("upper")) {
            problems.error(
                    word.place(), "`case` is `" + word.text() + "`.", "It is `lower` or `upper`.");
        }
        return word.text().equals("upper") ? Letters.UPPER : Letters.LOWER;
    }

    private void affix(Keys keys, List<Turn> turns) {
        Node.Word prefix = keys.word("prefix");
        Node.Word suffix = keys.word("suffix");
        Node.Word either = prefix == null ? suffix : prefix;
        if (either != null) {
            turns.add(
                    new Turn.Affixed(
                            prefix == null ? "" : prefix.text(),
                            suffix == null ? "" : suffix.text(),
                            either.place()));
        }
    }

    private void splitAt(Node.Word split, List<Turn> turns) {
        if (split.text().isEmpty()) {
            problems.error(
                    split.place(), "Nothing cannot separate anything.", "Write `split: \";\"`.");
        } else {
            turns.add(new Turn.SplitAt(split.text(), split.place()));
        }
    }

    private void json(Keys keys, List<Turn> turns) {
        Node.Word as = keys.word("as");
        Node names = keys.take("names");
        if (as != null && !as.text().equals("json")) {
            problems.error(as.place(), "`as` is `" + as.text() + "`.", "It can only be `json`.");
        }
        Map<String, String> map = new LinkedHashMap<>();
        Keys renamed = Keys.in(names, "`names`", problems);
        for (Node.Entry entry : renamed.all()) {
            Node.Word word = renamed.word(entry.key().text());
            if (word != null) {
                map.put(entry.key().text(), word.text());
            }
        }
        if (as != null || names != null) {
            turns.add(new Turn.AsJson(map, as == null ? keys.place("names") : as.place()));
        }
    }

    private void format(Keys keys, List<Turn> turns) {
        Node.Word format = keys.word("format");
        if (format != null) {
            turns.add(new Turn.Formatted(format.text(), format.place()));
        }
        Node.Word zone = keys.word("zone");
        if (zone != null) {
            try {
                turns.add(new Turn.InZone(ZoneId.of(zone.text()), zone.place()));
            } catch (DateTimeException e) {
                List<String> known = List.copyOf(ZoneId.getAvailableZoneIds());
                String nearest = Nearest.to(zone.text(), known);
                problems.error(
                        zone.place(),
                        "Unknown zone `" + zone.text() + "`.",
                        nearest == null
                                ? "Write it as `Europe/Berlin`, `UTC` or `+02:00`."
                                : "Did you mean `" + nearest + "`?");
            }
        }
    }

    private void scale(Keys keys, List<Turn> turns) {
        Node.Word scale = keys.word("scale");
        Node.Word offset = keys.word("offset");
        Node.Word digits = keys.word("digits");
        Node.Word rounding = keys.word("rounding");
        Node.Word any = scale != null ? scale : offset != null ? offset : digits;
        if (any == null) {
            if (rounding != null) {
                problems.error(rounding.place(), "Nothing is rounded here.", "Say `digits`, too.");
            }
            return;
        }
        BigDecimal factor = number(scale, BigDecimal.ONE);
        if (factor.signum() == 0) {
            problems.error(any.place(), "`scale` is 0.", "That would lose every value.");
            return;
        }
        turns.add(
                new Turn.Scaled(
                        factor,
                        number(offset, BigDecimal.ZERO),
                        digits == null ? -1 : whole(digits),
                        rounding == null ? RoundingMode.HALF_UP : rounding(rounding),
                        any.place()));
    }

    private BigDecimal number(Node.@Nullable Word word, BigDecimal otherwise) {
        if (word == null) {
            return otherwise;
        }
        if (!word.text().matches("[+-]?\\d{1,30}(\\.\\d{1,30})?")) {
            problems.error(
                    word.place(), "`" + word.text() + "` is not a number.", "As in `0.001`.");
            return BigDecimal.ONE;
        }
        return new BigDecimal(word.text());
    }

    private int whole(Node.Word word) {
        if (word.text().matches("\\d{1,3}") && Integer.parseInt(word.text()) <= MOST_DIGITS) {
            return Integer.parseInt(word.text());
        }
        problems.error(
                word.place(),
                "`digits` is `" + word.text() + "`.",
                "It is how many digits the system keeps after the point: 0 to 100.");
        return 0;
    }

    private RoundingMode rounding(Node.Word word) {
        return switch (word.text()) {
            case "half-up" -> RoundingMode.HALF_UP;
            case "half-even" -> RoundingMode.HALF_EVEN;
            case "half-down" -> RoundingMode.HALF_DOWN;
            case "up" -> RoundingMode.UP;
            case "down" -> RoundingMode.DOWN;
            case "ceiling" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> {
                problems.error(
                        word.place(),
                        "Unknown rounding `" + word.text() + "`.",
                        Nearest.remedy(
                                word.text().toLowerCase(Locale.ROOT),
                                List.of(
                                        "half-up",
                                        "half-even",
                                        "half-down",
                                        "up",
                                        "down",
                                        "ceiling",
                                        "floor"),
                                "There are:"));
                yield RoundingMode.HALF_UP;
            }
        };
    }

    private void codes(Keys keys, List<Turn> turns) {
        Node values = keys.take("values");
        if (values == null) {
            return;
        }
        Keys table = Keys.in(values, "`values`", problems);
        List<Turn.Code> codes = new ArrayList<>();
        for (Node.Entry entry : table.all()) {
            Node.Word meaning = table.word(entry.key().text());
            if (meaning == null) {
                problems.error(
                        entry.key().place(),
                        "The code `" + entry.key().text() + "` means nothing.",
                        "Write what it is in the entity, as in `1: routine`.");
            } else {
                boolean isNull = entry.key().isNothing();
                codes.add(new Turn.Code(Name.of(entry.key()), isNull, Name.of(meaning)));
            }
        }
        if (codes.isEmpty()) {
            problems.error(values.place(), "`values` is empty.", "As in `{ 1: routine }`.");
        }
        turns.add(new Turn.Codes(codes, values.place()));
    }
}
