package dev.entente.cli;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells which characters of a text do not look like what they are, so that two texts that differ
 * look different. What people write in their own script is not among them. To be asked from the
 * beginning of the text to its end.
 *
 * <p>Source: Unicode Technical Standard 39, "Unicode Security Mechanisms".
 */
final class Lettering {

    /** Cyrillic and Greek letters that are drawn like Latin ones. */
    private static final String LOOKALIKES = "АВЕЅІЈКМНОРСТХУаеѕіјорсухһԁԛԝӏ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ";

    /** Letters, marks and symbols of which nothing is seen. */
    private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

    /** Format characters that are seen: Arabic signs around a number. */
    private static final String SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2";

    /** Where a joiner between two letters changes how they are drawn. */
    private static final Set<UnicodeScript> JOINING =
            EnumSet.of(
                    UnicodeScript.ARABIC,
                    UnicodeScript.SYRIAC,
                    UnicodeScript.DEVANAGARI,
                    UnicodeScript.BENGALI,
                    UnicodeScript.GURMUKHI,
                    UnicodeScript.GUJARATI,
                    UnicodeScript.ORIYA,
                    UnicodeScript.TAMIL,
                    UnicodeScript.TELUGU,
                    UnicodeScript.KANNADA,
                    UnicodeScript.MALAYALAM,
                    UnicodeScript.SINHALA,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR);

    private static final int NON_JOINER = 0x200c;
    private static final int JOINER = 0x200d;
    private static final int AS_EMOJI = 0xfe0f;

    private final String text;
    private int wordEnd;
    private boolean isLatin;

    Lettering(String text) {
        this.text = text;
    }

    boolean isDeceptive(int at) {
        int c = text.codePointAt(at);
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            case Character.FORMAT -> !isSeen(at, c);
            default -> BLANK.indexOf(c) >= 0 || (LOOKALIKES.indexOf(c) >= 0 && isInLatinWord(at));
        };
    }

    private boolean isSeen(int at, int c) {
        if (c != JOINER && c != NON_JOINER) {
            return SEEN.indexOf(c) >= 0;
        }
        return at > 0
                && at + 1 < text.length()
                && isJoined(text.codePointBefore(at))
                && isJoined(text.codePointAt(at + 1));
    }

    private static boolean isJoined(int c) {
        boolean isEmoji = c > 0x7f && (Character.isEmoji(c) || c == AS_EMOJI);
        return isEmoji || JOINING.contains(UnicodeScript.of(c));
    }

    /** A word of one script is somebody's writing; one of two is somebody's trick. */
    private boolean isInLatinWord(int at) {
        if (at >= wordEnd) {
            int start = at;
            while (start > 0 && isOfWord(text.codePointBefore(start))) {
                start -= Character.charCount(text.codePointBefore(start));
            }
            isLatin = false;
            wordEnd = start;
            while (wordEnd < text.length() && isOfWord(text.codePointAt(wordEnd))) {
                int c = text.codePointAt(wordEnd);
                isLatin |= UnicodeScript.of(c) == UnicodeScript.LATIN;
                wordEnd += Character.charCount(c);
            }
        }
        return isLatin;
    }

    /** A character that nobody sees does not end a word. */
    private static boolean isOfWord(int c) {
        return Character.isLetter(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.FORMAT;
    }
}
