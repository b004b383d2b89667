package dev.entente.core.lens;

import static dev.entente.core.lens.Tables.column;
import static dev.entente.core.lens.Tables.seen;
import static dev.entente.core.lens.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.core.entity.Type.Scalar;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MappingTest {

    @Nested
    class Columns_as_they_are {

        private final Mapping renamed =
                Tables.entity()
                        .field("number", Scalar.TEXT)
                        .field("name", Scalar.TEXT)
                        .at(List.of("title", "untouched", "no"), column(0, 2), column(1, 0));

        @Test
        void find_their_fields() {
            Viewed viewed = renamed.read(texts("Kit", "x", "A1"));
            assertThat(viewed.values()).isEqualTo(texts("A1", "Kit"));
            assertThat(viewed.residue().isEmpty()).isTrue();
        }

        @Test
        void that_say_nothing_say_nothing_of_the_field() {
            assertThat(renamed.read(texts(null, "x", "A1")).values()).isEqualTo(texts("A1", null));
        }

        @Test
        void are_written_where_the_patch_has_a_field_and_nowhere_else() {
            assertThat(renamed.write(texts(null, "Kit 2"), Row.empty(2)))
                    .isEqualTo(texts("Kit 2", null, null));
        }

        @Test
        void are_expected_where_the_patch_has_a_field() {
            Viewed there = renamed.read(texts("Kit", "x", "A1"));
            assertThat(renamed.expected(seen(there), texts(null, "Kit 2")))
                    .isEqualTo(texts("Kit", null, null));
        }

        @Test
        void in_the_same_order_cost_nothing_to_read() {
            Mapping same = Mapping.identity(renamed.entity(), renamed.branch());
            Row row = texts("A1", "Kit");
            assertThat(same.read(row).values()).isSameAs(row);
        }
    }

    @Nested
    class A_form_that_loses_something {

        private final Mapping trimmed =
                Tables.entity()
                        .field("number", Scalar.TEXT)
                        .field("name", Scalar.TEXT)
                        .at(List.of("no", "name"), column(0, 0), column(1, 1, new Trim()));

        @Test
        void keeps_what_was_there() {
            Viewed viewed = trimmed.read(texts("A1", " Kit "));
            assertThat(viewed.values()).isEqualTo(texts("A1", "Kit"));
            assertThat(viewed.residue()).isEqualTo(texts(null, " Kit "));
        }

        @Test
        void expects_what_was_there_and_not_its_normal_form() {
            Viewed there = trimmed.read(texts("A1", " Kit "));
            assertThat(trimmed.expected(seen(there), there.values()))
                    .isEqualTo(texts("A1", " Kit "));
        }

        @Test
        void tells_its_normal_form() {
            assertThat(trimmed.branch().normal(trimmed.entity().field("name")).of(Value.of(" a")))
                    .isEqualTo(Value.of("a"));
        }
    }

    @Nested
    class A_value_without_a_form {

        private final Form codes = ValueTable.of(Map.of(Value.of("R"), Value.of("routine")));

        @Test
        void is_told_with_its_field_its_column_and_what_is_known() {
            Mapping mapping =
                    Tables.entity()
                            .field("priority", Scalar.TEXT)
                            .at(List.of("urgency"), column(0, 0, codes));
            assertThatThrownBy(() -> mapping.read(texts("X")))
                    .isInstanceOf(NoForm.class)
                    .hasMessage(
                            "`urgency` at lab cannot be read as `priority`: \"X\" is not a code it"
                                    + " knows: R is routine");
            assertThatThrownBy(() -> mapping.write(texts("later"), Row.empty(1)))
                    .isInstanceOf(NoForm.class)
                    .hasMessage(
                            "`priority` cannot be written to `urgency` at lab: \"later\" has no"
                                    + " code: R is routine");
        }

        @Test
        void is_not_shown_where_it_is_personal() {
            Mapping mapping =
                    Tables.entity()
                            .field("priority", Scalar.TEXT, true)
                            .at(List.of("urgency"), column(0, 0, codes));
            assertThatThrownBy(() -> mapping.read(texts("secret")))
                    .hasMessageNotContaining("secret")
                    .hasMessageContaining("personal");
        }
    }

    @Nested
    class Fields_that_are_only_read {

        private final Mapping mapping =
                Tables.entity()
                        .field("number", Scalar.TEXT)
                        .field("made", Scalar.TEXT)
                        .at(
                                List.of("no", "made"),
                                column(0, 0),
                                new Lens.Column(1, 1, Form.Same.SAME, false));

        @Test
        void are_not_written() {
            assertThat(mapping.write(texts("A1", "today"), Row.empty(2)))
                    .isEqualTo(texts("A1", null));
            assertThat(mapping.create(texts("A1", "today"))).isEqualTo(texts("A1", null));
        }

        @Test
        void are_expected_when_the_record_is_deleted() {
            Viewed there = mapping.read(texts("A1", "today"));
            assertThat(mapping.expected(seen(there), there.values()))
                    .isEqualTo(texts("A1", "today"));
        }
    }

    @Test
    void a_constant_is_set_when_a_record_is_made_and_never_again() {
        Mapping mapping =
                Tables.entity()
                        .field("number", Scalar.TEXT)
                        .at(
                                List.of("no", "source"),
                                column(0, 0),
                                new Lens.Constant(1, Value.of("entente")));
        assertThat(mapping.create(texts("A1"))).isEqualTo(texts("A1", "entente"));
        assertThat(mapping.write(texts("A1"), Row.empty(1))).isEqualTo(texts("A1", null));
        assertThat(mapping.read(texts("A1", "web")).values()).isEqualTo(texts("A1"));
    }

    @Nested
    class Fields_in_one_json_column {

        private final Mapping mapping =
                Tables.entity()
                        .field("number", Scalar.TEXT)
                        .field("city", Scalar.TEXT)
                        .field("code", Scalar.TEXT, true)
                        .at(
                                List.of("no", "address"),
                                column(0, 0),
                                piece(1, "town", "name"),
                                piece(2, "code"));

        private Lens piece(int field, String... path) {
            return new Lens.Piece(field, 1, new Cut.Path(List.of(path)), Form.Same.SAME, true);
        }

        private Value json(String text) {
            return new JsonText().get(Value.of(text));
        }

        private Row row(String address) {
            return Row.of(Value.of("A1"), json(address));
        }

        @Test
        void are_found_at_their_paths() {
            assertThat(mapping.read(row("{\"town\":{\"name\":\"Bonn\"},\"code\":\"53\"}")).values())
                    .isEqualTo(texts("A1", "Bonn", "53"));
        }

        @Test
        void leave_the_rest_of_it_as_it_is() {
            Viewed there = mapping.read(row("{\"town\":{\"name\":\"Bonn\",\"x\":1},\"y\":[2]}"));
            assertThat(mapping.write(texts(null, "Köln", null), there.residue()).get(1))
                    .isEqualTo(json("{\"town\":{\"name\":\"Köln\",\"x\":1},\"y\":[2]}"));
            assertThat(mapping.expected(seen(there), texts(null, "Köln", null)).get(1))
                    .isEqualTo(json("{\"town\":{\"name\":\"Bonn\",\"x\":1},\"y\":[2]}"));
        }

        @Test
        void are_made_where_there_is_nothing_yet() {
            assertThat(mapping.create(texts("A1", "Bonn", "53")).get(1))
                    .isEqualTo(json("{\"town\":{\"name\":\"Bonn\"},\"code\":\"53\"}"));
        }

        @Test
        void that_are_null_and_missing_stay_missing() {
            Row there = row("{}");
            Viewed viewed = mapping.read(there);
            assertThat(viewed.values().get(1)).isEqualTo(Value.Null.NULL);
            assertThat(mapping.write(viewed.values(), viewed.residue())).isEqualTo(there);
        }

        @Test
        void keep_the_column_in_the_cell_of_a_personal_one() {
            Viewed viewed = mapping.read(row("{\"code\":\"53\"}"));
            assertThat(viewed.residue().has(1)).isFalse();
            assertThat(viewed.residue().has(2)).isTrue();
        }
    }

    @Nested
    class A_field_of_two_columns {

        private final Mapping mapping =
                Tables.entity()
                        .field("name", Scalar.TEXT)
                        .at(
                                List.of("first", "last"),
                                new Lens.Joined(0, List.of(0, 1), " ", true, true));

        @Test
        void is_both_with_the_separator_between() {
            assertThat(mapping.read(texts("Anna", "Muster")).values())
                    .isEqualTo(texts("Anna Muster"));
        }

        @Test
        void is_written_with_the_rest_in_the_last() {
            assertThat(mapping.write(texts("Anna Maria Muster"), Row.empty(1)))
                    .isEqualTo(texts("Anna", "Maria Muster"));
        }

        @Test
        void is_expected_as_it_was_cut_there() {
            Viewed there = mapping.read(texts("Anna Maria", "Muster"));
            assertThat(mapping.expected(seen(there), there.values()))
                    .isEqualTo(texts("Anna Maria", "Muster"));
        }

        @Test
        void is_read_whole_or_not_at_all() {
            assertThat(mapping.hidesAPart(texts("Anna", null))).isTrue();
            assertThat(mapping.hidesAPart(texts(null, null))).isFalse();
            assertThat(mapping.hidesAPart(texts("Anna", "Muster"))).isFalse();
            assertThat(mapping.read(texts("Anna", null)).values().has(0)).isFalse();
        }
    }

    @Nested
    class Two_fields_of_one_column {

        private final Mapping mapping =
                Tables.entity()
                        .field("first", Scalar.TEXT)
                        .field("last", Scalar.TEXT)
                        .at(List.of("name"), part(0), part(1));

        private Lens part(int index) {
            return new Lens.Piece(index, 0, new Cut.Part(" ", index, 2), Form.Same.SAME, true);
        }

        @Test
        void are_its_parts() {
            assertThat(mapping.read(texts("Anna Maria Muster")).values())
                    .isEqualTo(texts("Anna", "Maria Muster"));
        }

        @Test
        void are_written_one_by_one() {
            Viewed there = mapping.read(texts("Anna Muster"));
            assertThat(mapping.write(texts(null, "Beispiel"), there.residue()))
                    .isEqualTo(texts("Anna Beispiel"));
        }

        @Test
        void that_could_not_be_told_apart_again_have_no_form() {
            assertThatThrownBy(() -> mapping.create(texts("Anna Maria", "Muster")))
                    .isInstanceOf(NoForm.class)
                    .hasMessageContaining("cannot stand in one text with the other parts");
        }
    }

    @Test
    void says_what_each_lens_does() {
        Mapping mapping =
                Tables.entity()
                        .field("name", Scalar.TEXT)
                        .field("city", Scalar.TEXT)
                        .field("made", Scalar.TEXT)
                        .at(
                                List.of("first", "last", "doc", "made", "source"),
                                new Lens.Joined(0, List.of(0, 1), " ", true, true),
                                new Lens.Piece(
                                        1, 2, new Cut.Path(List.of("a", "b")), new Trim(), true),
                                new Lens.Column(2, 3, Form.Same.SAME, false),
                                new Lens.Constant(4, Value.of("x")));
        assertThat(mapping.words())
                .containsExactly(
                        "name is first and last (loses something: what was there is kept)",
                        "city is doc at a.b: without space around it (loses something: what was"
                                + " there is kept)",
                        "made is made (only read)",
                        "source is \"x\" in every record that is made");
    }
}
