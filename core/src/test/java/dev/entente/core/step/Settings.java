package dev.entente.core.step;

import dev.entente.core.Seed;
import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings drawn by chance. */
final class Settings {
    private final Seed seed;
    private int values;

    Settings(Seed seed) {
        this.seed = seed;
    }

    /** A record that is everywhere alike, somewhere, or not yet; nobody edits it at first. */
    Setting first() {
        int systems = seed.between(2, 3);
        List<Policy> policies = new ArrayList<>();
        for (int i = seed.between(1, 4); i > 0; i--) {
            policies.add(policy(systems));
        }
        Entity entity = Fields.entity(systems, seed.pick(List.of(DeletePolicy.values())), policies);
        if (seed.oneIn(3)) {
            int field = seed.below(policies.size());
            Branch.Use use =
                    seed.oneIn(2) && field > 0
                            ? Branch.Use.NONE
                            : new Branch.Use(true, true, Fields.TRIMMED);
            entity = Fields.with(entity, seed.below(systems), field, use);
        }
        List<@Nullable Row> initial = new ArrayList<>();
        boolean alike = !seed.oneIn(3);
        for (int i = 0; i < systems; i++) {
            initial.add(!alike && seed.oneIn(2) ? null : row(entity, alike));
        }
        return new Setting(
                entity,
                initial,
                Collections.nCopies(systems, List.of()),
                List.of(),
                new Setting.Habits(
                        Setting.Clock.TRUE,
                        seed.oneIn(2),
                        seed.oneIn(2),
                        !seed.oneIn(4),
                        seed.oneIn(2),
                        seed.oneIn(2)),
                seed.oneIn(2) ? seed.below(3) : 0);
    }

    /** What users do then. */
    Setting next(Setting first) {
        List<List<UserEdit>> scripts = new ArrayList<>();
        boolean presence = seed.oneIn(3);
        for (int i = 0; i < first.initial().size(); i++) {
            List<UserEdit> script = new ArrayList<>();
            for (int n = seed.below(5); n > 0; n--) {
                script.add(edit(first.entity(), i, presence));
            }
            scripts.add(script);
        }
        return new Setting(
                first.entity(),
                first.initial(),
                scripts,
                List.of(),
                first.habits(),
                seed.oneIn(2) ? seed.below(4) : 0);
    }

    private Policy policy(int systems) {
        return switch (seed.below(10)) {
            case 0 -> new Policy.Owner(seed.below(systems));
            case 1 -> new Policy.Prefer(seed.below(systems));
            case 2 -> new Policy.Counter(seed.between(-1, systems - 1));
            case 3 -> new Policy.SetMerge();
            case 4 -> new Policy.ListMerge();
            case 5 -> new Policy.Min();
            case 6 -> new Policy.Max();
            case 7 -> new Policy.Ask();
            case 8 -> new Policy.TextMerge();
            default -> new Policy.LastWriterWins();
        };
    }

    private Row row(Entity entity, boolean alike) {
        List<Value> cells = new ArrayList<>();
        for (Field field : entity.fields()) {
            Value value = Fields.initial(field.policy());
            Row row = Row.empty(entity.width()).with(field.index(), value);
            if (!alike && seed.oneIn(2)) {
                Row edited = change(field, 9).on(row);
                value = edited == null ? value : edited.orNull(field.index());
            }
            cells.add(!alike && seed.oneIn(5) ? Value.Null.NULL : value);
        }
        return Row.of(cells.toArray(Value[]::new));
    }

    private UserEdit edit(Entity entity, int site, boolean presence) {
        if (presence && seed.oneIn(3)) {
            return seed.oneIn(2)
                    ? new UserEdit.Delete()
                    : new UserEdit.Create(row(entity, false), seed.oneIn(2));
        }
        Branch branch = entity.branches().get(site);
        List<Field> there = entity.fields().stream().filter(branch::maps).toList();
        if (there.isEmpty()) {
            return new UserEdit.Together(List.of());
        }
        if (seed.oneIn(4)) {
            return new UserEdit.Together(
                    List.of(change(seed.pick(there), site), change(seed.pick(there), site)));
        }
        return change(seed.pick(there), site);
    }

    private UserEdit change(Field field, int site) {
        int i = field.index();
        return switch (field.policy()) {
            case Policy.Counter _ -> new UserEdit.Add(i, seed.between(-9, 9));
            case Policy.Min _, Policy.Max _ -> new UserEdit.Put(i, Value.of(seed.below(1000)));
            case Policy.SetMerge _ ->
                    seed.oneIn(2)
                            ? new UserEdit.Include(i, name())
                            : new UserEdit.Exclude(i, name());
            case Policy.ListMerge _ ->
                    seed.oneIn(3)
                            ? new UserEdit.DropElement(i, text(name()))
                            : new UserEdit.PutElement(
                                    i,
                                    text(name()),
                                    seed.oneIn(2) ? "amount" : "note",
                                    fresh(site));
            case Policy.TextMerge _ ->
                    new UserEdit.Splice(
                            i,
                            seed.below(12),
                            seed.oneIn(2) ? 0 : seed.below(4),
                            seed.oneIn(4) ? "" : character());
            case Policy.LastWriterWins _, Policy.Owner _, Policy.Prefer _, Policy.Ask _ ->
                    new UserEdit.Put(i, fresh(site));
        };
    }

    private Value name() {
        return Value.of(seed.pick(List.of("old", "x", "y")));
    }

    private static String text(Value value) {
        return ((Value.Text) value).value();
    }

    /** One that occurs nowhere else. */
    private String character() {
        return Character.toString(0x4E00 + values++);
    }

    private Value fresh(int site) {
        String value = "s%d.%d".formatted(site, values++);
        return Value.of(seed.oneIn(4) ? " " + value + " " : value);
    }
}
