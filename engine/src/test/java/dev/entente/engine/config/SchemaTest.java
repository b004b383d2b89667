package dev.entente.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The published schema and the reader are of one opinion. */
class SchemaTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String TEXT = Samples.text("entente.schema.json");
    private static final Schema SCHEMA = REGISTRY.getSchema(TEXT, InputFormat.JSON);

    private static final ConfigReader READER =
            new ConfigReader(List.of(Tables.POSTGRES), name -> "the value of " + name);

    private static JsonNode json(String yaml) {
        Node root = YamlTree.read("sample.yaml", yaml, new Problems());
        assertThat(root).isNotNull();
        return json(root);
    }

    /** By the core schema of YAML 1.2, as editors read it. */
    private static JsonNode json(Node node) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (node) {
            case Node.Word word when word.isNothing() -> make.nullNode();
            case Node.Word word when word.plain() && word.text().matches("true|false") ->
                    make.booleanNode(word.text().equals("true"));
            case Node.Word word when word.plain() && word.text().matches("[-+]?\\d{1,18}") ->
                    make.numberNode(Long.parseLong(word.text()));
            case Node.Word word when word.plain() && word.text().matches("[-+]?\\d+\\.\\d+") ->
                    make.numberNode(new java.math.BigDecimal(word.text()));
            case Node.Word word -> make.stringNode(word.text());
            case Node.Items items -> {
                ArrayNode array = make.arrayNode();
                items.nodes().forEach(one -> array.add(json(one)));
                yield array;
            }
            case Node.Block block -> {
                ObjectNode object = make.objectNode();
                block.entries()
                        .forEach(entry -> object.set(entry.key().text(), json(entry.value())));
                yield object;
            }
        };
    }

    @Test
    void is_a_schema() {
        Schema meta =
                REGISTRY.getSchema(
                        SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(new ObjectMapper().readTree(TEXT))).isEmpty();
    }

    static Stream<String> samples() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takes_what_the_manual_shows(String sample) {
        assertThat(SCHEMA.validate(json(sample))).isEmpty();
    }

    private static Stream<String> entities(String... entities) {
        return Stream.of(entities)
                .map(entity -> Samples.SYSTEMS + "entities: { e: " + entity + " }\n");
    }

    private static Stream<String> fields(String... fields) {
        return Stream.of(fields)
                .flatMap(field ->
                        entities("{ fields: { f: " + field + " }, at: { shop: { table: t } } }"));
    }

    private static Stream<String> lenses(String... lenses) {
        return Stream.of(lenses)
                .flatMap(lens ->
                        entities("{ at: { shop: { table: t, fields: { f: " + lens + " } } } }"));
    }

    private static Stream<String> limits(String... limits) {
        return Stream.of(limits)
                .flatMap(limit ->
                        entities(
                                "{ guard: { deletes: "
                                        + limit
                                        + " }, at: { shop: { table: t } } }"));
    }

    static Stream<String> good() {
        return Stream.of(
                        entities(
                                "{ at: { shop: { resource: t } } }",
                                "{ at: { shop: { table: t, create: no, update: true, delete: yes } } }",
                                "{ match: f, at: { shop: { table: t } } }",
                                "{ match: [a, [b, c]], at: { shop: { table: t } } }",
                                "{ conflicts: ask, at: { shop: { table: t } } }",
                                "{ conflicts: { f: counter prefer shop }, at: { shop: { table: t } } }",
                                "{ deletes: delete-wins, at: { shop: { table: t } } }",
                                "{ fields: , conflicts: , guard: , at: { shop: { table: t, fields: , constants: } } }",
                                "{ at: { shop: { table: t, constants: { a: 1, b: x, c: true } } } }"),
                        fields(
                                "text",
                                "{ type: uuid, personal: yes }",
                                "{ one-of: [a, 1, true] }",
                                "{ type: set, of: { one-of: [a, b] } }",
                                "{ type: list, key: a, of: { a: text, b: { type: set, of: text } } }"),
                        lenses(
                                "c",
                                "no",
                                "{ from: c }",
                                "{ from: [c] }",
                                "{ from: c, scale: -0.5, offset: 3, digits: 0, rounding: up }",
                                "{ from: c, digits: 2 }",
                                "{ from: c, split: ';' }",
                                "{ from: c, values: { 1: a, null: b } }",
                                "{ from: c, prefix: 7, default: 3 }",
                                "{ from: [a, b], join: ' ', write: no }"),
                        limits(
                                "5",
                                "none",
                                "5 %",
                                "5%",
                                "10 or 2.5 %",
                                "{ count: 3 }",
                                "{ percent: 1.5 }"))
                .flatMap(one -> one);
    }

    static Stream<String> bad() {
        return Stream.of(badFiles(), badEntities(), badFields(), badLenses(), badLimits())
                .flatMap(one -> one);
    }

    private static Stream<String> badFiles() {
        return Stream.of(
                "systems: {}\nentities: {}\n",
                Samples.SYSTEMS,
                Samples.SYSTEMS + "entities: { e: { at: { shop: { table: t } } } }\nx: 1\n",
                Samples.SYSTEMS + "entities: { 1e: { at: { shop: { table: t } } } }\n",
                "systems: { a: { url: x } }\nentities: { e: { at: { a: { table: t } } } }\n",
                "systems: { a: { connector: oracle } }\nentities: { e: { at: { a: { table: t } } } }\n",
                "systems: { a: { connector: postgres, user: u } }\nentities: { e: { at: { a: { table: t } } } }\n",
                "systems: { a: { connector: postgres, url: 'http://x', user: u } }\nentities: { e: { at: { a: { table: t } } } }\n",
                "systems: { a: { connector: postgres, url: 'jdbc:postgresql:x', user: u, pasword: x } }\nentities: { e: { at: { a: { table: t } } } }\n",
                "systems: { a: { connector: postgres, url: 'jdbc:postgresql:x', user: u, password: x } }\nentities: { e: { at: { a: { table: t } } } }\n");
    }

    private static Stream<String> badEntities() {
        return entities(
                "{}",
                "{ at: { shop: {} } }",
                "{ at: { shop: t } }",
                "{ at: { shop: { table: t, resource: u } } }",
                "{ at: { shop: { table: t, create: never } } }",
                "{ at: { shop: { table: t, tabel: u } } }",
                "{ match: { a: b }, at: { shop: { table: t } } }",
                "{ conflicts: [ask], at: { shop: { table: t } } }",
                "{ conflicts: { f: owner }, at: { shop: { table: t } } }",
                "{ conflicts: { f: ask me }, at: { shop: { table: t } } }",
                "{ conflicts: { f: list }, at: { shop: { table: t } } }",
                "{ deletes: both, at: { shop: { table: t } } }");
    }

    private static Stream<String> badFields() {
        return fields(
                "txt",
                "list",
                "set",
                "",
                "{ personal: yes }",
                "{ type: text, personal: perhaps }",
                "{ type: list, key: a }",
                "{ type: list, of: { a: text } }",
                "{ type: set }",
                "{ type: set, of: txt }",
                "{ type: text, of: text }",
                "{ type: integer, one-of: [a] }",
                "{ type: text, one-of: [a, a] }",
                "{ type: text, one-of: [[a]] }",
                "{ type: list, key: a, of: text }",
                "{ type: text, unknown: 1 }");
    }

    private static Stream<String> badLenses() {
        return lenses(
                "",
                "[a]",
                "{ form: c }",
                "{ from: c, as: xml }",
                "{ from: c, case: title }",
                "{ from: c, case: { read: lower } }",
                "{ from: c, scale: much }",
                "{ from: c, digits: 101 }",
                "{ from: c, digits: -1 }",
                "{ from: c, rounding: up }",
                "{ from: c, digits: 1, rounding: upwards }",
                "{ from: c, values: {} }",
                "{ from: c, values: { 1: } }",
                "{ from: c, part: 1 }",
                "{ from: c, split: ' ', part: 0 }",
                "{ from: c, split: ' ', part: 1, path: a }",
                "{ from: c, path: a..b }",
                "{ from: c, join: ' ' }",
                "{ from: [a, b] }",
                "{ from: [a, b], join: '' }",
                "{ from: [a, b], join: ' ', trim: yes }",
                "{ from: { a: b } }");
    }

    private static Stream<String> badLimits() {
        return limits(
                "many",
                "-1",
                "5 per hour",
                "10 or",
                "or 5 %",
                "{}",
                "[1]",
                "{ count: 1, percent: 101 }",
                "{ count: x }",
                "{ cuont: 1 }");
    }

    @ParameterizedTest
    @MethodSource("good")
    void takes_what_the_reader_takes(String file) {
        assertThat(READER.read("sample.yaml", file).problems())
                .filteredOn(Problem::isError)
                .isEmpty();
        assertThat(SCHEMA.validate(json(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses_what_the_reader_refuses(String file) {
        assertThat(READER.read("sample.yaml", file)).isInstanceOf(Result.Bad.class);
        assertThat(SCHEMA.validate(json(file))).isNotEmpty();
    }
}
