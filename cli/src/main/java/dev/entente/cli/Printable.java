package dev.entente.cli;

import java.util.regex.Pattern;

/**
 * What may go to a terminal. Values, keys and messages come from systems whose users are not ours:
 * what would move the cursor, turn the direction of writing, forge a line, stay unseen or pass for
 * another letter is shown as such. Our own colours pass.
 */
final class Printable {

    /** No other ones: some of them hide what is behind them. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[(?:0|1|2|31|32|33)m");

    private Printable() {}

    /** One line. */
    static String line(String text) {
        return shown(text, false);
    }

    /**
     * One line, cut down where it has more columns than there are, so that it does not wrap.
     *
     * @param columns how many there are; colours take none
     */
    static String line(String text, int columns) {
        String line = line(text);
        if (columnsOf(line) <= columns) {
            return line;
        }
        StringBuilder cut = new StringBuilder();
        var colour = COLOUR.matcher(line);
        boolean isColoured = false;
        for (int i = 0, shown = 0; shown < columns - 1; ) {
            if (colour.region(i, line.length()).lookingAt()) {
                cut.append(colour.group());
                isColoured = true;
                i = colour.end();
            } else {
                int letter = line.codePointAt(i);
                cut.appendCodePoint(letter);
                i += Character.charCount(letter);
                shown++;
            }
        }
        return cut.append('…') + (isColoured ? "\u001b[0m" : "");
    }

    private static int columnsOf(String line) {
        String plain = COLOUR.matcher(line).replaceAll("");
        return plain.codePointCount(0, plain.length());
    }

    /** Several lines, if the text has them. */
    static String lines(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean severalLines) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        Lettering lettering = new Lettering(text);
        var colour = COLOUR.matcher(text);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == '\u001b' && colour.region(i, text.length()).lookingAt()) {
                next = colour.end();
                shown.append(colour.group());
            } else if (c == '\n') {
                shown.append(severalLines ? "\n" : "\\n");
            } else if (lettering.isDeceptive(i)) {
                text.substring(i, next).chars().forEach(half -> escape(shown, half));
            } else {
                shown.appendCodePoint(c);
            }
            i = next;
        }
        return shown.toString();
    }

    /** As JSON has it, too. */
    private static void escape(StringBuilder shown, int half) {
        shown.append("\\u%04x".formatted(half));
    }
}
