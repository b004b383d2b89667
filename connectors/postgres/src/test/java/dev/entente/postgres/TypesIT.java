package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Connector;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Kind;
import dev.entente.connector.WriteBatch;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.testkit.Onlooker;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values of every type, by every way: the snapshot, the log, listings, readings and writes. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class TypesIT {

    /**
     * @param literals in SQL
     * @param values the same as we see them, in the same order
     */
    private record Sample(String type, Kind kind, List<String> literals, List<Value> values) {}

    private static Value decimal(String digits) {
        return Value.of(new BigDecimal(digits));
    }

    private static Value items(Value... values) {
        return new Value.Items(List.of(values));
    }

    private static Sample sample(String type, Kind kind, Object... literalsAndValues) {
        List<String> literals = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < literalsAndValues.length; i += 2) {
            literals.add((String) literalsAndValues[i]);
            values.add((Value) literalsAndValues[i + 1]);
        }
        return new Sample(type, kind, literals, values);
    }

    private static final List<Sample> NUMBERS =
            List.of(
                    sample("bool", Kind.BOOL, "true", Value.of(true), "false", Value.of(false)),
                    sample("int2", Kind.WHOLE, "-32768", Value.of(-32768), "7", Value.of(7)),
                    sample(
                            "int4",
                            Kind.WHOLE,
                            "2147483647",
                            Value.of(2147483647),
                            "0",
                            Value.of(0)),
                    sample(
                            "int8",
                            Kind.WHOLE,
                            "-9223372036854775808",
                            Value.of(Long.MIN_VALUE),
                            "9223372036854775807",
                            Value.of(Long.MAX_VALUE)),
                    sample(
                            "numeric",
                            Kind.DECIMAL,
                            "1.50",
                            decimal("1.50"),
                            "-12345678901234567890.000000000123456789",
                            decimal("-12345678901234567890.000000000123456789"),
                            "1e100",
                            decimal("1e100"),
                            "0.00001",
                            decimal("0.00001"),
                            "0.00",
                            decimal("0.00"),
                            "'NaN'",
                            Value.of("NaN"),
                            "100000000",
                            decimal("100000000")),
                    sample(
                            "numeric(10,2)",
                            Kind.DECIMAL,
                            "7",
                            decimal("7.00"),
                            "-0.01",
                            decimal("-0.01")),
                    sample(
                            "float4",
                            Kind.DECIMAL,
                            "0.1",
                            decimal("0.1"),
                            "'Infinity'",
                            Value.of("Infinity"),
                            "3.4028235e38",
                            decimal("3.4028235e38")),
                    sample(
                            "float8",
                            Kind.DECIMAL,
                            "0.1",
                            decimal("0.1"),
                            "-1.7976931348623157e308",
                            decimal("-1.7976931348623157e308"),
                            "5e-324",
                            decimal("4.9e-324"),
                            "'NaN'",
                            Value.of("NaN"),
                            "'-Infinity'",
                            Value.of("-Infinity")));

    private static final List<Sample> TEXTS =
            List.of(
                    sample(
                            "text",
                            Kind.TEXT,
                            "'it''s \"a\" \\ {b} ,c; NULL'",
                            Value.of("it's \"a\" \\ {b} ,c; NULL"),
                            "''",
                            Value.of(""),
                            "' ü 漢 😀 '",
                            Value.of(" ü 漢 😀 "),
                            "E'tab\\tnew\\nline'",
                            Value.of("tab\tnew\nline"),
                            "'NULL'",
                            Value.of("NULL")),
                    sample("varchar(10)", Kind.TEXT, "'ab '", Value.of("ab ")),
                    sample("char(5)", Kind.TEXT, "'ab'", Value.of("ab"), "''", Value.of("")),
                    sample(
                            "mood",
                            Kind.TEXT,
                            "'so, so'",
                            Value.of("so, so"),
                            "'ok'",
                            Value.of("ok")),
                    sample("positive", Kind.WHOLE, "5", Value.of(5)),
                    sample(
                            "bytea",
                            Kind.BYTES,
                            "'\\x00ff5c22'",
                            new Value.Bytes(new byte[] {0, -1, 0x5c, 0x22}),
                            "''",
                            new Value.Bytes(new byte[0])),
                    sample(
                            "uuid",
                            Kind.UUID,
                            "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
                            new Value.Uuid(
                                    java.util.UUID.fromString(
                                            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"))));

    private static final List<Sample> TIMES =
            List.of(
                    sample(
                            "date",
                            Kind.DAY,
                            "'2024-02-29'",
                            new Value.Day(LocalDate.of(2024, 2, 29)),
                            "'0044-03-15 BC'",
                            new Value.Day(LocalDate.of(-43, 3, 15)),
                            "'12345-01-01'",
                            new Value.Day(LocalDate.of(12345, 1, 1)),
                            "'infinity'",
                            Value.of("infinity")),
                    sample(
                            "time",
                            Kind.CLOCK,
                            "'23:59:59.999999'",
                            new Value.Clock(LocalTime.of(23, 59, 59, 999_999_000)),
                            "'24:00'",
                            Value.of("24:00:00")),
                    sample(
                            "timestamp",
                            Kind.LOCAL_MOMENT,
                            "'1999-12-31 23:59:59.000001'",
                            new Value.LocalMoment(LocalDateTime.of(1999, 12, 31, 23, 59, 59, 1000)),
                            "'0001-01-01 00:00:00 BC'",
                            new Value.LocalMoment(LocalDateTime.of(0, 1, 1, 0, 0)),
                            "'-infinity'",
                            Value.of("-infinity")),
                    sample(
                            "timestamptz",
                            Kind.MOMENT,
                            "'2024-06-01 12:00:00.123456+05:30'",
                            new Value.Moment(Instant.parse("2024-06-01T06:30:00.123456Z")),
                            "'20000-01-01 00:00:00+00'",
                            new Value.Moment(Instant.parse("+20000-01-01T00:00:00Z")),
                            "'infinity'",
                            Value.of("infinity")));

    private static final List<Sample> NESTED =
            List.of(
                    sample(
                            "jsonb",
                            Kind.JSON,
                            "'{\"b\": [1, 1.50, -0, 1e2, null, true, \"x\\\"\\\\\\n{,}\"], \"a\": {}}'",
                            new Value.Struct(
                                    Map.of(
                                            "b",
                                            items(
                                                    Value.of(1),
                                                    decimal("1.5"),
                                                    Value.of(0),
                                                    Value.of(100),
                                                    Value.Null.NULL,
                                                    Value.of(true),
                                                    Value.of("x\"\\\n{,}")),
                                            "a",
                                            new Value.Struct(Map.of()))),
                            "'\"text\"'",
                            Value.of("text"),
                            "'9223372036854775807'",
                            Value.of(Long.MAX_VALUE),
                            "'9223372036854775808'",
                            decimal("9223372036854775808"),
                            "'null'",
                            Value.Null.NULL),
                    sample(
                            "json",
                            Kind.JSON,
                            "'{\"a\" : 1, \"a\":2}'",
                            new Value.Struct(Map.of("a", Value.of(2))),
                            "'[]'",
                            items()),
                    sample(
                            "int4[]",
                            Kind.ITEMS,
                            "'{1,NULL,3}'",
                            items(Value.of(1), Value.Null.NULL, Value.of(3)),
                            "'{}'",
                            items(),
                            "'{{1,2},{3,4}}'",
                            items(items(Value.of(1), Value.of(2)), items(Value.of(3), Value.of(4))),
                            "'[0:1]={5,6}'",
                            Value.of("[0:1]={5,6}")),
                    sample(
                            "text[]",
                            Kind.ITEMS,
                            "ARRAY['a,\"b\"\\', 'NULL', '', '{}']",
                            items(
                                    Value.of("a,\"b\"\\"),
                                    Value.of("NULL"),
                                    Value.of(""),
                                    Value.of("{}"))),
                    sample(
                            "mood[]",
                            Kind.ITEMS,
                            "ARRAY['so, so','ok']::mood[]",
                            items(Value.of("so, so"), Value.of("ok"))),
                    sample(
                            "timestamptz[]",
                            Kind.ITEMS,
                            "ARRAY['2024-06-01 12:00:00.123456+00']::timestamptz[]",
                            items(new Value.Moment(Instant.parse("2024-06-01T12:00:00.123456Z")))),
                    sample(
                            "bytea[]",
                            Kind.ITEMS,
                            "ARRAY['\\x00ff']::bytea[]",
                            items(new Value.Bytes(new byte[] {0, -1}))));

    private static void makeTypes(Database database) {
        database.sql(
                "CREATE TYPE mood AS ENUM ('ok', 'so, so')",
                "CREATE DOMAIN positive AS int CHECK (value > 0)");
    }

    private static final List<Sample> ALL =
            java.util.stream.Stream.of(NUMBERS, TEXTS, TIMES, NESTED)
                    .flatMap(List::stream)
                    .toList();

    @Test
    void come_by_the_snapshot_the_log_a_listing_and_a_reading_alike(Database database) {
        makeTypes(database);
        Connector connector = database.connector();
        for (Sample sample : ALL) {
            database.sql(
                    "DROP TABLE IF EXISTS a CASCADE",
                    "CREATE TABLE a (id int PRIMARY KEY, v " + sample.type() + ")");
            insert(database, sample);
            Resource a = Database.resource(connector, "a");
            assertThat(Objects.requireNonNull(a.column("v")).kind())
                    .as(sample.type())
                    .isEqualTo(sample.kind());
            try (var feed = connector.open(List.of(a), null);
                    var listing = connector.list(a)) {
                Reader reader = new Reader(feed);
                assertThat(values(reader.snapshot(1).getFirst().changes()))
                        .as("snapshot of " + sample.type())
                        .isEqualTo(sample.values());
                database.sql("DELETE FROM a");
                insert(database, sample);
                List<Change> changes = reader.changes(2 * sample.values().size());
                assertThat(values(changes.subList(sample.values().size(), changes.size())))
                        .as("log of " + sample.type())
                        .isEqualTo(sample.values());
                assertThat(Objects.requireNonNull(listing.next()))
                        .extracting(reading -> Objects.requireNonNull(reading.row()).get(1))
                        .as("listing of " + sample.type())
                        .isEqualTo(sample.values());
            }
            assertThat(connector.read(a, keys(sample)))
                    .extracting(reading -> Objects.requireNonNull(reading.row()).get(1))
                    .as("reading of " + sample.type())
                    .isEqualTo(sample.values());
        }
    }

    @Test
    void are_written_and_compared_as_they_were_read(Database database) {
        makeTypes(database);
        Connector connector = database.connector();
        long number = 0;
        for (Sample sample : ALL) {
            database.sql(
                    "DROP TABLE IF EXISTS a",
                    "CREATE TABLE a (id int PRIMARY KEY, v " + sample.type() + ")");
            Resource a = Database.resource(connector, "a");
            List<WriteBatch.Item> creates = new ArrayList<>();
            for (int i = 0; i < sample.values().size(); i++) {
                creates.add(
                        new WriteBatch.Item.Create(
                                a, "", Row.of(Value.of(i), sample.values().get(i)), List.of()));
            }
            List<Outcome> created =
                    connector.write(new WriteBatch(++number, creates), new Onlooker());
            assertThat(held(created)).as("create of " + sample.type()).isEqualTo(sample.values());
            assertThat(equalInSql(database, sample)).as(sample.type() + " in SQL").isTrue();

            assertThat(rotate(connector, a, sample, ++number))
                    .as("update of " + sample.type())
                    .hasOnlyElementsOfType(Outcome.Applied.class);
            assertThat(oneByOne(connector, a, sample, ++number))
                    .as("update alone of " + sample.type())
                    .hasOnlyElementsOfType(Outcome.Applied.class);
            assertThat(equalInSql(database, sample)).as(sample.type() + " in SQL").isTrue();
        }
    }

    /** Every row gets the next row's value, where it still has its own. */
    private static List<Outcome> rotate(
            Connector connector, Resource a, Sample sample, long number) {
        List<WriteBatch.Item> updates = new ArrayList<>();
        int count = sample.values().size();
        for (int i = 0; i < count; i++) {
            updates.add(update(a, i, sample.values().get(i), sample.values().get((i + 1) % count)));
        }
        return connector.write(new WriteBatch(number, updates), new Onlooker());
    }

    /** Back again, each in a batch of its own. */
    private static List<Outcome> oneByOne(
            Connector connector, Resource a, Sample sample, long number) {
        List<Outcome> outcomes = new ArrayList<>();
        int count = sample.values().size();
        for (int i = 0; i < count; i++) {
            Value from = sample.values().get((i + 1) % count);
            outcomes.addAll(
                    connector.write(
                            new WriteBatch(
                                    number, List.of(update(a, i, from, sample.values().get(i)))),
                            new Onlooker()));
        }
        return outcomes;
    }

    private static WriteBatch.Item update(Resource a, int id, Value from, Value to) {
        return new WriteBatch.Item.Update(
                a, "", Key.of(Value.of(id)), Row.of(null, to), Row.of(null, from));
    }

    private static void insert(Database database, Sample sample) {
        for (int i = 0; i < sample.literals().size(); i++) {
            database.sql("INSERT INTO a VALUES (" + i + "," + sample.literals().get(i) + ")");
        }
    }

    private static boolean equalInSql(Database database, Sample sample) {
        for (int i = 0; i < sample.literals().size(); i++) {
            if (sample.kind() == Kind.JSON) {
                continue;
            }
            String same =
                    "SELECT v::text = (("
                            + sample.literals().get(i)
                            + ")::"
                            + sample.type()
                            + ")::text FROM a WHERE id = "
                            + i;
            if (!database.one(same).equals("t")) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Value> values(List<Change> changes) {
        List<@Nullable Value> values = new ArrayList<>();
        for (Change change : changes) {
            values.add(((Change.Upsert) change).row().get(1));
        }
        return values;
    }

    private static List<@Nullable Value> held(List<Outcome> outcomes) {
        List<@Nullable Value> values = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            NativeReading held = ((Outcome.Applied) outcome).held();
            values.add(Objects.requireNonNull(held.row()).get(1));
        }
        return values;
    }

    private static List<Key> keys(Sample sample) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < sample.values().size(); i++) {
            keys.add(Key.of(Value.of(i)));
        }
        return keys;
    }

    @Test
    void that_have_no_value_cannot_be_mapped_and_do_no_harm(Database database) {
        database.sql(
                "CREATE TYPE pair AS (x int, y int)",
                "CREATE TABLE a (id int PRIMARY KEY, p point, r int4range, i interval, c pair, x xml,"
                        + " n int)",
                "INSERT INTO a VALUES (1, '(1,2)', '[1,2)', '1 day', '(1,2)', '<a/>', 5)");
        Connector connector = database.connector();
        Resource a = Database.resource(connector, "a");

        assertThat(a.columns().subList(1, 6))
                .extracting(Resource.Column::kind)
                .containsOnly(Kind.UNMAPPABLE);
        try (var feed = connector.open(List.of(a), null)) {
            Reader reader = new Reader(feed);
            Row row = Row.of(Value.of(1), null, null, null, null, null, Value.of(5));
            assertThat(((Change.Upsert) reader.snapshot(1).getFirst().changes().getFirst()).row())
                    .isEqualTo(row);
            database.sql("UPDATE a SET n = 6");
            assertThat(reader.upsert().row()).isEqualTo(row.with(6, Value.of(6)));
        }
    }

    @Test
    void that_are_too_deep_are_carried_as_bytes(Database database) {
        String deep = "[".repeat(2000) + "]".repeat(2000);
        database.sql(
                "CREATE TABLE a (id int PRIMARY KEY, v jsonb)",
                "INSERT INTO a VALUES (1, '" + deep + "')");
        Connector connector = database.connector();
        Resource a = Database.resource(connector, "a");

        Value value =
                Objects.requireNonNull(
                                connector.read(a, List.of(Key.of(Value.of(1)))).getFirst().row())
                        .orNull(1);

        assertThat(value).isEqualTo(new Value.Bytes(deep.getBytes(StandardCharsets.UTF_8)));
        assertThat(
                        connector.write(
                                new WriteBatch(1, List.of(update(a, 1, value, Value.of(1)))),
                                new Onlooker()))
                .hasOnlyElementsOfType(Outcome.Applied.class);
    }

    @Test
    void generated_by_the_server_are_read_and_never_written(Database database) {
        database.sql(
                "CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int, d int"
                        + " DEFAULT 3 NOT NULL, g int GENERATED ALWAYS AS (n * 2) STORED)");
        Connector connector = database.connector();
        Resource a = Database.resource(connector, "a");

        assertThat(a.columns())
                .extracting(Resource.Column::generated)
                .containsExactly(true, false, false, true);
        assertThat(a.columns())
                .extracting(Resource.Column::defaulted)
                .containsExactly(true, false, true, true);
        try (var feed = connector.open(List.of(a), null)) {
            Reader reader = new Reader(feed);
            reader.snapshot(1);
            database.sql("INSERT INTO a (n) VALUES (4)");
            Row row = Row.of(Value.of(1), Value.of(4), Value.of(3), Value.of(8));
            // Only since 18 the log can have what is generated.
            boolean logged = Integer.parseInt(database.one("SHOW server_version_num")) >= 180_000;
            assertThat(reader.upsert().row()).isEqualTo(logged ? row : row.with(3, null));
        }
    }
}
