package dev.entente.engine.config;

import static dev.entente.engine.config.Tables.system;
import static dev.entente.engine.config.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manual shows is right. */
class ManualTest {

    private static final ConfigReader READER =
            new ConfigReader(List.of(Tables.POSTGRES), name -> "the value of " + name);

    /** Tables for the larger samples, the same at every system but for those of the full one. */
    private static final List<Resource> TABLES =
            List.of(
                    table("customer", "id bigint key", "name text", "source text null"),
                    table(
                            "test_requests",
                            "id bigint key defaulted",
                            "order_no text unique",
                            "patient_name text",
                            "prio integer",
                            "sample_grams numeric(9,3)",
                            "due_on text",
                            "tests jsonb",
                            "status text"),
                    table(
                            "orders",
                            "uid uuid key defaulted",
                            "reference text unique",
                            "patient text",
                            "urgency character(1)",
                            "sample_mg bigint",
                            "due date",
                            "results jsonb",
                            "state text"));

    private static final Resource SHOP_KITS =
            table(
                    "kits",
                    "id bigint key defaulted",
                    "article text unique",
                    "on_hand integer",
                    "label text",
                    "tags text",
                    "notes text",
                    "checked timestamptz");

    private static final Resource WAREHOUSE_KITS =
            table(
                    "kits",
                    "article text key",
                    "on_hand bigint",
                    "label text",
                    "tags text[]",
                    "notes text",
                    "checked timestamptz");

    static Stream<String> samples() {
        return Samples.all().stream();
    }

    static Stream<String> blocks() {
        return Samples.blocks().stream();
    }

    @Test
    void has_samples() {
        assertThat(Samples.blocks()).hasSizeGreaterThan(4);
        assertThat(Samples.all()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_sample_can_be_read(String sample) {
        assertThat(READER.read("sample.yaml", sample).problems())
                .filteredOn(Problem::isError)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void every_larger_sample_can_be_bound(String sample) {
        if (!(READER.read("sample.yaml", sample) instanceof Result.Good<Config> good)) {
            throw new AssertionError(sample);
        }
        List<SystemBinding> systems =
                good.value().systems().stream()
                        .map(one -> system(one.name(), tables(one.name())))
                        .toList();
        assertThat(Binder.bind(good.value(), systems).problems()).isEmpty();
    }

    static Resource[] tables(String system) {
        Resource kits = system.equals("warehouse") ? WAREHOUSE_KITS : SHOP_KITS;
        return Stream.concat(TABLES.stream(), Stream.of(kits)).toArray(Resource[]::new);
    }
}
