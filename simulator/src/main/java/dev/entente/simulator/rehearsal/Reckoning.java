package dev.entente.simulator.rehearsal;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Parked;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Row;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.journal.JournalEntry;
import dev.entente.simulator.check.Agreement;
import dev.entente.simulator.check.Ledger;
import dev.entente.simulator.check.Notebook;
import dev.entente.simulator.scene.Name;
import dev.entente.simulator.scene.Scene;
import dev.entente.testkit.system.FakeSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what came of rehearsals, from what people did at the systems and what the engine wrote
 * down.
 */
public final class Reckoning {
    private final Map<String, Totals> entities = new LinkedHashMap<>();
    private final Map<String, Report.OfSystem> systems = new LinkedHashMap<>();
    private final Map<Obstacle, Report.Parked> parked = new LinkedHashMap<>();
    private final Waits waits = new Waits();
    private long braked;

    private record Obstacle(String entity, String system, Parked.Kind kind) {}

    /** What is counted of one entity. */
    static final class Totals {
        private final Entity entity;
        private final List<Tally> fields;
        private long creates;
        private long edits;
        private long deletes;
        private long diedWithIt;
        private long revived;
        private long questions;

        private Totals(Entity entity) {
            this.entity = entity;
            this.fields = entity.fields().stream().map(field -> new Tally(entity, field)).toList();
        }

        Entity entity() {
            return entity;
        }

        List<Tally> fields() {
            return fields;
        }

        long changes() {
            return creates + edits + deletes;
        }

        long deletes() {
            return deletes;
        }

        long diedWithIt() {
            return diedWithIt;
        }

        long revived() {
            return revived;
        }

        long questions() {
            return questions;
        }
    }

    /**
     * @param days that were played; what was before the first was the first meeting
     * @param brakes how often one was tripped
     */
    void add(Scene scene, Ledger ledger, Notebook notebook, List<Rehearsal.Span> days, int brakes) {
        braked += brakes;
        long morning = days.isEmpty() ? Long.MAX_VALUE : days.getFirst().from();
        for (EntityBinding binding : scene.sync().entities()) {
            Entity entity = binding.entity();
            Totals totals = entities.computeIfAbsent(entity.name(), _ -> new Totals(entity));
            for (Map.Entry<Name, List<Ledger.Entry>> record : ledger.records().entrySet()) {
                if (record.getKey().entity().equals(entity.name())) {
                    List<Notebook.Page> pages = notebook.of(record.getKey());
                    Notebook.Page page = pages.isEmpty() ? null : pages.getFirst();
                    record.getValue().stream()
                            .filter(entry -> !entry.isOurs() && entry.time() >= morning)
                            .forEach(entry -> done(totals, entry));
                    waits.add(entity, record.getValue(), page, days);
                    totals.diedWithIt += died(record.getValue(), morning);
                    totals.fields.stream()
                            .filter(Tally::takesOne)
                            .forEach(tally ->
                                    tally.lost(
                                            Losses.of(
                                                    entity,
                                                    tally.field(),
                                                    record.getValue(),
                                                    morning)));
                }
            }
            notebook.pages().values().stream()
                    .flatMap(List::stream)
                    .filter(page -> page.entity().name().equals(entity.name()))
                    .forEach(page -> journaled(totals, page, morning));
            binding.placements().forEach(place -> at(scene, place, morning));
        }
        scene.systems().forEach(this::called);
    }

    private static void done(Totals totals, Ledger.Entry entry) {
        if (entry.isInsert()) {
            totals.creates++;
        } else if (entry.isDelete()) {
            totals.deletes++;
        } else {
            totals.edits++;
            for (Tally tally : totals.fields) {
                if (entry.changes(tally.field().index())) {
                    tally.edit();
                }
            }
        }
    }

    /** Edits of a record that somebody had deleted elsewhere, and that then went away here, too. */
    private static long died(List<Ledger.Entry> entries, long morning) {
        Map<Integer, Long> since = new HashMap<>();
        boolean isDeleted = false;
        long died = 0;
        for (Ledger.Entry entry : entries) {
            if (entry.isInsert() || (entry.isDelete() && !entry.isOurs())) {
                isDeleted = entry.isDelete() && entry.time() >= morning;
                since.clear();
            } else if (entry.isDelete()) {
                died += since.getOrDefault(entry.branch(), 0L);
            } else if (isDeleted && !entry.isOurs()) {
                since.merge(entry.branch(), 1L, Long::sum);
            }
        }
        return died;
    }

    private void journaled(Totals totals, Notebook.Page page, long morning) {
        int[] holders = new int[totals.fields.size()];
        Arrays.fill(holders, -1);
        for (JournalEntry entry : page.entries()) {
            for (Fact fact : entry.facts()) {
                if (fact instanceof Fact.Edited edited) {
                    edited(totals, edited, holders, entry.timeMicros() >= morning);
                } else if (entry.timeMicros() >= morning) {
                    other(totals, fact);
                }
            }
        }
    }

    private static void edited(Totals totals, Fact.Edited edited, int[] holders, boolean counts) {
        for (Fact.Change change : edited.changes()) {
            int field = change.field();
            if (counts) {
                totals.fields.get(field).change(change, edited.branch(), holders[field]);
            }
            if (Tally.takesIncoming(change.rule())) {
                holders[field] = edited.branch();
            }
        }
    }

    private void other(Totals totals, Fact fact) {
        switch (fact) {
            case Fact.Revived _ -> totals.revived++;
            case Fact.Opened(Conflict _) -> totals.questions++;
            case Fact.NotTaken(_, int field, _, _) -> totals.fields.get(field).notTaken();
            case Fact.SetAside(int branch, Parked why) -> setAside(totals.entity, branch, why);
            default -> {}
        }
    }

