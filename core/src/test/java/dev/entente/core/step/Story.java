package dev.entente.core.step;

import dev.entente.core.link.Reading;
import dev.entente.core.link.Write;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A history as a person reads it, line by line. */
final class Story {
    private static final int LONGEST = 150;

    private final @Nullable List<String> lines;

    private Story(@Nullable List<String> lines) {
        this.lines = lines;
    }

    static Story untold() {
        return new Story(null);
    }

    static Story told() {
        return new Story(new ArrayList<>());
    }

    void tell(String line) {
        if (lines != null && lines.size() < LONGEST) {
            lines.add(line);
        }
    }

    @Override
    public String toString() {
        return lines == null ? "" : String.join("\n", lines);
    }

    static String show(Fact fact) {
        return switch (fact) {
            case Fact.Planned(Write write) -> "planned " + show(write);
            case Fact.Edited edited ->
                    edited.changes().stream()
                            .map(change ->
                                    "f%d %s: %s->%s, head %s->%s"
                                            .formatted(
                                                    change.field(),
                                                    change.rule(),
                                                    show(change.base()),
                                                    show(change.incoming()),
                                                    show(change.before()),
                                                    show(change.after())))
                            .collect(
                                    Collectors.joining(
                                            "; ",
                                            "edited at %d (%s): "
                                                    .formatted(
                                                            edited.branch(), show(edited.stamp())),
                                            ""));
            case Fact other -> other.toString();
        };
    }

    static String show(Stamp stamp) {
        return stamp.micros() + "@" + stamp.system();
    }

    static String show(Site.Entry entry) {
        return "%s = %s at position %d, time %d"
                .formatted(show(entry.key()), show(entry.row()), entry.position(), entry.time());
    }

    static String show(Write write) {
        return "write %d (%s %s %s)"
                .formatted(
                        write.id().number(), write.kind(), show(write.key()), show(write.values()));
    }

    static String show(Reading reading) {
        return "%s %s %s, %s"
                .formatted(
                        reading.standing(),
                        show(reading.key()),
                        show(reading.values()),
                        reading.version());
    }

    static String show(@Nullable Key key) {
        return key == null
                ? "no key"
                : key.parts().stream().map(Story::show).collect(Collectors.joining("/"));
    }

    static String show(@Nullable Row row) {
        if (row == null) {
            return "nothing";
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.width(); i++) {
            if (row.has(i)) {
                cells.add("f" + i + "=" + show(row.get(i)));
            }
        }
        return "{" + String.join(" ", cells) + "}";
    }

    static String show(@Nullable Value value) {
        return switch (value) {
            case null -> "-";
            case Value.Null _ -> "null";
            case Value.Text(String text) -> text;
            case Value.Whole(long whole) -> Long.toString(whole);
            case Value.Items(List<Value> values) ->
                    values.stream().map(Story::show).collect(Collectors.joining(",", "[", "]"));
            case Value.Struct struct ->
                    struct.fields().values().stream()
                            .map(Story::show)
                            .collect(Collectors.joining(":"));
            case Value other -> other.toString();
        };
    }
}
