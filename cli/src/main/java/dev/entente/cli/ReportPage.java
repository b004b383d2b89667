package dev.entente.cli;

import dev.entente.simulator.rehearsal.Report;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a rehearsal came to, as one page: styles and charts are in it, nothing is fetched, light and
 * dark follow the reader's own setting.
 */
final class ReportPage {

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1c2430; --faint: #5c6878; --line: #d8dee6;
              --paper: #ffffff; --card: #f5f7fa; --bar: #2f6fb3; --high: #b3261e; --middle: #9a6700;
              --good: #1a7f37; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --faint: #9aa7b5;
              --line: #343e4a; --paper: #12171d; --card: #1b222a; --bar: #6aa5e3; --high: #ff8a80;
              --middle: #e3b341; --good: #56d364; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper);
              color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            p { margin: .25rem 0; } .faint { color: var(--faint); }
            .good { color: var(--good); } .high { color: var(--high); }
            .middle { color: var(--middle); } .low { color: var(--faint); }
            .cards { display: grid; gap: .75rem;
              grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); margin: 1rem 0; }
            .card { background: var(--card); border-radius: .5rem; padding: .75rem; }
            .card b { display: block; font-size: 1.3rem; }
            .risk { border-left: .25rem solid var(--line); padding: .25rem .75rem; margin: .75rem 0; }
            .risk.high { border-color: var(--high); } .risk.middle { border-color: var(--middle); }
            .risk p { color: var(--ink); }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
            td { white-space: nowrap; }
            td:last-child:not(.n) { white-space: normal; min-width: 14rem; }
            td.n, th.n { text-align: right; }
            code { background: var(--card); border-radius: .25rem; padding: .1rem .3rem; }
            pre { background: var(--card); padding: .75rem; overflow-x: auto; font-size: .8rem; }
            svg { width: 100%; max-width: 30rem; height: auto; } svg text { fill: var(--ink); font-size: 12px; }
            svg rect { fill: var(--bar); }
            """;

    private static final int WIDTH = 400;
    private static final int LABEL = 160;
    private static final int ROW = 24;

    /** For the figure behind a bar. */
    private static final int ROOM = 56;

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private static final Map<Character, String> ESCAPES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

    private final Report report;
    private final ReportTables tables;
    private final String file;
    private final StringBuilder page = new StringBuilder();

    /**
     * @param file what was played
     */
    ReportPage(Report report, String file) {
        this.report = report;
        this.tables = new ReportTables(report);
        this.file = file;
    }

    String text() {
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<title>Simulation of ").append(escaped(file)).append("</title>\n");
        page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        head();
        cards();
        broken();
        risks();
        conflicts();
        agreement();
        parked();
        systems();
        entities();
        return page.append("</body>\n</html>\n").toString();
    }

    private void head() {
        page.append("<h1>Simulation of ").append(escaped(file)).append("</h1>\n");
        line(
                "faint",
                "%s of %s of eight hours, with people and mishaps that are invented. No real record was read or written."
                        .formatted(
                                Figure.plural(report.seeds(), "world", "worlds"),
                                Figure.plural(report.days(), "day", "days")));
        if (report.isSound()) {
            line("good", "✓ Nothing that must hold was broken.");
        } else {
            line(
                    "high",
                    "✗ "
                            + Figure.plural(report.broken().size(), "world breaks", "worlds break")
                            + " what must hold.");
        }
    }

    private void line(String style, String text) {
        page.append(style.isEmpty() ? "<p>" : "<p class=\"" + style + "\">");
        page.append(prose(text)).append("</p>\n");
    }

    private void cards() {
        Report.Volume volume = report.volume();
        page.append("<div class=\"cards\">\n");
        card(Figure.of(volume.edits()), "edits by people");
        card(Figure.of(volume.creates()) + " / " + Figure.of(volume.deletes()), "made / deleted");
        card(figure(volume.writesPerChange()), "writes for each change");
        card(figure(volume.callsPerChange()), "calls for each change");
        card(ReportText.time(report.agreement().all().p50()), "until all agree, half of them");
        card(ReportText.time(report.agreement().all().p99()), "99 of 100");
        page.append("</div>\n");
    }

    private static String figure(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }

    private void card(String figure, String words) {
        page.append("<div class=\"card\"><b>").append(escaped(figure)).append("</b>");
        page.append(escaped(words)).append("</div>\n");
    }

    private void part(String title) {
        page.append("<h2>").append(escaped(title)).append("</h2>\n");
    }

    private void broken() {
        for (Report.Seeded seeded : report.broken()) {
            part("Seed %d breaks %s".formatted(seeded.seed(), seeded.invariant()));
            line("high", seeded.what());
            line("faint", "The smallest that still does: " + seeded.smallest());
            page.append("<pre>").append(escaped(seeded.story())).append("</pre>\n");
        }
    }

    private void risks() {
        part("What is risky");
        if (report.risks().isEmpty()) {
            line("good", "No setting is.");
        }
        for (List<Report.Risk> alike : ReportText.alike(report)) {
            String harm = alike.getFirst().harm().name().toLowerCase(Locale.ROOT);
            page.append("<div class=\"risk ").append(harm).append("\">\n");
            page.append("<b class=\"").append(harm).append("\">").append(harm).append("</b>\n");
            for (Report.Risk risk : alike) {
                page.append("<p><b>").append(prose(risk.what())).append("</b> ");
                page.append("<span class=\"faint\">").append(escaped(ReportText.often(risk)));
                page.append("</span></p>\n");
            }
            line("", alike.getFirst().meaning());
            line("", alike.getFirst().advice());
            page.append("</div>\n");
        }
    }

    private void conflicts() {
        part("Conflicts by field, and how they were decided");
        List<Bar> bars =
                report.fields().stream()
                        .filter(field -> field.conflicts() > 0)
                        .map(field ->
                                new Bar(
                                        field.entity() + " " + field.field(),
                                        field.conflicts(),
                                        Figure.of(field.conflicts())))
                        .toList();
        chart("Conflicts of each field", bars);
        table(tables.fields());
    }

    private void agreement() {
        part("Time until all agree");
        line("", ReportText.agreement(report));
        List<Bar> bars =
                report.agreement().buckets().stream()
                        .map(bucket ->
                                new Bar(
                                        "up to " + ReportText.time((double) bucket.upToMillis()),
                                        bucket.count(),
                                        Figure.of(bucket.count())))
                        .toList();
        chart("How long changes take until all agree", bars);
    }

    private void parked() {
        part("What would have been set aside");
        if (report.parked().isEmpty()) {
            line("good", "Nothing.");
            return;
        }
        table(tables.parked());
    }

    private void systems() {
        part("What it costs");
        List<Bar> bars =
                report.systems().stream()
                        .map(system ->
                                new Bar(
                                        "writes to " + system.system(),
                                        system.writes(),
                                        Figure.of(system.writes())))
                        .toList();
        chart("Writes to each system", bars);
        table(tables.systems());
    }

    private void entities() {
        part("Deletes and questions");
        table(tables.entities());
    }

    private record Bar(String label, long size, String figure) {}

    /** Bars that lie one under the other, so that they can be read on a phone. */
    private void chart(String title, List<Bar> bars) {
        if (bars.isEmpty()) {
            return;
        }
        long most = bars.stream().mapToLong(Bar::size).max().orElse(1);
        int height = bars.size() * ROW;
        page.append("<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, height));
        page.append("<title>").append(escaped(title)).append("</title>\n");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            long width = most == 0 ? 0 : bar.size * (WIDTH - LABEL - ROOM) / most;
            int y = i * ROW;
            page.append(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            .formatted(LABEL - 8, y + 16, escaped(bar.label)));
            page.append(
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>"
                            .formatted(LABEL, y + 4, Math.max(width, 1), ROW - 8));
            page.append(
                    "<text x=\"%d\" y=\"%d\">%s</text>%n"
                            .formatted(
                                    LABEL + Math.max(width, 1) + 6, y + 16, escaped(bar.figure)));
        }
        page.append("</svg>\n");
    }

    private void table(Columns columns) {
        List<String> heads = columns.rows().getFirst();
        List<List<String>> rows = columns.rows().subList(1, columns.rows().size());
        page.append("<div class=\"wide\"><table>\n<tr>");
        for (int i = 0; i < heads.size(); i++) {
            page.append(isNumber(rows, i) ? "<th class=\"n\">" : "<th>");
            page.append(escaped(heads.get(i))).append("</th>");
        }
        page.append("</tr>\n");
        for (List<String> row : rows) {
            page.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                page.append(isNumber(rows, i) ? "<td class=\"n\">" : "<td>");
                page.append(escaped(row.get(i))).append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</table></div>\n");
    }

    private static boolean isNumber(List<List<String>> rows, int column) {
        return rows.stream().allMatch(row -> row.get(column).matches("[\\d,.]+"));
    }

    /** With what stands in backticks set as code. */
    private static String prose(String text) {
        return CODE.matcher(escaped(text)).replaceAll("<code>$1</code>");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (char c : Printable.lines(text).toCharArray()) {
            escaped.append(ESCAPES.getOrDefault(c, String.valueOf(c)));
        }
        return escaped.toString();
    }
}
