package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Head;
import dev.entente.core.link.Link;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The bytes themselves. What is on disk stays readable: a change here needs another version of the
 * encoding, which reads this one, too.
 */
class EncodingTest {

    private final Entity entity =
            AnyLink.entity("order", List.of("a", "b", "c"), List.of("x", "y"));
    private final Seals seals = Seals.open(new byte[32], new MapStore(), target -> {});

    @Nested
    class A_link {

        private static final String GOLDEN =
                "00" // shape
                        + "00" // epoch of the key
                        + "5aeecac76e268fec2dc7860c048f6214" // wrapped key
                        + "07" // journal entries
                        + "00" // nothing sealed
                        + "000300" // generation, tally
                        + "03436f6e650e0c7a77c3b66c6640" // head: one, zwölf, nothing
                        + "02028080c489e5c5b20600" // marks: one stamp for all
                        + "00" // no tombstone
                        + "02" // replicas
                        + "0100" // present, generation
                        + "01010bce49" // key
                        + "0101000001aab4de75" // seen: as the head, at its position
                        + "00000000?" // nothing in flight
                        + "0100266475706c6963617465206b6579202841646129" // parked
                        + "0100" // present, generation
                        + "01010bd049" // key
                        + "0101000001acb4de75" // seen
                        + "00000000?" // nothing in flight
                        + "00" // not parked
                        + "00"; // no conflicts

        private final Link link = LinkSamples.withText(entity, "one", "zwölf", "");
        private final LinkCodec codec =
                new LinkCodec(Shapes.open(new MapStore(), List.of(entity)), seals);

        @Test
        void is_what_it_always_was() {
            byte[] bytes = codec.encode(Kept.begun(entity, link, seals).withEntries(7));
            assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("02" + golden("00") + "0fcc54eb");
            assertThat(decoded("02" + golden("00") + "0fcc54eb")).isEqualTo(link);
        }

        /** Nothing was said of what our writes replaced. */
        @Test
        void is_read_in_version_1() {
            assertThat(decoded("01" + golden("") + "b505d7b4")).isEqualTo(link);
        }

        private static String golden(String replaced) {
            return GOLDEN.replace("?", replaced);
        }

        private Link decoded(String golden) {
            byte[] bytes = HexFormat.of().parseHex(golden);
            return Objects.requireNonNull(codec.decode(link.id(), bytes)).link();
        }
    }

    @Nested
    class Numbers_of_constants {

        @Test
        void never_change() {
            assertThat(codes(Codes.STANDING, Standing.values()))
                    .isEqualTo("0 UNMET, 1 PRESENT, 2 ABSENT, 3 OUT_OF_SCOPE");
            assertThat(codes(Codes.WRITE, Write.Kind.values()))
                    .isEqualTo("0 CREATE, 1 UPDATE, 2 DELETE");
            assertThat(codes(Codes.PARKED, Parked.Kind.values()))
                    .isEqualTo(
                            "0 REJECTED, 1 UNTRANSLATABLE, 2 AMBIGUOUS_MATCH, 3 AMBIGUOUS_WRITE,"
                                    + " 4 BOUNCING, 5 KEY_TAKEN");
        }

        private static <E extends Enum<E>> String codes(Codes<E> codes, E[] all) {
            return Arrays.stream(all)
                    .map(each -> codes.code(each) + " " + each)
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    /** A component that is new in the core is lost on restart until it is encoded, too. */
    @Nested
    class Every_component_of_a_link {

        @Test
        void is_encoded() {
            assertThat(components(Link.class))
                    .isEqualTo("id, generation, head, replicas, conflicts, tally");
            assertThat(components(Link.Tally.class)).isEqualTo("writes, bounces");
            assertThat(components(Head.class)).isEqualTo("values, marks, tombstone");
            assertThat(components(Head.Tombstone.class)).isEqualTo("branch, at");
            assertThat(components(Replica.class))
                    .isEqualTo("standing, key, generation, seen, flight, parked");
            assertThat(components(Seen.class)).isEqualTo("values, marks, paired, residue, version");
            assertThat(components(Flight.class))
                    .isEqualTo("unsettled, waiting, givenUp, found, replaced");
            assertThat(components(Flight.Replaced.class)).isEqualTo("seen, until, atMicros");
            assertThat(components(Flight.Attempt.class)).isEqualTo("write, deadlineMicros");
            assertThat(components(Write.class))
                    .isEqualTo("id, branch, kind, key, values, marks, expected");
            assertThat(components(Write.Id.class)).isEqualTo("link, number");
            assertThat(components(Observation.class)).isEqualTo("reading, time, actor, now");
            assertThat(components(Reading.class))
                    .isEqualTo("key, standing, values, residue, version");
            assertThat(components(Conflict.class)).isEqualTo("field, base, ours, theirs, branch");
            assertThat(components(Parked.class)).isEqualTo("kind, message");
        }

        private static String components(Class<? extends Record> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> component.getName())
                    .collect(Collectors.joining(", "));
        }
    }

    @Nested
    class Version_1_of_the_rest {

        @Test
        void is_what_it_always_was() {
            Key key = Key.of(Value.of(7), Value.of("ü"));
            assertThat(hex(Layout.key(1, 2, key))).isEqualTo("000100028" + "70e04c3bc");
            assertThat(hex(new Layout.Binding(LinkSamples.ID, true).bytes()))
                    .isEqualTo("010123456789abcdeffedcba987654321001");
            assertThat(hex(Layout.batch(1, 2))).isEqualTo("00010000000000000002");
            assertThat(hex(Layout.intents(List.of(new Layout.Intent(LinkSamples.ID, 300)))))
                    .isEqualTo("01010123456789abcdeffedcba9876543210ac02");
            assertThat(hex(Layout.waiting(1, 2, LinkSamples.ID)))
                    .isEqualTo("000100000000000000020123456789abcdeffedcba9876543210");
            assertThat(hex(Layout.parked(Parked.Kind.BOUNCING, 1, LinkSamples.ID, 2)))
                    .isEqualTo("0400010123456789abcdeffedcba98765432100002");
            assertThat(hex(Layout.number(258))).isEqualTo("010000000000000102");
            assertThat(hex(Layout.text("hä"))).isEqualTo("010668c3a4");
        }

        @Test
        void of_a_version() {
            Packer out = new Packer(16);
            VersionCodec.write(out, new Version.Position(300));
            assertThat(hex(out.take())).isEqualTo("01d804");
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
