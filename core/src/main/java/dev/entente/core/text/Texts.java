package dev.entente.core.text;

import java.util.ArrayList;
import java.util.List;

/** What several people made of one text, put together. */
public final class Texts {

    private Texts() {}

    /** What was put in, where one text was made of another: piece by piece. */
    public static List<String> putIn(String before, String after) {
        List<String> pieces = new ArrayList<>();
        for (TextEdit.Part part : Difference.between(before, after).parts()) {
            if (part instanceof TextEdit.Insert(String text)) {
                pieces.add(text);
            }
        }
        return pieces;
    }

    /**
     * Everything that was done to {@code base} by either. Where both put something in at the same
     * point, that of {@code one} comes first; where both did the same, it is done once.
     */
    public static String merge(String base, String one, String other) {
        if (one.equals(other) || base.equals(other)) {
            return one;
        }
        if (base.equals(one)) {
            return other;
        }
        TextEdit first = Difference.between(base, one);
        TextEdit second = Difference.between(base, other);
        return second.after(first, TextEdit.First.OTHER_OR_BOTH).applyTo(one);
    }
}
