package dev.entente.engine.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Key;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.engine.store.AnyLink;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Scratch;
import dev.entente.engine.store.Unpacker;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FactCodecLaws {

    private static final int WIDTH = 11;
    private static final LinkId LINK = new LinkId(1, 2);
    private static final long TIME = 1_800_000_000_000_000L;

    private static LongStream seeds() {
        Long seed = Long.getLong("seed");
        return seed != null ? LongStream.of(seed) : LongStream.range(0, 2_000);
    }

    private static List<Fact> read(Scratch written, boolean sealed) {
        Unpacker open = new Unpacker(written.open().take(), 0);
        Unpacker secret = new Unpacker(written.secret().take(), 0);
        return new FactReader(LINK, TIME, open, sealed ? null : secret).read();
    }

    private static Scratch written(List<Fact> facts) {
        Scratch scratch = new Scratch();
        new FactWriter(TIME, scratch).write(facts);
        return scratch;
    }

    @Test
    void facts_of_every_kind_come_back() {
        Set<Class<?>> met = new HashSet<>();
        seeds().forEach(seed -> {
            AnyLink any = new AnyLink(seed, WIDTH, 2);
            List<Fact> facts = AnyLink.some(any.below(6), () -> fact(any));
            facts.forEach(fact -> met.add(fact.getClass()));
            assertThat(read(written(facts), false)).as("-Dseed=%s", seed).isEqualTo(facts);
        });
        if (Long.getLong("seed") == null) {
            assertThat(met).containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
        }
    }

    @Test
    void what_everybody_may_read_is_the_same_after_an_erasure_and_every_value_is_a_placeholder() {
        seeds().forEach(seed -> {
            AnyLink any = new AnyLink(seed, WIDTH, 2);
            List<Fact> facts = AnyLink.some(any.below(6), () -> fact(any));
            List<Fact> erased = read(written(facts), true);
            assertThat(erased.stream().map(Object::getClass).toList())
                    .as("-Dseed=%s", seed)
                    .isEqualTo(facts.stream().map(Object::getClass).toList());
        });
    }

    @Test
    void equal_facts_have_equal_bytes() {
        seeds().forEach(seed -> {
            Scratch one = written(List.of(fact(new AnyLink(seed, WIDTH, 2))));
            Scratch other = written(List.of(fact(new AnyLink(seed, WIDTH, 2))));
            assertThat(one.open().take()).isEqualTo(other.open().take());
            assertThat(one.secret().take()).isEqualTo(other.secret().take());
        });
    }

    @Nested
    class A_change_and_the_write_that_follows {

        private final Value old = Value.of("the value that was there before");
        private final Value now = Value.of("the value that is there now");
        private final Row sent = Row.of(null, now);
        private final Write write =
                new Write(
                        new Write.Id(LINK, 3),
                        1,
                        Write.Kind.UPDATE,
                        Key.of(Value.of(1)),
                        sent,
                        Marks.none(2).with(1, new Stamp(TIME, 0)),
                        Seen.nothing(2));
        private final List<Fact> facts =
                List.of(
                        new Fact.Edited(
                                0,
                                new Stamp(TIME, 0),
                                null,
                                List.of(new Fact.Change(1, old, now, old, now, Rule.FAST_FORWARD))),
                        new Fact.Planned(write));

        @Test
        void hold_each_value_once() {
            Packer secret = written(facts).secret();
            assertThat(secret.size()).isLessThan(75);
        }

        @Test
        void are_these_bytes_in_version_1() {
            Scratch writer = written(facts);
            HexFormat hex = HexFormat.of();
            assertThat(hex.formatHex(writer.open().take()))
                    .isEqualTo(
                            "02" // facts
                                    + "0200" // edited at
                                    + "000000" // when, where
                                    + "00" // by nobody known
                                    + "01010007" // one change: field, rule, base before after
                                    + "07030101" // planned: number, at, update
                                    + "01" // of a key
                                    + "0202" // two cells wide, the second
                                    + "02" // its stamp
                                    + "0200" // expected: nothing
                                    + "00"); // at no version
            assertThat(hex.formatHex(writer.secret().take()))
                    .isEqualTo(
                            "5f" // base
                                    + hex.formatHex(
                                            "the value that was there before".getBytes(UTF_8))
                                    + "5b" // incoming
                                    + hex.formatHex("the value that is there now".getBytes(UTF_8))
                                    + "0000" // before: as the first
                                    + "0001" // after: as the second
                                    + "0181" // key
                                    + "0001"); // sent: as the second
        }

        @Test
        void show_what_happened_but_no_value_after_an_erasure() {
            List<Fact> erased = read(written(facts), true);
            assertThat(erased.getFirst())
                    .isEqualTo(
                            new Fact.Edited(
                                    0,
                                    new Stamp(TIME, 0),
                                    null,
                                    List.of(
                                            new Fact.Change(
                                                    1,
                                                    JournalEntry.ERASED,
                                                    JournalEntry.ERASED,
                                                    JournalEntry.ERASED,
                                                    JournalEntry.ERASED,
                                                    Rule.FAST_FORWARD))));
            assertThat(((Fact.Planned) erased.getLast()).write().values())
                    .isEqualTo(Row.of(null, JournalEntry.ERASED));
        }
    }

    @Nested
    class Rules {

        @Test
        void keep_their_numbers() {
            assertThat(
                            Arrays.stream(Rule.values())
                                    .map(rule -> FactWriter.RULES.code(rule) + " " + rule)
                                    .collect(Collectors.joining(", ")))
                    .isEqualTo(
                            "0 FAST_FORWARD, 1 AGREED, 2 FIRST, 3 FILLED, 4 MERGED,"
                                    + " 5 INCOMING_WON, 6 HEAD_WON, 7 NOT_OWNER, 8 ASKED,"
                                    + " 9 TOO_LATE, 10 OUR_OWN, 11 SET_BACK");
        }
    }

    /** A component that is new in the core is lost from the journal until it is encoded, too. */
    @Nested
    class Every_component_of_a_fact {

        @Test
        void is_encoded() {
            assertThat(
                            Arrays.stream(Fact.class.getPermittedSubclasses())
                                    .map(Every_component_of_a_fact::components))
                    .containsExactlyInAnyOrder(
                            "Met branch key",
                            "Edited branch stamp actor changes",
                            "Gone branch stamp actor",
                            "Deleted branch last",
                            "Revived branch",
                            "Reborn branch generation",
                            "Planned write",
                            "Written branch write",
                            "Refused branch write",
                            "Ambiguous branch write",
                            "Doubted branch",
                            "NotTaken branch field sent held",
                            "Opened conflict",
                            "Closed field value by",
                            "SetAside branch why",
                            "TakenUp branch by",
                            "ErasedFrom by",
                            "CameAndWent branch key",
                            "SetBack branch");
            assertThat(components(Fact.Change.class))
                    .isEqualTo("Change field base incoming before after rule");
        }

        private static String components(Class<?> type) {
            return type.getSimpleName()
                    + Arrays.stream(type.getRecordComponents())
                            .map(component -> " " + component.getName())
                            .collect(Collectors.joining());
        }
    }

    private static Fact fact(AnyLink any) {
        int branch = any.below(2);
        Write.Id id = new Write.Id(LINK, any.below(1000));
        return switch (any.below(19)) {
            case 0 -> new Fact.Met(branch, any.chance(3) ? null : any.key());
            case 1 -> edited(any);
            case 2 -> new Fact.Gone(branch, any.stamp(), any.chance(2) ? null : any.text());
            case 3 -> new Fact.Deleted(branch, any.row(3));
            case 4 -> new Fact.Revived(branch);
            case 5 -> new Fact.Reborn(branch, any.below(10));
            case 6 -> new Fact.Planned(journaled(any.write(LINK)));
            case 7 -> new Fact.Written(branch, id);
            case 8 -> new Fact.Refused(branch, id);
            case 9 -> new Fact.Ambiguous(branch, id);
            case 10 -> new Fact.Doubted(branch);
            case 11 -> new Fact.NotTaken(branch, any.below(WIDTH), any.value(), any.value());
            case 12 -> new Fact.Opened(any.conflict());
            case 13 -> new Fact.Closed(any.below(WIDTH + 1) - 1, any.optional(), any.text());
            case 14 -> new Fact.SetAside(branch, parked(any));
            case 15 -> new Fact.TakenUp(branch, any.text());
            case 16 -> new Fact.CameAndWent(branch, any.key());
            case 17 -> new Fact.SetBack(branch);
            default -> new Fact.ErasedFrom(any.text());
        };
    }

    private static Parked parked(AnyLink any) {
        return new Parked(any.pick(Parked.Kind.values()), any.text());
    }

    private static Fact edited(AnyLink any) {
        Value shared = any.value();
        return new Fact.Edited(
                any.below(2),
                any.stamp(),
                any.chance(2) ? null : any.text(),
                AnyLink.some(
                        any.below(20),
                        () ->
                                new Fact.Change(
                                        any.below(WIDTH),
                                        any.optional(),
                                        any.chance(2) ? shared : any.value(),
                                        any.chance(2) ? shared : any.optional(),
                                        any.optional(),
                                        any.pick(Rule.values()))));
    }

    /** The write as the journal keeps it: what was sent, and what was expected in those fields. */
    private static Write journaled(Write write) {
        @Nullable Mark[] marks = new @Nullable Mark[WIDTH];
        @Nullable Value[] expected = new @Nullable Value[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            if (write.values().has(i)) {
                marks[i] = write.marks().latest(i);
                expected[i] = write.expected().values().get(i);
            }
        }
        return new Write(
                write.id(),
                write.branch(),
                write.kind(),
                write.key(),
                write.values(),
                Marks.owning(marks),
                new Seen(
                        Row.owning(expected),
                        Marks.none(WIDTH),
                        Row.empty(WIDTH),
                        Row.empty(WIDTH),
                        write.expected().version()));
    }
}
