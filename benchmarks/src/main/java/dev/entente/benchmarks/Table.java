package dev.entente.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table, its first column text and the others to the right. */
final class Table {
    private final List<String> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    Table(String first) {
        columns.add(first);
    }

    Table column(String name) {
        columns.add(name);
        return this;
    }

    void row(List<String> cells) {
        rows.add(cells);
    }

    /** Empty where there is no row. */
    String text() {
        if (rows.isEmpty()) {
            return "";
        }
        String rule = "|---" + "|---:".repeat(columns.size() - 1) + "|";
        return rows.stream()
                .map(Table::line)
                .collect(Collectors.joining("\n", line(columns) + "\n" + rule + "\n", ""));
    }

    /** A number with no more digits than it needs. */
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