    private void setAside(Entity entity, int branch, Parked why) {
        String system = entity.branches().get(branch).system();
        parked.merge(
                new Obstacle(entity.name(), system, why.kind()),
                new Report.Parked(
                        entity.name(),
                        system,
                        why.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        1,
                        why.message()),
                (one, _) ->
                        new Report.Parked(
                                one.entity(),
                                one.system(),
                                one.reason(),
                                one.count() + 1,
                                one.message()));
    }

    private void at(Scene scene, Placement place, long morning) {
        FakeSystem system = scene.system(place);
        long[] changes = new long[2];
        system.history().stream()
                .filter(commit -> commit.time() >= morning)
                .forEach(commit ->
                        changes[commit.isOurs() ? 1 : 0] +=
                                commit.changes().stream()
                                        .filter(change ->
                                                change.table().resource().equals(place.resource()))
                                        .count());
        add(new Report.OfSystem(system.name(), changes[0], changes[1], 0, 0));
    }

    private void called(FakeSystem system) {
        FakeSystem.Calls calls = system.calls();
        add(new Report.OfSystem(system.name(), 0, 0, calls.writes(), calls.readings()));
    }

    private void add(Report.OfSystem more) {
        systems.merge(
                more.system(),
                more,
                (one, other) ->
                        new Report.OfSystem(
                                one.system(),
                                one.changes() + other.changes(),
                                one.writes() + other.writes(),
                                one.batches() + other.batches(),
                                one.readings() + other.readings()));
    }

    /**
     * All of it.
     *
     * @param seeds how many were played
     * @param broken what must hold and did not
     */
    public Report report(int seeds, Rehearsal.Terms terms, List<Report.Seeded> broken) {
        List<Report.OfField> fields =
                entities.values().stream()
                        .flatMap(totals -> totals.fields.stream())
                        .map(Tally::report)
                        .toList();
        long days = Math.max(1, (long) seeds * terms.days());
        List<Report.Parked> obstacles = List.copyOf(parked.values());
        List<Report.Risk> risks =
                new Risks(List.copyOf(entities.values()), obstacles, braked, days).sorted();
        return new Report(
                seeds,
                terms.days(),
                terms.records(),
                volume(),
                fields,
                entities.values().stream().map(totals -> of(totals, days)).toList(),
                List.copyOf(systems.values()),
                waits.report(),
                obstacles,
                risks,
                broken);
    }

    private static Report.OfEntity of(Totals totals, long days) {
        return new Report.OfEntity(
                totals.entity.name(),
                totals.entity.deletes().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                totals.changes(),
                totals.diedWithIt,
                totals.revived,
                totals.questions,
                rounded((double) totals.questions / days));
    }

    private Report.Volume volume() {
        long creates = entities.values().stream().mapToLong(totals -> totals.creates).sum();
        long edits = entities.values().stream().mapToLong(totals -> totals.edits).sum();
        long deletes = entities.values().stream().mapToLong(totals -> totals.deletes).sum();
        long writes = systems.values().stream().mapToLong(Report.OfSystem::writes).sum();
        long calls =
                systems.values().stream()
                        .mapToLong(system -> system.batches() + system.readings())
                        .sum();
        double changes = Math.max(1, creates + edits + deletes);
        return new Report.Volume(
                creates,
                edits,
                deletes,
                writes,
                calls,
                rounded(writes / changes),
                rounded(calls / changes));
    }

    /** To two digits after the point. */
    static double rounded(double figure) {
        return Math.round(figure * 100) / 100.0;
    }

    /** How long it takes until every system has what somebody did. */
    private static final class Waits {
        private final Spread all = new Spread();
        private final Spread fair = new Spread();
        private long waited;

        void add(
                Entity entity,
                List<Ledger.Entry> entries,
                Notebook.@Nullable Page page,
                List<Rehearsal.Span> days) {
            List<@Nullable Row> rows = new ArrayList<>();
            entity.branches().forEach(_ -> rows.add(null));
            List<Long> open = new ArrayList<>();
            Agreement agreement = new Agreement(entity, page);
            for (Ledger.Entry entry : entries) {
                Row _ = rows.set(entry.branch(), entry.after());
                if (!entry.isOurs() && !days.isEmpty() && entry.time() >= days.getFirst().from()) {
                    open.add(entry.time());
                }
                if (!open.isEmpty() && agreement.difference(rows) == null) {
                    open.forEach(from -> took(from, entry.time(), page, days));
                    open.clear();
                }
            }
            waited += open.size();
        }

        private void took(
                long from, long to, Notebook.@Nullable Page page, List<Rehearsal.Span> days) {
            if (page != null && waitedForAPerson(page, from, to)) {
                waited++;
                return;
            }
            all.add(to - from);
            boolean isFair =
                    days.stream()
                            .anyMatch(day -> day.isFair() && from >= day.from() && from < day.to());
            if (isFair) {
                fair.add(to - from);
            }
        }

        private static boolean waitedForAPerson(Notebook.Page page, long from, long to) {
            return page.entries().stream()
                    .filter(entry -> entry.timeMicros() >= from && entry.timeMicros() <= to)
                    .flatMap(entry -> entry.facts().stream())
                    .anyMatch(fact ->
                            fact instanceof Fact.Opened
                                    || fact instanceof Fact.Closed
                                    || fact instanceof Fact.SetAside
                                    || fact instanceof Fact.TakenUp);
        }

        Report.Agreement report() {
            return new Report.Agreement(all.times(), fair.times(), waited, all.buckets());
        }
    }
}
