package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Feed.Change;
import dev.entente.connector.Halt;
import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Column;
import dev.entente.connector.Resource.Kind;
import dev.entente.core.link.Observation;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The messages of the log, byte by byte as the server sends them. */
class DecoderTest {

    /** Table 16385, {@code public.a (id int4, price numeric, note text)}, key {@code id}. */
    private static final String RELATION =
            "52 00004001 7075626c696300 6100 64 0003"
                    + " 01 696400 00000017 ffffffff"
                    + " 00 707269636500 000006a4 ffffffff"
                    + " 00 6e6f746500 00000019 ffffffff";

    /** Commits at 0/100, at 2000-01-01 00:00:01, as transaction 7. */
    private static final String BEGIN = "42 0000000000000100 00000000000f4240 00000007";

    /** The commit, which ends at 0/130. */
    private static final String COMMIT = "43 00 0000000000000100 0000000000000130 00000000000f4240";

    private static final String ORIGIN = "4f 0000000000000002 6d696e6500";

    /** 1, 12.50, "x". */
    private static final String ROW =
            "0003 62 00000004 00000001 62 0000000c 0002 0000 0000 0002 000c 1388 62 00000001 78";

    private final Resource resource =
            new Resource(
                    "a",
                    List.of(
                            new Column(0, "id", Kind.WHOLE, "integer", false, false, false),
                            new Column(1, "price", Kind.DECIMAL, "numeric", true, false, false),
                            new Column(2, "note", Kind.TEXT, "text", true, false, false)),
                    List.of(0),
                    List.of());

    private final Table table =
            new Table(
                    new Relation(
                            16385,
                            "public",
                            "a",
                            false,
                            true,
                            'd',
                            false,
                            List.of(
                                    attribute(1, "id", 23, Form.INT4, "integer"),
                                    attribute(2, "price", 1700, Form.NUMERIC, "numeric"),
                                    attribute(3, "note", 25, Form.TEXT, "text")),
                            resource),
                    resource);

    private Resource now = resource;
    private Decoder decoder = decoder("mine", true);

    private static Relation.Attribute attribute(
            int number, String name, int oid, Form form, String typeName) {
        PgType type = new PgType(oid, form, null, "pg_catalog." + typeName);
        return new Relation.Attribute(number, name, type, typeName, false, true, false, false);
    }

    private Decoder decoder(String ours, boolean skipsOurs) {
        Types types =
                Types.of(
                        List.of(
                                new PgType(23, Form.INT4, null, "int4"),
                                new PgType(1700, Form.NUMERIC, null, "numeric"),
                                new PgType(25, Form.TEXT, null, "text")));
        return new Decoder(List.of(table), types, _ -> now, ours, skipsOurs);
    }

    private void read(String... messages) {
        long lsn = 0x10;
        for (String message : messages) {
            byte[] bytes = HexFormat.of().parseHex("ffff" + message.replace(" ", ""));
            decoder.read(bytes, 2, lsn++);
        }
    }

    private static Value decimal(String digits) {
        return Value.of(new BigDecimal(digits));
    }

    @BeforeEach
    void learnTheTable() {
        read(RELATION);
    }

    @Nested
    class A_transaction {

        @Test
        void is_open_from_its_begin_to_its_commit() {
            assertThat(decoder.isOpen()).isFalse();
            read(BEGIN);
            assertThat(decoder.isOpen()).isTrue();
            assertThat(decoder.transaction()).isEqualTo(0x100);
            assertThat(decoder.time()).isEqualTo(946_684_801_000_000L);
            read(COMMIT);
            assertThat(decoder.isOpen()).isFalse();
            assertThat(decoder.end()).isEqualTo(0x130);
        }

        @Test
        void of_our_own_is_skipped_and_the_next_is_not() {
            read(BEGIN, ORIGIN, "49 00004001 4e" + ROW, COMMIT);
            assertThat(decoder.take()).isEmpty();

            read(BEGIN, "49 00004001 4e" + ROW, COMMIT);
            assertThat(decoder.take()).hasSize(1);
        }

        @Test
        void of_our_own_that_is_not_skipped_tells_what_triggers_did() {
            decoder = decoder("mine", false);
            read(RELATION, BEGIN, ORIGIN, "49 00004001 4e" + ROW, COMMIT);

            Change.Upsert told = (Change.Upsert) decoder.take().getFirst();
            assertThat(told.actor()).isEqualTo(Observation.TRIGGER);
        }

        @Test
        void of_another_origin_is_read() {
            decoder = decoder("ours", true);
            read(RELATION, BEGIN, ORIGIN, "49 00004001 4e" + ROW, COMMIT);

            assertThat(decoder.take()).hasSize(1);
        }
    }

    @Nested
    class A_row {

        @Test
        void inserted_is_told_with_the_place_of_its_own_record() {
            read(BEGIN, "49 00004001 4e" + ROW);

            assertThat(decoder.take())
                    .containsExactly(
                            new Change.Upsert(
                                    resource,
                                    Key.of(Value.of(1)),
                                    null,
                                    Row.of(Value.of(1), decimal("12.50"), Value.of("x")),
                                    new Version.Position(0x11),
                                    946_684_801_000_000L,
                                    null));
        }

