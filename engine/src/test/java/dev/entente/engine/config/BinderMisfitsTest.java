package dev.entente.engine.config;

import static dev.entente.engine.config.BinderTest.CUSTOMER;
import static dev.entente.engine.config.BinderTest.SMALLEST;
import static dev.entente.engine.config.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Resource;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a file says that the tables do not bear out. */
class BinderMisfitsTest {

    @Nested
    class What_does_not_fit {

        private final Resource order =
                table(
                        "orders",
                        "id bigint key",
                        "price text",
                        "at timestamp null",
                        "tags text null",
                        "list jsonb null");

        private List<String> told(String fields, String more) {
            return BinderTest.told(
                    """
                    entities:
                      order:
                        %s
                        at:
                          a: { table: orders, %s }
                          b: { table: orders }
                    """
                            .formatted(fields, more),
                    order,
                    order);
        }

        @Test
        void is_a_column_that_is_not_there() {
            assertThat(told("", "fields: { price: prise }"))
                    .containsExactly(
                            "8:44: Unknown column `prise` in `orders` at a. Did you mean `price`?");
        }

        @Test
        void is_a_table_that_is_not_there() {
            assertThat(
                            BinderTest.told(
                                    SMALLEST.replace("b: { table: customer", "b: { table: custmer"),
                                    CUSTOMER,
                                    CUSTOMER))
                    .containsExactly(
                            "6:47: There is no table `custmer` at b. Did you mean `customer`?");
        }

        @Test
        void is_a_table_without_a_key() {
            assertThat(
                            BinderTest.told(
                                    SMALLEST,
                                    CUSTOMER,
                                    table("customer", "id bigint", "name text")))
                    .containsExactly(
                            "6:47: The table `customer` at b has no primary key: its rows cannot be"
                                    + " told apart. Give it one: ALTER TABLE customer ADD PRIMARY"
                                    + " KEY (…).");
        }

        @Test
        void is_a_time_without_a_zone_for_one_with() {
            assertThat(told("fields: { id: integer, price: text, at: timestamp }", ""))
                    .containsExactly(
                            "6:41: `at` at a is timestamp, but `at` is a point in time: one cannot"
                                    + " be read as the other. Say in which zone it is meant: `{ from: at,"
                                    + " zone: Europe/Berlin }`.",
                            "6:41: `at` at b is timestamp, but `at` is a point in time: one cannot"
                                    + " be read as the other. Say in which zone it is meant: `{ from: at,"
                                    + " zone: Europe/Berlin }`.");
        }

        @Test
        void is_text_for_a_number_unless_it_is_one() {
            assertThat(told("fields: { id: integer, price: number }", "fields: { price: price }"))
                    .containsExactly(
                            "6:28: warning: `price` at b is text, but `price` is a number: a record"
                                    + " is set aside where it is not. That is right where the column"
                                    + " holds nothing else; `check` tries it.",
                            "8:44: warning: `price` at a is text, but `price` is a number: a record"
                                    + " is set aside where it is not. That is right where the column"
                                    + " holds nothing else; `check` tries it.");
        }

        @Test
        void is_a_type_of_which_no_value_can_be_made() {
            Resource shapes = table("customer", "id bigint key", "name text", "shape polygon null");
            assertThat(
                            BinderTest.told(
                                    SMALLEST.replace(
                                            "b: { table: customer }",
                                            "b: { table: customer, fields: { shape: shape } }"),
                                    shapes,
                                    shapes))
                    .containsExactly(
                            "6:23: The column `shape` of `customer` at a is polygon, of which no"
                                    + " value can be made. Leave it out with `no`, or keep what matters"
                                    + " in a column of another type.",
                            "6:74: The column `shape` of `customer` at b is polygon, of which no"
                                    + " value can be made. Leave it out with `no`, or keep what matters"
                                    + " in a column of another type.");
            assertThat(BinderTest.told(SMALLEST, shapes, shapes))
                    .containsExactly(
                            "6:23: warning: `shape` is polygon at a, polygon at b: no value can be"
                                    + " made of that, so it is left out. Say so with `no`, or map a"
                                    + " column of another type.");
        }

        @Test
        void is_a_list_that_a_text_does_not_hold() {
            assertThat(
                            told(
                                    "fields: { id: integer, price: text, tags: { type: set, of: text"
                                            + " } }",
                                    "fields: { tags: { from: tags, split: ';' } }"))
                    .singleElement()
                    .asString()
                    .contains("`tags` at b is text, but `tags` is a list of values")
                    .contains("{ from: tags, split: \";\" }");
        }

