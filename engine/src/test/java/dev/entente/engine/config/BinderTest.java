package dev.entente.engine.config;

import static dev.entente.engine.config.Tables.system;
import static dev.entente.engine.config.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Resource;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type.Scalar;
import dev.entente.core.lens.Viewed;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BinderTest {

    static final Resource CUSTOMER =
            table("customer", "id bigint key", "name text", "note text null");

    private static Result<Sync> bind(String entities, Resource a, Resource b) {
        Result<Config> config =
                Tables.reader().read("entente.yaml", ConfigReaderTest.SYSTEMS + entities);
        assertThat(config.problems()).isEmpty();
        return Binder.bind(
                ((Result.Good<Config>) config).value(), List.of(system("a", a), system("b", b)));
    }

    static EntityBinding good(String entities, Resource a, Resource b) {
        Result<Sync> result = bind(entities, a, b);
        assertThat(result.problems()).isEmpty();
        return ((Result.Good<Sync>) result).value().entities().getFirst();
    }

    static List<String> told(String entities, Resource a, Resource b) {
        return bind(entities, a, b).problems().stream()
                .map(problem -> problem.toString().substring("entente.yaml:".length()))
                .toList();
    }

    static final String SMALLEST =
            """
            entities:
              customer:
                at: { a: { table: customer }, b: { table: customer } }
            """;

    @Nested
    class The_smallest_file {

        private final EntityBinding binding = good(SMALLEST, CUSTOMER, CUSTOMER);

        @Test
        void takes_the_columns_of_the_same_name_as_fields() {
            assertThat(binding.entity().fields())
                    .extracting(Field::name, Field::type)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("id", Scalar.INTEGER),
                            org.assertj.core.groups.Tuple.tuple("name", Scalar.TEXT),
                            org.assertj.core.groups.Tuple.tuple("note", Scalar.TEXT));
        }

        @Test
        void takes_the_key_as_identity() {
            assertThat(binding.entity().matches())
                    .containsExactly(List.of(binding.entity().field("id")));
            Placement a = binding.placements().getFirst();
            assertThat(a.natural()).containsExactly(0);
            assertThat(a.key(Row.of(Value.of(7), Value.of("x"), Value.of("y"))))
                    .isEqualTo(Key.of(Value.of(7)));
        }

        @Test
        void reads_rows_as_they_are() {
            Row row = Row.of(Value.of(7), Value.of("x"), Value.Null.NULL);
            assertThat(binding.placements().getLast().mapping().read(row).values()).isSameAs(row);
        }

        @Test
        void leaves_out_columns_that_only_one_system_has() {
            EntityBinding more =
                    good(
                            SMALLEST,
                            table("customer", "id bigint key", "name text", "mine text null"),
                            CUSTOMER);
            assertThat(more.entity().fields())
                    .extracting(Field::name)
                    .containsExactly("id", "name");
        }

        @Test
        void takes_every_column_where_there_is_one_system_only() {
            String lonely = SMALLEST.replace(", b: { table: customer }", "");
            Result<Config> config =
                    Tables.reader().read("entente.yaml", ConfigReaderTest.SYSTEMS + lonely);
            assertThat(config.problems())
                    .extracting(Problem::what)
                    .containsExactly(
                            "No entity is kept at b.",
                            "The entity customer is kept at one system only.");
            Result<Sync> bound =
                    Binder.bind(
                            ((Result.Good<Config>) config).value(),
                            List.of(system("a", CUSTOMER), system("b", CUSTOMER)));
            assertThat(bound.problems()).isEmpty();
        }

        @Test
        void takes_whole_and_decimal_numbers_as_numbers() {
            EntityBinding numbers =
                    good(
                            SMALLEST,
                            table("customer", "id bigint key", "price integer"),
                            table("customer", "id bigint key", "price numeric(10,2)"));
            assertThat(numbers.entity().field("price").type()).isEqualTo(Scalar.NUMBER);
            assertThat(
                            numbers.entity()
                                    .branch("b")
                                    .normal(numbers.entity().field("price"))
                                    .of(Value.of(new BigDecimal("1.005"))))
                    .isEqualTo(Value.of(new BigDecimal("1.01")));
        }

        @Test
        void warns_of_columns_whose_types_do_not_agree() {
            assertThat(
                            told(
                                    SMALLEST,
                                    table("customer", "id bigint key", "born date null"),
                                    table("customer", "id bigint key", "born text null")))
                    .containsExactly(
                            "6:23: warning: `born` is date at a, text at b: it is left out. Declare"
                                    + " it under `fields:` with its type, and say how it is read:"
                                    + " `fields: { born: { from: born, … } }`.");
        }

        @Test
        void refuses_keys_that_are_not_the_same() {
            assertThat(
                            told(
                                    SMALLEST,
                                    table("customer", "id bigint key", "name text"),
                                    table("customer", "no bigint key defaulted", "name text")))
                    .containsExactly(
                            "5:3: What identifies a record of customer is not the same key"
                                    + " everywhere (at a id; at b no). Name the fields that do:"
                                    + " `match: [number]`, or map the keys to one field.",
                            "6:23: `id` of `customer` at a must have a value, and no field fills it:"
                                    + " no record could be made there. Map a field to it, give it"
                                    + " one value with `constants: { id: … }`, give it a default in"
                                    + " the database, or say `create: no`.");
        }

        @Test
        void refuses_keys_that_cannot_be_written() {
            Resource identity = table("customer", "id bigint key generated", "name text");
            assertThat(told(SMALLEST, CUSTOMER, identity))
                    .singleElement()
                    .asString()
                    .contains("`id` of `customer` at b identifies a record, but is not written");
        }
    }

    @Nested
    class Two_databases_that_differ {

        private final EntityBinding binding =
                good(
                        """
                        entities:
                          order:
                            match: number
                            fields:
                              number: text
                              priority: { type: text, one-of: [routine, urgent] }
                              weight: integer
                              due: date
                              taken: timestamp
                              name: text
                              city: text
                              tests: { type: list, key: code, of: { code: text, result: number } }
                              tags: { type: set, of: text }
                            conflicts: { weight: counter, name: prefer b, due: max }
                            at:
                              a:
                                table: orders
                                fields:
                                  number: order_no
                                  priority: { from: prio, values: { 1: routine, 2: urgent } }
                                  weight: { from: grams, scale: 1000 }
                                  due: { from: due_on, format: dd.MM.yyyy }
                                  taken: { from: taken_at, zone: Europe/Berlin }
                                  name: { from: [first, last], join: " " }
                                  city: { from: address, path: home.city }
                                  tests: { from: results, as: json, names: { code: test } }
                                  tags: { from: labels, split: ";" }
                              b:
                                table: requests
                                fields: { tests: findings }
                                constants: { origin: entente }
                        """,
                        table(
                                "orders",
                                "id bigint key defaulted",
                                "order_no text unique",
                                "prio integer null",
                                "grams numeric(10,3) null",
                                "due_on text null",
                                "taken_at timestamp null",
                                "first text",
                                "last text null",
                                "address jsonb",
                                "results text null",
                                "labels text null"),
                        table(
                                "requests",
                                "id uuid key defaulted",
                                "Number text unique",
                                "priority text null",
                                "weight integer null",
                                "due date null",
                                "taken timestamptz null",
                                "name text null",
                                "city text null",
                                "findings jsonb null",
                                "tags text[] null",
                                "origin text",
                                "source text null"));

        @Test
        void are_one_entity() {
            Row there =
                    Row.of(
                            Value.of(1),
                            Value.of("A1"),
                            Value.of(2),
                            Value.of(new BigDecimal("0.250")),
                            Value.of("29.02.2024"),
                            new Value.LocalMoment(
                                    java.time.LocalDateTime.parse("2024-02-29T13:00:00")),
                            Value.of("Anna"),
                            Value.of("Muster"),
                            new Value.Struct(
                                    java.util.Map.of(
                                            "home",
                                            new Value.Struct(
                                                    java.util.Map.of("city", Value.of("Bonn"))))),
                            Value.of("[{\"test\": \"GLU\", \"result\": 5.4}]"),
                            Value.of("x;a"));
            Viewed viewed = binding.placements().getFirst().mapping().read(there);
            Row made = binding.placements().getLast().mapping().create(viewed.values());
            assertThat(made.toString())
                    .isEqualTo(
                            "[null, Text[value=A1], Text[value=urgent], Whole[value=250],"
                                    + " Day[value=2024-02-29], Moment[value=2024-02-29T12:00:00Z],"
                                    + " Text[value=Anna Muster], Text[value=Bonn],"
                                    + " Items[values=[Struct[fields={code=Text[value=GLU],"
                                    + " result=Decimal[value=5.4]}]]],"
                                    + " Items[values=[Text[value=a], Text[value=x]]],"
                                    + " Text[value=entente], null]");
            assertThat(
                            binding.placements()
                                    .getFirst()
                                    .mapping()
                                    .write(viewed.values(), viewed.residue())
                                    .with(0, Value.of(1)))
                    .isEqualTo(there);
        }

        @Test
        void settle_conflicts_by_what_suits_each_field() {
            assertThat(binding.entity().fields())
                    .extracting(Field::policy)
                    .containsExactly(
                            new Policy.LastWriterWins(),
                            new Policy.LastWriterWins(),
                            new Policy.Counter(-1),
                            new Policy.Max(),
                            new Policy.LastWriterWins(),
                            new Policy.Prefer(1),
                            new Policy.LastWriterWins(),
                            new Policy.ListMerge(),
                            new Policy.SetMerge());
        }

        @Test
        void name_keys_of_their_own() {
            assertThat(binding.placements().getFirst().natural()).containsExactly(1);
            assertThat(binding.placements().getLast().natural()).containsExactly(1);
        }
    }

    @Nested
    class Two_fields_in_one_column {

        @Test
        void are_refused_where_both_would_write_it() {
            assertThat(
                            told(
                                    """
                                    entities:
                                      customer:
                                        fields: { id: integer, name: text, note: text }
                                        at:
                                          a: { table: customer }
                                          b: { table: customer, fields: { name: name, note: name } }
                                    """,
                                    CUSTOMER,
                                    CUSTOMER))
                    .first()
                    .asString()
                    .contains("`name` of `customer` at b is written by two");
        }

        @Test
        void are_fine_as_its_parts() {
            EntityBinding binding =
                    good(
                            """
                            entities:
                              customer:
                                fields: { id: integer, first: text, last: text }
                                at:
                                  a: { table: customer }
                                  b:
                                    table: customer
                                    fields:
                                      first: { from: name, split: " ", part: 1 }
                                      last: { from: name, split: " ", part: 2 }
                            """,
                            table("customer", "id bigint key", "first text null", "last text null"),
                            table("customer", "id bigint key", "name text null"));
            assertThat(
                            binding.placements()
                                    .getLast()
                                    .mapping()
                                    .read(Row.of(Value.of(1), Value.of("Anna Maria Muster")))
                                    .values())
                    .isEqualTo(Row.of(Value.of(1), Value.of("Anna"), Value.of("Maria Muster")));
        }
    }
}
