package dev.entente.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The figures as Markdown. */
final class Report {
    static final String READING = "log read and decoded, no more";
    static final String WRITING = "`UPDATE … FROM unnest` from memory, no more";

    private static final String ENTENTE = "Entente";
    private static final String LOGICAL = "logical replication";
    private static final String SYNCED = "logical replication, synced";
    private static final String LOOP = "hand-written loop";
    private static final String ALONE = "log only read";
    private static final String COPY = "COPY out | COPY in";
    private static final String NONE = "–";

    private final Machine machine;
    private final Options options;
    private final Figures figures;

    Report(Machine machine, Options options, Figures figures) {
        this.machine = machine;
        this.options = options;
        this.figures = figures;
    }

    String text(List<Endurance.Sample> samples) {
        List<String> parts = new ArrayList<>();
        parts.add(machine.text());
        parts.add(
                "Medians of %d rounds; %d s of each measurement at a given rate; %,d rows of %d columns at each side."
                        .formatted(
                                options.rounds(),
                                options.time().toSeconds(),
                                options.rows(),
                                Items.COLUMNS.size()));
        parts.add(speeds());
        parts.add(ratios());
        parts.add(limits());
        parts.add(checks());
        parts.add(collisions());
        if (!samples.isEmpty()) {
            parts.add(endurance(samples));
        }
        if (!figures.notes().isEmpty()) {
            parts.add(
                    figures.notes().stream()
                            .map(note -> "- " + note.replace('\n', ' '))
                            .collect(Collectors.joining("\n")));
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private String speeds() {
        List<String> names = List.of(ENTENTE, LOGICAL, SYNCED, LOOP);
        Table table = new Table("measured");
        names.forEach(table::column);
        for (Measure measure : Measure.values()) {
            List<String> cells = new ArrayList<>(List.of(measure.label()));
            names.forEach(name -> cells.add(show(measure, figures.of(name, measure))));
            table.row(cells);
        }
        return table.text();
    }

    private String ratios() {
        Table table =
                new Table("Entente beside")
                        .column("measured")
                        .column("Entente")
                        .column("the other")
                        .column("ratio")
                        .column("asked of the ratio")
                        .column("met");
        relative(table, Measure.LATENCY_P50, LOGICAL, Limit.atMost(3));
        relative(table, Measure.LATENCY_P50, SYNCED, Limit.NONE);
        relative(table, Measure.LATENCY_P99, LOGICAL, Limit.NONE);
        relative(table, Measure.BIG_TRANSACTION, LOGICAL, Limit.atLeast(0.5));
        for (String other : List.of(SYNCED, LOOP, READING, WRITING)) {
            relative(table, Measure.BIG_TRANSACTION, other, Limit.NONE);
        }
        relative(table, Measure.FIRST_LOAD, LOGICAL, Limit.NONE);
        relative(table, Measure.FIRST_LOAD, COPY, Limit.NONE);
        relative(table, Measure.WRITERS, ALONE, Limit.atLeast(0.8));
        relative(table, Measure.WRITERS, LOGICAL, Limit.NONE);
        relative(table, Measure.PROCESSOR, LOGICAL, Limit.NONE);
        return table.text();
    }

    private void relative(Table table, Measure measure, String other, Limit limit) {
        OptionalDouble mine = figures.of(ENTENTE, measure);
        OptionalDouble theirs = figures.of(other, measure);
        if (mine.isEmpty() && theirs.isEmpty()) {
            return;
        }
        OptionalDouble ratio =
                mine.isPresent() && theirs.isPresent()
                        ? OptionalDouble.of(mine.getAsDouble() / theirs.getAsDouble())
                        : OptionalDouble.empty();
        table.row(
                List.of(
                        other,
                        measure.label(),
                        show(measure, mine),
                        show(measure, theirs),
                        ratio.isPresent()
                                ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble())
                                : NONE,
                        limit.text(),
                        limit.verdict(ratio)));
    }

    private String limits() {
        Table table = new Table("Entente").column("is").column("asked").column("met");
        absolute(table, Measure.LATENCY_P99, Limit.atMost(15));
        absolute(table, Measure.UNTIL_EQUAL, Limit.atMost(1));
        absolute(table, Measure.PROCESSOR, Limit.atMost(10));
        absolute(table, Measure.IDLE, Limit.atMost(1));
        absolute(table, Measure.RESIDENT, Limit.atMost(400));
        return table.text();
    }

    private void absolute(Table table, Measure measure, Limit limit) {
        OptionalDouble mine = figures.of(ENTENTE, measure);
        table.row(List.of(measure.label(), show(measure, mine), limit.text(), limit.verdict(mine)));
    }

    private String checks() {
        Table table =
                new Table("both sides compared row by row")
                        .column("comparisons")
                        .column("rows compared")
                        .column("all equal");
        for (String name : List.of(ENTENTE, LOGICAL, SYNCED, LOOP, COPY)) {
            Figures.Checks checks = figures.checks(name);
            if (checks.made() > 0) {
                table.row(
                        List.of(
                                name,
                                Integer.toString(checks.made()),
                                String.format(Locale.ROOT, "%,d", checks.rows()),
                                checks.made() == checks.equal()
                                        ? "every time"
                                        : checks.equal() + " times"));
            }
        }
        return table.text();
    }

    private String collisions() {
        Table table =
                new Table("changed at both sides at once")
                        .column("by")
                        .column("edits")
                        .column("edits lost at a side")
                        .column("rows that differ for good");
        for (Collision.Outcome outcome : figures.collisions()) {
            table.row(
                    List.of(
                            outcome.what(),
                            outcome.participant(),
                            String.format(Locale.ROOT, "%,d", outcome.edits()),
                            outcome.lost().isPresent()
                                    ? Integer.toString(outcome.lost().getAsInt())
                                    : NONE,
                            Integer.toString(outcome.different())));
        }
        return table.text();
    }

    private static String endurance(List<Endurance.Sample> samples) {
        Table table =
                new Table("minutes of changes")
                        .column("changes")
                        .column("resident, MB")
                        .column("data on disk, MB")
                        .column("log kept by the servers, MB");
        for (Endurance.Sample sample : samples) {
            table.row(
                    List.of(
                            String.format(Locale.ROOT, "%.1f", sample.minutes()),
                            String.format(Locale.ROOT, "%,d", sample.changes()),
                            String.format(Locale.ROOT, "%.0f", sample.resident()),
                            String.format(Locale.ROOT, "%.1f", sample.disk()),
                            String.format(Locale.ROOT, "%.1f", sample.log())));
        }
        return table.text() + "\n" + growth(samples);
    }

    /** Whether memory stays as it is once the program is warm, and what the journal takes. */
    private static String growth(List<Endurance.Sample> samples) {
        Endurance.Sample half = samples.get(samples.size() / 2);
        Endurance.Sample last = samples.getLast();
        double bytes =
                (last.disk() - half.disk()) * 1e6 / Math.max(1, last.changes() - half.changes());
        return String.format(
                Locale.ROOT,
                "In the second half memory went from %.0f to %.0f MB, and the data on disk grew by"
                        + " %.0f bytes a change, which is what the journal keeps of it.%n",
                half.resident(),
                last.resident(),
                bytes);
    }

    private static String show(Measure measure, OptionalDouble value) {
        return value.isPresent() ? measure.show(value.getAsDouble()) : NONE;
    }

    /** What is asked of a figure. */
    private record Limit(double least, double most) {
        static final Limit NONE = new Limit(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        static Limit atLeast(double least) {
            return new Limit(least, Double.POSITIVE_INFINITY);
        }

        static Limit atMost(double most) {
            return new Limit(Double.NEGATIVE_INFINITY, most);
        }

        String text() {
            if (Double.isFinite(least)) {
                return "at least " + Table.plain(least);
            }
            return Double.isFinite(most) ? "at most " + Table.plain(most) : "";
        }

        String verdict(OptionalDouble value) {
            if (equals(NONE) || value.isEmpty()) {
                return "";
            }
            return value.getAsDouble() >= least && value.getAsDouble() <= most ? "yes" : "**no**";
        }
    }
}
