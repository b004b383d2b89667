package dev.entente.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.Seed;
import dev.entente.core.text.TextEdit.First;
import dev.entente.core.text.TextEdit.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** I27: edits of one text, made one after the other in either order, lead to the same text. */
class TextEditLaws {

    /** Every pair of edits of every text up to so many characters. */
    private static final int LONGEST = 4;

    @Test
    void every_two_short_edits_lead_to_one_text() {
        for (int length = 0; length <= LONGEST; length++) {
            String text = "abcd".substring(0, length);
            List<TextEdit> edits = edits(length, "x");
            List<TextEdit> others = edits(length, "y");
            for (TextEdit one : edits) {
                for (TextEdit other : others) {
                    leadToOneText(text, one, other);
                }
            }
        }
    }

    @Test
    void any_two_edits_lead_to_one_text() {
        Seed.each(
                20_000,
                seed -> {
                    String text = text(seed, seed.below(60));
                    leadToOneText(text, edit(seed, text), edit(seed, text));
                });
    }

    @Test
    void what_is_told_from_two_texts_leads_from_one_to_the_other() {
        Seed.each(
                5_000,
                seed -> {
                    String before = text(seed, seed.below(80));
                    String after =
                            seed.oneIn(3)
                                    ? text(seed, seed.below(80))
                                    : edit(seed, before).applyTo(before);
                    assertThat(Difference.between(before, after).applyTo(before)).isEqualTo(after);
                });
    }

    @Test
    void as_little_as_possible_is_changed() {
        assertThat(Difference.between("the cat sat down", "the black cat sat"))
                .isEqualTo(
                        new TextEdit(
                                List.of(
                                        new TextEdit.Keep(4),
                                        new TextEdit.Insert("black "),
                                        new TextEdit.Keep(7),
                                        new TextEdit.Delete(5))));
    }

    @Test
    void merging_keeps_what_either_put_in_and_takes_out_what_either_took_out() {
        Seed.each(
                5_000,
                seed -> {
                    String base = "0123456789".repeat(1 + seed.below(4));
                    TextEdit one = edit(seed, base, 'a');
                    TextEdit other = edit(seed, base, 'k');
                    String merged = Texts.merge(base, one.applyTo(base), other.applyTo(base));
                    assertThat(letters(merged, 'a')).isEqualTo(letters(one.applyTo(base), 'a'));
                    assertThat(letters(merged, 'k')).isEqualTo(letters(other.applyTo(base), 'k'));
                });
    }

    @Test
    void the_same_done_by_both_is_done_once() {
        assertThat(Texts.merge("to be", "to be or not", "to be or not")).isEqualTo("to be or not");
        assertThat(Texts.merge("a-b-c", "xa-b-", "xa--c")).isEqualTo("xa--");
    }

    /** Proportional: a hundred times as long takes about a hundred times as long. */
    @Test
    void long_texts_are_merged_in_a_moment() {
        String line = "A line of a text that is long and a little dull.\n";
        String base = line.repeat(20_000);
        String one = "First of all.\n" + base;
        String other = base + "Last of all.\n";
        assertThat(Texts.merge(base, one, other)).isEqualTo("First of all.\n" + other);
        String rewritten = base.replace("dull", "dreary");
        assertThat(Texts.merge(base, rewritten, one)).isEqualTo("First of all.\n" + rewritten);
    }

    private static void leadToOneText(String text, TextEdit one, TextEdit other) {
        String oneFirst = other.after(one, First.OTHER).applyTo(one.applyTo(text));
        String otherFirst = one.after(other, First.THIS).applyTo(other.applyTo(text));
        if (!oneFirst.equals(otherFirst)) {
            assertThat(otherFirst).as("%s: %s and %s", text, one, other).isEqualTo(oneFirst);
        }
    }

    /**
     * Every edit of so many characters: each kept or not, and before each and at the end put in or
     * not.
     */
    private static List<TextEdit> edits(int length, String put) {
        List<List<Part>> all = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i <= length; i++) {
            List<List<Part>> longer = new ArrayList<>();
            for (List<Part> before : all) {
                for (boolean puts : new boolean[] {false, true}) {
                    List<Part> parts = new ArrayList<>(before);
                    if (puts) {
                        parts.add(new TextEdit.Insert(put));
                    }
                    if (i == length) {
                        longer.add(parts);
                    } else {
                        longer.add(with(parts, new TextEdit.Keep(1)));
                        longer.add(with(parts, new TextEdit.Delete(1)));
                    }
                }
            }
            all = longer;
        }
        return all.stream().map(TextEdit::new).toList();
    }

    private static List<Part> with(List<Part> parts, Part part) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        return longer;
    }

    private static TextEdit edit(Seed seed, String text) {
        List<Part> parts = new ArrayList<>();
        int left = text.codePointCount(0, text.length());
        while (left > 0) {
            int length = 1 + seed.below(Math.min(left, 9));
            switch (seed.below(5)) {
                case 0 -> parts.add(new TextEdit.Insert(text(seed, 1 + seed.below(4))));
                case 1 -> {
                    parts.add(new TextEdit.Delete(length));
                    left -= length;
                }
                default -> {
                    parts.add(new TextEdit.Keep(length));
                    left -= length;
                }
            }
        }
        if (seed.oneIn(3)) {
            parts.add(new TextEdit.Insert(text(seed, 1 + seed.below(4))));
        }
        return new TextEdit(parts);
    }

    /** One that puts in letters of its own, in their order. */
    private static TextEdit edit(Seed seed, String text, char first) {
        List<Part> parts = new ArrayList<>();
        int letter = 0;
        for (int i = 0; i < text.length(); i++) {
            if (letter < 10 && seed.oneIn(5)) {
                parts.add(new TextEdit.Insert(String.valueOf((char) (first + letter++))));
            }
            parts.add(seed.oneIn(6) ? new TextEdit.Delete(1) : new TextEdit.Keep(1));
        }
        return new TextEdit(parts);
    }

    private static String letters(String text, char first) {
        return text.replaceAll("[^" + first + "-" + (char) (first + 9) + "]", "");
    }

    /** Of characters that are one unit long and such that are two, some of them often. */
    private static String text(Seed seed, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(seed.pick(List.of("a", "b", "ü", "\n", "𠮷", "👩")));
        }
        return text.toString();
    }
}
