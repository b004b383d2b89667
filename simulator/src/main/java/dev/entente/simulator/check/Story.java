package dev.entente.simulator.check;

import dev.entente.core.entity.Field;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.journal.JournalEntry;
import dev.entente.simulator.history.Orders;
import dev.entente.simulator.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened to one order: at the systems, in the engine and to it, in the order of time. */
final class Story {
    private static final int LONGEST = 160;

    private final Orders orders;
    private final Ledger ledger;
    private final Notebook notebook;
    private final List<String> events;

    Story(Orders orders, Ledger ledger, Notebook notebook, List<String> events) {
        this.orders = orders;
        this.ledger = ledger;
        this.notebook = notebook;
        this.events = events;
    }

    String of(Value number) {
        List<String> lines = new ArrayList<>(events);
        for (Ledger.Entry entry : ledger.orders().getOrDefault(number, List.of())) {
            lines.add(
                    line(
                            entry.time(),
                            "%s #%d: %s: %s"
                                    .formatted(
                                            orders.system(entry.system()).name(),
                                            entry.commit(),
                                            entry.by(),
                                            change(entry.before(), entry.after()))));
        }
        List<Notebook.Page> pages = notebook.pages().getOrDefault(number, List.of());
        for (Notebook.Page page : pages) {
            for (JournalEntry entry : page.entries()) {
                lines.add(
                        line(
                                entry.timeMicros(),
                                "    journal ("
                                        + entry.cause()
                                        + "): "
                                        + entry.facts().stream()
                                                .map(this::show)
                                                .collect(Collectors.joining("; "))));
            }
        }
        Collections.sort(lines);
        List<String> last = lines.subList(Math.max(0, lines.size() - LONGEST), lines.size());
        return "the story of %s:%n%s%n%s"
                .formatted(
                        number,
                        String.join("\n", last),
                        pages.stream()
                                .map(page -> "head " + show(page.link().head().values()))
                                .collect(Collectors.joining("\n")));
    }

    private static String line(long time, String what) {
        return "%12.3f  %s".formatted((time - World.BEGINNING) / 1e6, what);
    }

    private String change(@Nullable Row before, @Nullable Row after) {
        if (before == null || after == null) {
            return after == null ? "deleted" : "made " + show(after);
        }
        StringBuilder text = new StringBuilder();
        for (Field field : orders.entity().fields()) {
            Value was = before.orNull(field.index());
            Value is = after.orNull(field.index());
            if (!was.equals(is)) {
                text.append(field.name()).append(' ').append(show(was)).append(" -> ");
                text.append(show(is)).append("  ");
            }
        }
        return text.isEmpty() ? "nothing that is mapped" : text.toString();
    }

    private String show(Fact fact) {
        return switch (fact) {
            case Fact.Edited edited ->
                    "edited at "
                            + orders.system(edited.branch()).name()
                            + " ("
                            + edited.stamp().micros() % 1_000_000_000
                            + "): "
                            + edited.changes().stream()
                                    .map(change ->
                                            "%s %s: %s -> %s, head %s -> %s"
                                                    .formatted(
                                                            orders.entity()
                                                                    .fields()
                                                                    .get(change.field())
                                                                    .name(),
                                                            change.rule(),
                                                            show(change.base()),
                                                            show(change.incoming()),
                                                            show(change.before()),
                                                            show(change.after())))
                                    .collect(Collectors.joining(", "));
            case Fact.Planned planned ->
                    "planned %d: %s %s %s %s"
                            .formatted(
                                    planned.write().id().number(),
                                    planned.write().kind(),
                                    orders.system(planned.write().branch()).name(),
                                    planned.write().key(),
                                    show(planned.write().values()));
            case Fact.Deleted deleted -> "deleted, last " + show(deleted.last());
            case Fact other -> other.toString();
        };
    }

    private String show(Row row) {
        List<String> cells = new ArrayList<>();
        for (Field field : orders.entity().fields()) {
            if (row.has(field.index())) {
                cells.add(field.name() + "=" + show(row.get(field.index())));
            }
        }
        return String.join(" ", cells);
    }

    private static String show(@Nullable Value value) {
        return switch (value) {
            case null -> "-";
            case Value.Null _ -> "null";
            case Value.Text(String text) -> "'" + text + "'";
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
