package dev.entente.engine.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was meant by a word that is not known. */
final class Nearest {

    private static final int LONGEST_LIST = 12;

    /** What is longer is nobody's slip of the pen, and dear to compare. */
    private static final int LONGEST_WORD = 200;

    private Nearest() {}

    /** The known word that is most like it, or null where none is. */
    static @Nullable String to(String word, Collection<String> known) {
        String nearest = null;
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : known) {
            if (Math.max(word.length(), candidate.length()) > LONGEST_WORD) {
                continue;
            }
            int distance = distance(plain(word), plain(candidate));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** "Did you mean `price`?", or the words there are. */
    static String remedy(String word, Collection<String> known, String introduction) {
        String nearest = to(word, known);
        if (nearest != null) {
            return "Did you mean `" + nearest + "`?";
        }
        if (known.isEmpty()) {
            return "There is none.";
        }
        String names = String.join(", ", known.stream().limit(LONGEST_LIST).toList());
        return introduction + " " + names + (known.size() > LONGEST_LIST ? ", …" : ".");
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cell(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cell(int[][] table, String a, String b, int i, int j) {
        int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
