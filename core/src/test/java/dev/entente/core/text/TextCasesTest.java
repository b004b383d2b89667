package dev.entente.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.lens.JsonCases;
import dev.entente.core.text.TextEdit.First;
import dev.entente.core.text.TextEdit.Part;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Two thousand pairs of edits, merged by ot-text-unicode 4.0.0. Where that depends on what exactly
 * was done, it says so: whoever sees the texts alone cannot know it.
 */
class TextCasesTest {
    private static final List<Value.Struct> CASES =
            JsonCases.of(TextCasesTest.class, "ot-text-cases.json");

    /** Here two did the same, which counts once with us and twice there. */
    private static final Set<String> DONE_BY_BOTH = Set.of("identical", "sameInsert");

    @Test
    void edits_are_transformed_alike() {
        assertThat(CASES).hasSize(2_000);
        for (Value.Struct each : CASES) {
            String base = JsonCases.text(each, "base");
            TextEdit left = edit(JsonCases.items(each, "opLeft"));
            TextEdit right = edit(JsonCases.items(each, "opRight"));
            assertThat(left.applyTo(base)).isEqualTo(JsonCases.text(each, "left"));
            assertThat(left.after(right, First.THIS).applyTo(right.applyTo(base)))
                    .as(name(each))
                    .isEqualTo(JsonCases.text(each, "merged"));
            assertThat(left.after(right, First.OTHER).applyTo(right.applyTo(base)))
                    .as(name(each))
                    .isEqualTo(JsonCases.text(each, "mergedRightPriority"));
        }
    }

    @Test
    void texts_are_merged_alike_where_they_tell_enough() {
        List<Value.Struct> telling =
                CASES.stream()
                        .filter(each -> JsonCases.is(each, "textOnly"))
                        .filter(each -> !DONE_BY_BOTH.contains(JsonCases.text(each, "kind")))
                        .filter(each -> !isAlike(each))
                        .toList();
        assertThat(telling).hasSizeGreaterThan(1_300);
        for (Value.Struct each : telling) {
            assertThat(
                            Texts.merge(
                                    JsonCases.text(each, "base"),
                                    JsonCases.text(each, "left"),
                                    JsonCases.text(each, "right")))
                    .as(name(each))
                    .isEqualTo(JsonCases.text(each, "merged"));
        }
    }

    private static boolean isAlike(Value.Struct each) {
        return JsonCases.text(each, "left").equals(JsonCases.text(each, "right"));
    }

    @Test
    void what_both_did_is_done_once() {
        for (Value.Struct each : CASES) {
            if (isAlike(each)) {
                String both = JsonCases.text(each, "left");
                assertThat(Texts.merge(JsonCases.text(each, "base"), both, both)).isEqualTo(both);
            }
        }
    }

    /** A number is kept, a text put in, {@code {d: n}} taken out. */
    private static TextEdit edit(List<Value> operation) {
        List<Part> parts = new ArrayList<>();
        for (Value part : operation) {
            parts.add(
                    switch (part) {
                        case Value.Whole(long length) -> new TextEdit.Keep((int) length);
                        case Value.Text(String text) -> new TextEdit.Insert(text);
                        case Value.Struct deletion ->
                                new TextEdit.Delete(
                                        (int) ((Value.Whole) JsonCases.get(deletion, "d")).value());
                        default -> throw new IllegalArgumentException("no operation: " + part);
                    });
        }
        return new TextEdit(parts);
    }

    private static String name(Value.Struct each) {
        return JsonCases.text(each, "kind") + " " + JsonCases.get(each, "id");
    }
}
