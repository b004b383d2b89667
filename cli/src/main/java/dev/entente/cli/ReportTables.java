package dev.entente.cli;

import dev.entente.simulator.rehearsal.Report;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of a rehearsal's report, wherever they are shown. */
record ReportTables(Report report) {

    /** Fields that somebody edited: what became of that. */
    Columns fields() {
        Columns table =
                new Columns(
                        "field",
                        "policy",
                        "edits",
                        "conflicts",
                        "overruled",
                        "lost",
                        "kept",
                        "decided");
        for (Report.OfField field : report.fields()) {
            if (field.edits() > 0) {
                table.row(
                        field.entity() + " " + field.field(),
                        field.policy(),
                        Figure.of(field.edits()),
                        Figure.of(field.conflicts()),
                        Figure.of(field.overruled()),
                        Figure.of(field.lost()),
                        Figure.of(field.kept()),
                        decided(field));
            }
        }
        return table;
    }

    private static String decided(Report.OfField field) {
        String how = counts(field.decided());
        String who = counts(field.wonBy());
        return who.isEmpty() ? how : how + "; won by " + who;
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> count.getKey() + " " + Figure.of(count.getValue()))
                .collect(Collectors.joining(", "));
    }

    Columns systems() {
        Columns table = new Columns("system", "changes", "writes", "batches", "readings");
        for (Report.OfSystem system : report.systems()) {
            table.row(
                    system.system(),
                    Figure.of(system.changes()),
                    Figure.of(system.writes()),
                    Figure.of(system.batches()),
                    Figure.of(system.readings()));
        }
        return table;
    }

    Columns entities() {
        Columns table =
                new Columns(
                        "entity",
                        "deletes",
                        "changes",
                        "edits that died with it",
                        "lived on",
                        "questions",
                        "a day");
        for (Report.OfEntity entity : report.entities()) {
            table.row(
                    entity.entity(),
                    entity.deletes(),
                    Figure.of(entity.changes()),
                    Figure.of(entity.diedWithIt()),
                    Figure.of(entity.revived()),
                    Figure.of(entity.questions()),
                    String.format(Locale.ROOT, "%.1f", entity.questionsPerDay()));
        }
        return table;
    }

    /** What was set aside, and why. */
    Columns parked() {
        Columns table = new Columns("entity", "system", "reason", "times", "for example");
        for (Report.Parked parked : report.parked()) {
            table.row(
                    parked.entity(),
                    parked.system(),
                    parked.reason(),
                    Figure.of(parked.count()),
                    parked.message());
        }
        return table;
    }
}