        @Test
        void updated_leaves_out_what_is_big_and_unchanged() {
            read(BEGIN, "55 00004001 4e 0003 62 00000004 00000001 6e 75");

            assertThat(((Change.Upsert) decoder.take().getFirst()).row())
                    .isEqualTo(Row.of(Value.of(1), Value.Null.NULL, null));
        }

        @Test
        void updated_in_its_key_tells_the_former_one() {
            read(BEGIN, "55 00004001 4b 0003 62 00000004 00000009 6e 6e 4e" + ROW);

            Change.Upsert change = (Change.Upsert) decoder.take().getFirst();
            assertThat(change.key()).isEqualTo(Key.of(Value.of(1)));
            assertThat(change.formerKey()).isEqualTo(Key.of(Value.of(9)));
        }

        @Test
        void updated_with_its_whole_old_form_is_whole() {
            read(BEGIN, "55 00004001 4f" + ROW + "4e 0003 62 00000004 00000001 6e 75");

            Change.Upsert change = (Change.Upsert) decoder.take().getFirst();
            assertThat(change.formerKey()).isNull();
            assertThat(change.row()).isEqualTo(Row.of(Value.of(1), Value.Null.NULL, Value.of("x")));
        }

        @Test
        void deleted_is_told_by_its_key() {
            read(BEGIN, "44 00004001 4b 0003 62 00000004 00000009 6e 6e");

            assertThat(decoder.take())
                    .containsExactly(
                            new Change.Delete(
                                    resource,
                                    Key.of(Value.of(9)),
                                    new Version.Position(0x11),
                                    946_684_801_000_000L,
                                    null));
        }

        @Test
        void of_a_table_that_nobody_asked_for_is_passed_over() {
            read(
                    "52 00004002 7075626c696300 6200 64 0001 01 696400 00000017 ffffffff",
                    BEGIN,
                    "49 00004002 4e 0001 62 00000004 00000001",
                    "58 00004002 00",
                    "4d 00 0000000000000000 7000 00000001 78");

            assertThat(decoder.take()).isEmpty();
        }
    }

    @Test
    void a_truncate_names_each_table() {
        read(BEGIN, "54 00000002 00 00004002 00004001");

        assertThat(decoder.take())
                .containsExactly(
                        new Change.Truncate(
                                resource, new Version.Position(0x11), 946_684_801_000_000L));
    }

    @Nested
    class Another_shape {
        /** Without the price, with another column, in another order. */
        private static final String OTHER =
                "52 00004001 7075626c696300 6100 64 0003"
                        + " 00 6e6f746500 00000019 ffffffff"
                        + " 00 657874726100 00000019 ffffffff"
                        + " 01 696400 00000017 ffffffff";

        private static final String INSERT =
                "49 00004001 4e 0003 62 00000001 78 62 00000001 79 62 00000004 00000001";

        @Test
        void of_the_past_is_read_by_its_names() {
            read(OTHER, BEGIN, INSERT);

            assertThat(decoder.take())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Change.Upsert.class,
                            change ->
                                    assertThat(change.row())
                                            .isEqualTo(Row.of(Value.of(1), null, Value.of("x"))));
        }

        @Test
        void with_another_key_is_told() {
            now = new Resource("a", resource.columns(), List.of(0, 1), List.of());
            read(RELATION.replace(" 00 7072", " 01 7072"), BEGIN, "49 00004001 4e " + ROW);

            assertThat(decoder.take()).first().isEqualTo(new Change.Reshaped(resource, now));
        }

        @Test
        void with_the_whole_row_for_a_key_is_the_same() {
            read(RELATION.replace(" 00 7072", " 01 7072").replace(" 00 6e6f", " 01 6e6f"));
            read(BEGIN, "49 00004001 4e " + ROW);

            assertThat(decoder.take()).hasOnlyElementsOfType(Change.Upsert.class);
        }

        @Test
        void of_now_is_told_once() {
            now = new Resource("a", resource.columns().subList(0, 1), List.of(0), List.of());
            read(OTHER, BEGIN, INSERT, OTHER, INSERT);

            List<Change> changes = decoder.take();
            assertThat(changes).hasSize(3);
            assertThat(changes.getFirst()).isEqualTo(new Change.Reshaped(resource, now));
        }

        @Test
        void without_the_key_halts() {
            read("52 00004001 7075626c696300 6100 64 0001 00 6e6f746500 00000019 ffffffff", BEGIN);

            assertThatThrownBy(() -> read("49 00004001 4e 0001 62 00000001 78"))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("`a`")
                    .hasMessageContaining("What to do:");
        }
    }

    @Test
    void what_was_taken_is_not_told_again() {
        read(BEGIN, "49 00004001 4e" + ROW);
        assertThat(decoder.count()).isEqualTo(1);
        assertThat(decoder.size()).isPositive();

        Objects.requireNonNull(decoder.take());

        assertThat(decoder.count()).isZero();
        assertThat(decoder.size()).isZero();
    }
}
