package dev.entente.simulator.check;

import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.desk.Answer;
import dev.entente.engine.desk.Chronicle;
import dev.entente.engine.desk.Wording;
import dev.entente.engine.journal.JournalEntry;
import dev.entente.simulator.scene.Name;
import dev.entente.simulator.scene.Scene;
import dev.entente.simulator.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one record: at the systems, in the engine and to it, in the order of time; and
 * in the end what should be there, and what is.
 */
final class Story {
    private static final int LONGEST = 160;

    private final Scene scene;
    private final EntityBinding binding;
    private final Entity entity;
    private final Ledger ledger;
    private final Notebook notebook;
    private final List<Happening> happenings;

    Story(
            Scene scene,
            EntityBinding binding,
            Ledger ledger,
            Notebook notebook,
            List<Happening> happenings) {
        this.scene = scene;
        this.binding = binding;
        this.entity = binding.entity();
        this.ledger = ledger;
        this.notebook = notebook;
        this.happenings = happenings;
    }

    String of(Name name, Invariant invariant) {
        List<Happening> lines = new ArrayList<>(happenings);
        for (Ledger.Entry entry : ledger.of(name)) {
            lines.add(new Happening(entry.time(), words(entry)));
        }
        for (Notebook.Page page : notebook.of(name)) {
            Chronicle chronicle = new Chronicle(entity, true);
            for (JournalEntry entry : page.entries()) {
                for (Answer.Line line : chronicle.entry(entry).lines()) {
                    if (saysNothing(line)) {
                        continue;
                    }
                    lines.add(new Happening(entry.timeMicros(), "    Entente: " + line.sentence()));
                }
            }
        }
        lines.sort(Comparator.comparingLong(Happening::time));
        List<String> told = new ArrayList<>();
        told.add("the story of " + name + ":");
        lines.subList(Math.max(0, lines.size() - LONGEST), lines.size())
                .forEach(line -> told.add(World.clock(line.time()) + "  " + line.what()));
        told.add("expected: " + invariant.words());
        told.add("found:");
        binding.placements().forEach(place -> told.add("  " + found(name, place)));
        notebook.of(name)
                .forEach(page -> told.add("  agreed on: " + words(page.link().head().values())));
        return String.join("\n", told);
    }

    /** That a field was empty when it was first looked at. */
    private static boolean saysNothing(Answer.Line line) {
        return "first".equals(line.rule()) && line.to() == null;
    }

    private String words(Ledger.Entry entry) {
        String system = entity.branches().get(entry.branch()).system();
        String who = entry.isOurs() ? "Entente" : "a user";
        return "%s: %s %s (commit %d)"
                .formatted(system, who, change(entry.before(), entry.after()), entry.commit());
    }

    private String change(@Nullable Row before, @Nullable Row after) {
        if (before == null || after == null) {
            return after == null ? "deleted it" : "made it with " + words(after);
        }
        List<String> changes = new ArrayList<>();
        for (Field field : entity.fields()) {
            Value was = before.orNull(field.index());
            Value is = after.orNull(field.index());
            if (!was.equals(is)) {
                changes.add("set %s to %s (was %s)".formatted(field.name(), shown(is), shown(was)));
            }
        }
        return changes.isEmpty() ? "changed nothing that is mapped" : String.join(", ", changes);
    }

    private String found(Name name, Placement place) {
        String system = place.branch().system();
        for (Row values : scene.values(place)) {
            if (Scene.name(binding, values).equals(name)) {
                return system + ": " + words(values);
            }
        }
        return system + ": nothing";
    }

    private String words(Row row) {
        List<String> cells = new ArrayList<>();
        for (Field field : entity.fields()) {
            if (!row.orNull(field.index()).isNull()) {
                cells.add(field.name() + " = " + shown(row.get(field.index())));
            }
        }
        return String.join(", ", cells);
    }

    private static String shown(@Nullable Value value) {
        String text = Wording.of(value);
        return text == null ? "nothing" : text;
    }
}
