package dev.entente.engine.config;

import static dev.entente.engine.config.BinderTest.SMALLEST;
import static dev.entente.engine.config.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns that hold less than what comes to them. */
class WidthsTest {

    private static List<String> told(String a, String b) {
        return told(SMALLEST, a, b);
    }

    private static List<String> told(String file, String a, String b) {
        return BinderTest.told(
                file, table("customer", "id bigint key", a), table("customer", "id bigint key", b));
    }

    @Test
    void a_longer_text_has_no_room_in_a_shorter_column() {
        assertThat(told("name character~varying(200)", "name character~varying(50)"))
                .containsExactly(
                        "6:47: warning: `name` of `customer` at a is character varying(200), but"
                                + " `name` of `customer` at b only character varying(50): a record"
                                + " with a longer text is set aside (`entente parked list`) and not"
                                + " written to b. Make room at b: ALTER TABLE customer ALTER COLUMN"
                                + " name TYPE character varying(200); or see to it that nothing"
                                + " longer is entered at a.");
    }

    @Test
    void a_text_of_any_length_has_none_either() {
        assertThat(told("name character(3)", "name text"))
                .singleElement()
                .asString()
                .contains("`name` of `customer` at b is text, but `name` of `customer` at a only");
    }

    @Test
    void a_greater_number_has_none_and_what_is_behind_the_point_is_rounded() {
        assertThat(told("price numeric(12,2)", "price numeric(8,0)"))
                .singleElement()
                .asString()
                .contains(
                        "a record with more than 8 digits before the point is set aside",
                        "a number with more than 0 digits after the point is rounded at b and stays"
                                + " as it is at a.");
    }

    @Test
    void each_side_can_have_more_of_one_thing() {
        assertThat(told("price numeric(10,4)", "price numeric(10,2)"))
                .satisfiesExactly(
                        b -> assertThat(b).contains("more than 6 digits before", "to a."),
                        a -> assertThat(a).contains("more than 2 digits after", "rounded at b"));
    }

    @Test
    void nothing_is_said_where_all_has_room() {
        assertThat(told("name character~varying(50)", "name character~varying(50)")).isEmpty();
        assertThat(told("price numeric(10,2)", "price numeric(10,2)")).isEmpty();
        assertThat(told("name text", "name text")).isEmpty();
    }

    @Test
    void nothing_is_said_where_nothing_longer_is_written() {
        String written = SMALLEST.replace("b: { table: customer }", "b: { table: customer, %s }");
        String a = "name character~varying(200) null";
        String b = "name character~varying(50) null";
        assertThat(told(written.formatted("fields: { name: { from: name, write: no } }"), a, b))
                .isEmpty();
        assertThat(told(written.formatted("create: no, update: no"), a, b)).isEmpty();
        assertThat(told(SMALLEST + "    conflicts: { name: owner b }\n", a, b)).isEmpty();
    }

    @Test
    void codes_have_a_length_of_their_own() {
        assertThat(
                        told(
                                SMALLEST.replace(
                                        "b: { table: customer }",
                                        "b: { table: customer, fields: { name: { from: name, values:"
                                                + " { R: routine } } } }"),
                                "name text",
                                "name character~varying(1)"))
                .isEmpty();
    }
}
