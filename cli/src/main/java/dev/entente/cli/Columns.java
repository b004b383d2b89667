package dev.entente.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns: words to the left, numbers to the right. */
final class Columns {

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... heads) {
        row(heads);
    }

    Columns row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** As they were given, the heads first. */
    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    List<String> lines() {
        int count = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[count];
        boolean[] numbers = new boolean[count];
        for (int i = 0; i < count; i++) {
            int column = i;
            widths[i] = rows.stream().mapToInt(row -> cell(row, column).length()).max().orElse(0);
            numbers[i] = rows.stream().skip(1).allMatch(row -> isNumber(cell(row, column)));
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < count; i++) {
                String cell = cell(row, i);
                String blank = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : "  ").append(numbers[i] ? blank + cell : cell + blank);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }

    private static boolean isNumber(String cell) {
        return cell.isEmpty() || Character.isDigit(cell.charAt(0)) || cell.startsWith("-");
    }
}
