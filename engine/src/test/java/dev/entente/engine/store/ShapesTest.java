package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import dev.entente.core.entity.Entity;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Head;
import dev.entente.core.link.Link;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.value.Key;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShapesTest {

    private final MapStore store = new MapStore();
    private final Seals seals = Seals.open(new byte[32], new MapStore(), target -> {});

    private static Entity entity(String name, List<String> fields, String... systems) {
        return AnyLink.entity(name, fields, List.of(systems));
    }

    @Nested
    class Numbers {

        @Test
        void stay_when_the_file_has_another_order() {
            Entity a = entity("a", List.of("f"), "x", "y");
            Entity b = entity("b", List.of("f"), "z");
            Shapes first = Shapes.open(store, List.of(a, b));
            Entity a2 = entity("a", List.of("f"), "y", "x");
            Entity b2 = entity("b", List.of("f"), "z", "new");
            Entity c = entity("c", List.of("f"), "x");
            Shapes second = Shapes.open(store, List.of(c, b2, a2));
            assertThat(second.entity(a2)).isEqualTo(first.entity(a));
            assertThat(second.entity(b2)).isEqualTo(first.entity(b));
            assertThat(second.entity(c)).isNotIn(first.entity(a), first.entity(b));
            for (String system : List.of("x", "y", "z")) {
                assertThat(second.system(system)).isEqualTo(first.system(system));
            }
            assertThat(List.of("x", "y", "z", "new").stream().map(second::system))
                    .doesNotHaveDuplicates();
        }

        @Test
        void of_shapes_are_used_again_when_the_file_is_as_it_was() {
            Entity one = entity("a", List.of("f"), "x");
            Entity other = entity("a", List.of("f", "g"), "x");
            int first = Shapes.open(store, List.of(one)).shape(one).number();
            int second = Shapes.open(store, List.of(other)).shape(other).number();
            Entity again = entity("a", List.of("f"), "x");
            int entries = store.space(Space.META).size();
            assertThat(Shapes.open(store, List.of(again)).shape(again).number())
                    .isEqualTo(first)
                    .isNotEqualTo(second);
            assertThat(store.space(Space.META)).as("nothing new is stored").hasSize(entries);
        }

        @Test
        void tell_what_an_entity_looked_like() {
            Entity one = entity("a", List.of("f", "g!"), "x", "y");
            int number = Shapes.open(store, List.of(one)).shape(one).number();
            Shape shape = Shapes.open(store, List.of()).shape(number);
            assertThat(shape.entity()).isEqualTo("a");
            assertThat(shape.fields())
                    .containsExactly(
                            new Shape.Cell("field f", "text", false),
                            new Shape.Cell("field g", "text", true));
            assertThat(shape.systems()).containsExactly("x", "y");
        }

        @Test
        void that_nobody_gave_out_halt() {
            assertThatThrownBy(() -> Shapes.open(store, List.of()).shape(3))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Nested
    class A_link_from_before_the_file_was_changed {

        private final Entity before = entity("a", List.of("f", "g", "h"), "x", "y");

        private byte[] stored(Link link) {
            LinkCodec codec = new LinkCodec(Shapes.open(store, List.of(before)), seals);
            return codec.encode(Kept.begun(before, link, seals).withEntries(5));
        }

        private Kept read(Entity now, byte[] bytes) {
            LinkCodec codec = new LinkCodec(Shapes.open(store, List.of(now)), seals);
            return Objects.requireNonNull(codec.decode(LinkSamples.ID, bytes));
        }

        @Test
        void has_each_value_at_the_field_of_its_name() {
            byte[] bytes = stored(LinkSamples.withText(before, "F", "G", "H"));
            Entity now = entity("a", List.of("new", "h", "f"), "x", "y");
            Kept kept = read(now, bytes);
            Row expected = Row.of(null, Value.of("H"), Value.of("F"));
            assertThat(kept.entity()).isSameAs(now);
            assertThat(kept.entries()).isEqualTo(5);
            assertThat(kept.link().head().values()).isEqualTo(expected);
            assertThat(kept.link().head().marks().get(0)).isNull();
            for (Replica replica : kept.link().replicas()) {
                assertThat(replica.seen().values()).isEqualTo(expected);
            }
        }

        @Test
        void has_each_replica_at_the_system_of_its_name_and_has_not_met_new_ones() {
            byte[] bytes = stored(LinkSamples.withText(before, "F", "G", "H"));
            Entity now = entity("a", List.of("f", "g", "h"), "new", "y", "x");
            Link link = read(now, bytes).link();
            assertThat(link.replica(0)).isEqualTo(Replica.unmet(3));
            assertThat(link.replica(1).key()).isEqualTo(Key.of(Value.of(4712)));
            assertThat(link.replica(2).key()).isEqualTo(Key.of(Value.of(4711)));
            assertThat(link.head().marks().get(0))
                    .as("the stamp names x by its place")
                    .isEqualTo(new Stamp(1_800_000_000_000_000L, 2));
        }

        @Test
        void forgets_a_system_that_is_in_the_file_no_more() {
            Link link = LinkSamples.withText(before, "F", "G", "H");
            Head head =
                    link.head().withTombstone(new Head.Tombstone(0, new Stamp(7, Stamp.PERSON)));
            List<Conflict> conflicts =
                    List.of(
                            new Conflict(1, null, Value.of("G"), Value.of("g"), 1),
                            new Conflict(2, null, Value.of("H"), Value.of("h"), 0));
            byte[] bytes = stored(link.withHead(head).withConflicts(conflicts));
            Entity now = entity("a", List.of("g", "h"), "y");
            Link read = read(now, bytes).link();
            assertThat(read.replicas()).hasSize(1);
            assertThat(read.replica(0).standing()).isEqualTo(Standing.PRESENT);
            assertThat(read.head().tombstone())
                    .isEqualTo(new Head.Tombstone(0, new Stamp(7, Stamp.PERSON)));
            assertThat(read.head().marks().get(0))
                    .as("a stamp of x loses against any of its time")
                    .isEqualTo(new Stamp(1_800_000_000_000_000L, Stamp.ZERO.system()));
            assertThat(read.conflicts())
                    .containsExactly(new Conflict(0, null, Value.of("G"), Value.of("g"), 0));
        }

        @Test
        void opens_what_was_sealed_though_the_field_is_personal_no_more() {
            Entity sealed = entity("b", List.of("f!", "g"), "x");
            LinkCodec codec = new LinkCodec(Shapes.open(store, List.of(sealed)), seals);
            Link link = LinkSamples.withText(sealed, "F", "G");
            byte[] bytes = codec.encode(Kept.begun(sealed, link, seals));
            Entity now = entity("b", List.of("f", "g!"), "x");
            assertThat(read(now, bytes).link()).isEqualTo(link);
        }

        @Test
        void is_nobody_s_when_its_entity_is_in_the_file_no_more() {
            byte[] bytes = stored(LinkSamples.withText(before, "F", "G", "H"));
            LinkCodec codec =
                    new LinkCodec(
                            Shapes.open(store, List.of(entity("other", List.of("f"), "x"))), seals);
            assertThat(codec.decode(LinkSamples.ID, bytes)).isNull();
        }

        @Test
        void is_whole_again_when_the_change_is_taken_back() {
            AnyLink any = new AnyLink(11, 3, 2);
            for (int i = 0; i < 200; i++) {
                Link link = any.link();
                byte[] bytes = stored(link);
                Entity again = entity("a", List.of("f", "g", "h"), "x", "y");
                LinkCodec codec = new LinkCodec(Shapes.open(store, List.of(again)), seals);
                assertThat(Objects.requireNonNull(codec.decode(link.id(), bytes)).link())
                        .isEqualTo(link);
            }
        }

        @Test
        void keeps_all_it_has_when_names_only_change_places() {
            AnyLink any = new AnyLink(12, 3, 2);
            Entity turned = entity("a", List.of("h", "f", "g"), "y", "x");
            Entity again = entity("a", List.of("f", "g", "h"), "x", "y");
            for (int i = 0; i < 500; i++) {
                Link link = any.link();
                byte[] bytes = stored(link);
                LinkCodec there = new LinkCodec(Shapes.open(store, List.of(turned)), seals);
                byte[] moved = there.encode(Objects.requireNonNull(there.decode(link.id(), bytes)));
                LinkCodec back = new LinkCodec(Shapes.open(store, List.of(again)), seals);
                assertThat(Objects.requireNonNull(back.decode(link.id(), moved)).link())
                        .as("link %s", i)
                        .isEqualTo(link);
            }
        }

        @Test
        void has_no_old_value_where_the_type_is_another() {
            byte[] bytes = stored(LinkSamples.withText(before, "F", "G", "H"));
            Shape old = Shapes.open(store, List.of(before)).shape(before);
            assertThat(old.fields().getFirst().type()).isEqualTo("text");
            Entity now = LinkSamples.retyped(before, 1);
            Link link = read(now, bytes).link();
            assertThat(link.head().values()).isEqualTo(Row.of(Value.of("F"), null, Value.of("H")));
            assertThat(link.head().marks()).isNotEqualTo(Marks.none(3));
        }
    }
}