        @Test
        void is_a_field_that_nobody_declared() {
            assertThat(told("fields: { id: integer, price: text }", "fields: { prise: price }"))
                    .contains("8:37: The entity order has no field `prise`. Did you mean `price`?");
        }

        @Test
        void is_a_policy_that_does_not_suit() {
            assertThat(told("conflicts: { price: counter, list: list by code, nam: ask }", ""))
                    .containsExactly(
                            "6:25: The policy `counter` does not suit the field `price`. Only an"
                                    + " `integer` or a `number` can count.",
                            "6:40: The policy `list by code` does not suit the field `list`. Declare"
                                    + " the field as `{ type: list, key: code, of: { … } }`.",
                            "6:54: The entity order has no field `nam`. Its fields are: id, price,"
                                    + " at, tags, list.");
        }

        @Test
        void is_an_owner_that_does_not_have_the_field() {
            assertThat(
                            BinderTest.told(
                                    """
                                    entities:
                                      customer:
                                        fields: { id: integer, name: text, note: text }
                                        conflicts: { note: owner b }
                                        at:
                                          a: { table: customer }
                                          b: { table: customer, fields: { note: no } }
                                    """,
                                    CUSTOMER,
                                    CUSTOMER))
                    .contains(
                            "7:24: b does not have the field `note`, so nobody could win for it."
                                    + " Map the field there, or name another system.");
        }

        @Test
        void is_a_match_that_one_system_does_not_have() {
            assertThat(told("match: [price]", "fields: { price: no, at: at }"))
                    .anyMatch(line -> line.contains("has no field `price` to match by"));
        }

        @Test
        void is_a_code_that_the_column_cannot_hold() {
            assertThat(
                            told(
                                    "fields: { id: integer, price: { one-of: [low, high] } }",
                                    "fields: { id: { from: id, values: { one: 1 } }, price: { from:"
                                            + " price, values: { l: low, h: hihg } } }"))
                    .contains(
                            "8:63: `one` cannot be a value of `id` at a, which is bigint. Write the"
                                    + " codes as they stand in the column.")
                    .anyMatch(line ->
                            line.contains("`hihg` cannot be a value of the field `price`")
                                    && line.contains("Did you mean `high`?"));
        }
    }

    @Nested
    class What_is_only_warned_of {

        @Test
        void is_a_field_at_one_system_only() {
            assertThat(
                            BinderTest.told(
                                    """
                                    entities:
                                      customer:
                                        fields: { id: integer, name: text, note: text }
                                        at:
                                          a: { table: customer }
                                          b: { table: customer, fields: { note: no } }
                                    """,
                                    CUSTOMER,
                                    CUSTOMER))
                    .containsExactly(
                            "6:40: warning: Only a has the field `note`: there is nothing to keep in"
                                    + " agreement. Map it at another system, too, or take it out.");
        }

        @Test
        void is_a_match_that_may_be_null_or_not_unique() {
            assertThat(
                            BinderTest.told(
                                    """
                                    entities:
                                      customer:
                                        match: [note]
                                        at: { a: { table: customer }, b: { table: customer } }
                                    """,
                                    CUSTOMER,
                                    table(
                                            "customer",
                                            "id bigint key",
                                            "name text",
                                            "note text unique")))
                    .containsExactly(
                            "6:13: warning: `note` of `customer` at a may be null: a record without"
                                    + " it is linked with no other. Declare it NOT NULL there, if it"
                                    + " always has a value.",
                            "6:13: warning: Nothing keeps `note` unique in `customer` at a: records"
                                    + " that share it are set aside for a person. Make it unique"
                                    + " there, if it is meant to be.",
                            "7:47: warning: What may be null in `customer` at a, but not in"
                                    + " `customer` at b: `note`. A record without it is set aside."
                                    + " If null means something there, say so: `note: { from: …,"
                                    + " default: … }`.");
        }

        @Test
        void is_a_column_that_the_system_makes_itself() {
            Resource made =
                    table("customer", "id bigint key", "name text", "note text null generated");
            assertThat(
                            BinderTest.told(
                                    SMALLEST.replace(
                                            "b: { table: customer }",
                                            "b: { table: customer, fields: { note: note } }"),
                                    CUSTOMER,
                                    made))
                    .singleElement()
                    .asString()
                    .contains("`note` of `customer` at b is made by the system itself");
        }
    }
}
