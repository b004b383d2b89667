package dev.entente.cli;

import java.util.regex.Pattern;

/**
 * What may go to a terminal. Values, keys and messages come from systems whose users are not ours:
 * what would move the cursor, turn the direction of writing or forge a line is shown as such. Our
 * own colours pass.
 */
final class Printable {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

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
        if (text.chars().noneMatch(Printable::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        var colour = COLOUR.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b' && colour.region(i, text.length()).lookingAt()) {
                shown.append(colour.group());
                i = colour.end() - 1;
            } else if (!isHidden(c) || (c == '\n' && severalLines)) {
                shown.append(c);
            } else if (c == '\n') {
                shown.append("\\n");
            } else {
                shown.append("\\u%04x".formatted((int) c));
            }
        }
        return shown.toString();
    }

    /** Control characters, marks of direction, and separators of lines that are none of ours. */
    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT ->
                    (c >= 0x200e && c <= 0x200f)
                            || (c >= 0x202a && c <= 0x202e)
                            || (c >= 0x2066 && c <= 0x2069);
            default -> false;
        };
    }
}
