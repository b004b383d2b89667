package dev.entente.cli;

import dev.entente.simulator.rehearsal.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a rehearsal came to, for a terminal. */
final class ReportText {

    private final Terminal terminal;
    private final Report report;
    private final ReportTables tables;
    private final String again;

    /**
     * @param again the command that plays it again, without the seed
     */
    ReportText(Terminal terminal, Report report, String again) {
        this.terminal = terminal;
        this.report = report;
        this.tables = new ReportTables(report);
        this.again = again;
    }

    void tell() {
        terminal.answer(
                "%s of %s: %s edits, %s made, %s deleted; %s of Entente's writes."
                        .formatted(
                                Figure.plural(report.seeds(), "world", "worlds"),
                                Figure.plural(report.days(), "day", "days"),
                                Figure.of(report.volume().edits()),
                                Figure.of(report.volume().creates()),
                                Figure.of(report.volume().deletes()),
                                Figure.of(report.volume().writes())));
        part("Conflicts", tables.fields());
        part("Systems", tables.systems());
        part("Deletes and questions", tables.entities());
        terminal.answer("");
        terminal.answer(agreement(report));
        terminal.answer(
                String.format(
                        Locale.ROOT,
                        "%.2f writes and %.2f calls for each change.",
                        report.volume().writesPerChange(),
                        report.volume().callsPerChange()));
        parked();
        risks();
        terminal.answer("");
        broken();
    }

    private void part(String head, Columns table) {
        terminal.answer("");
        terminal.answer(head);
        table.lines().forEach(line -> terminal.answer("  " + line));
    }

    static String agreement(Report report) {
        Report.Agreement agreement = report.agreement();
        return "Until all agree: half within %s, 99 of 100 within %s, at most %s; %s%s."
                .formatted(
                        time(agreement.all().p50()),
                        time(agreement.all().p99()),
                        time(agreement.all().max()),
                        agreement.fair().count() == 0
                                ? "no day was without mishaps"
                                : "on days without mishaps %s, %s, %s"
                                        .formatted(
                                                time(agreement.fair().p50()),
                                                time(agreement.fair().p99()),
                                                time(agreement.fair().max())),
                        agreement.waited() == 0
                                ? ""
                                : "; %s waited for a person"
                                        .formatted(
                                                Figure.plural(agreement.waited(), "more", "more")));
    }

    /** A time in milliseconds as people say it. */
    static String time(double millis) {
        Duration time = Duration.ofMillis((long) millis);
        if (time.toMinutes() >= 2) {
            return time.toMinutes() + " min";
        }
        return time.toSeconds() >= 1
                ? String.format(Locale.ROOT, "%.1f s", millis / 1_000)
                : Figure.millis(millis);
    }

    private void parked() {
        if (report.parked().isEmpty()) {
            terminal.answer("Nothing would have been set aside.");
            return;
        }
        part("Set aside", tables.parked());
    }

    private void risks() {
        terminal.answer("");
        if (report.risks().isEmpty()) {
            terminal.answer("No setting is risky.");
            return;
        }
        terminal.answer("Risky, the most harmful first");
        for (List<Report.Risk> alike : alike(report)) {
            Report.Risk first = alike.getFirst();
            String harm = "%-6s".formatted(first.harm().name().toLowerCase(Locale.ROOT));
            for (Report.Risk risk : alike) {
                String mark = risk.equals(first) ? coloured(risk.harm(), harm) : " ".repeat(6);
                terminal.answer("  " + mark + "  " + risk.what() + often(risk) + ".");
            }
            terminal.answer("            " + first.meaning());
            terminal.answer("            " + first.advice());
        }
    }

    /** Those with the same advice together, where the most harmful of them is. */
    static List<List<Report.Risk>> alike(Report report) {
        Map<String, List<Report.Risk>> alike = new LinkedHashMap<>();
        for (Report.Risk risk : report.risks()) {
            String same = risk.harm() + risk.meaning() + risk.advice();
            alike.computeIfAbsent(same, _ -> new ArrayList<>()).add(risk);
        }
        return List.copyOf(alike.values());
    }

    static String often(Report.Risk risk) {
        return risk.field() == null ? "" : " (" + Figure.of(risk.per10000()) + " in 10,000)";
    }

    private String coloured(Report.Harm harm, String text) {
        return switch (harm) {
            case HIGH -> terminal.red(text);
            case MIDDLE -> terminal.yellow(text);
            case LOW -> terminal.faint(text);
        };
    }

    private void broken() {
        if (report.isSound()) {
            terminal.say(terminal.green("Nothing that must hold was broken."));
            return;
        }
        for (Report.Seeded seeded : report.broken()) {
            terminal.complain(
                    "seed %d breaks %s: %s"
                            .formatted(seeded.seed(), seeded.invariant(), seeded.what()));
            terminal.say(
                    "To see it again: %s --seed %d --days %d"
                            .formatted(again, seeded.seed(), report.days()));
            terminal.say("The smallest that still does: " + seeded.smallest());
            seeded.story().lines().forEach(line -> terminal.say("  " + line));
        }
    }
}
