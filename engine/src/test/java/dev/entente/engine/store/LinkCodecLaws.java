package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LinkCodecLaws {

    private static final int SEEDS = 1_000;
    private static final int WIDTH = 6;

    private final Entity plain = AnyLink.entity(WIDTH, 2);
    private final Entity personal =
            AnyLink.entity("person", List.of("a!", "b", "c!"), List.of("s"));
    private final Random nonces = new Random(1);
    private final Seals seals = Seals.open(new byte[32], new MapStore(), nonces::nextBytes);
    private final LinkCodec codec =
            new LinkCodec(Shapes.open(new MapStore(), List.of(plain, personal)), seals);

    private static LongStream seeds() {
        Long seed = Long.getLong("seed");
        return seed != null ? LongStream.of(seed) : LongStream.range(0, SEEDS);
    }

    private Link anyPlain(long seed) {
        return new AnyLink(seed, WIDTH, 2).link();
    }

    private Link anyPersonal(long seed) {
        return new AnyLink(seed, 3, 1).link();
    }

    private Kept decoded(LinkId id, byte[] bytes) {
        return Objects.requireNonNull(codec.decode(id, bytes));
    }

    @Test
    void what_was_encoded_is_decoded_to_the_last_digit() {
        seeds().forEach(seed -> {
            Link link = anyPlain(seed);
            Kept kept = Kept.begun(plain, link, seals).withEntries(seed);
            byte[] bytes = codec.encode(kept);
            Kept back = decoded(link.id(), bytes);
            assertThat(back.link()).as("-Dseed=%s", seed).isEqualTo(link);
            assertThat(back.entity()).isSameAs(plain);
            assertThat(back.entries()).isEqualTo(seed);
            assertThat(codec.encode(back)).as("-Dseed=%s", seed).isEqualTo(bytes);
        });
    }

    @Test
    void what_was_sealed_is_opened() {
        seeds().forEach(seed -> {
            Link link = anyPersonal(seed);
            Kept kept = Kept.begun(personal, link, seals);
            Kept back = decoded(link.id(), codec.encode(kept));
            assertThat(back.link()).as("-Dseed=%s", seed).isEqualTo(link);
        });
    }

    @Test
    void equal_links_have_equal_bytes_whatever_objects_they_are_made_of() {
        LinkKey key = seals.newKey(0);
        seeds().forEach(seed -> {
            byte[] one = codec.encode(new Kept(plain, anyPlain(seed), key, 0));
            byte[] other = codec.encode(new Kept(plain, anyPlain(seed), key, 0));
            assertThat(one).as("-Dseed=%s", seed).isEqualTo(other);
        });
    }

    @Nested
    class Bytes_that_are_not_as_they_were {

        @Test
        void halt_wherever_they_were_changed() {
            Kept kept = Kept.begun(plain, anyPlain(4), seals);
            byte[] bytes = codec.encode(kept);
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] ^= 0x10;
                assertThatThrownBy(() -> codec.decode(kept.link().id(), changed))
                        .isInstanceOf(Halt.class)
                        .hasMessageContaining("damaged");
            }
        }

        @Test
        void halt_wherever_they_were_cut() {
            Kept kept = Kept.begun(plain, anyPlain(4), seals);
            byte[] bytes = codec.encode(kept);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = java.util.Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> codec.decode(kept.link().id(), cut))
                        .isInstanceOf(Halt.class);
            }
        }

        @Test
        void halt_even_where_the_checksum_fits() {
            Random random = new Random(3);
            LinkId id = new LinkId(1, 2);
            for (int i = 0; i < 5_000; i++) {
                byte[] garbage = new byte[1 + random.nextInt(120)];
                random.nextBytes(garbage);
                garbage[0] = 1;
                byte[] bytes = new Packer(200).raw(garbage).takeChecked();
                assertThatThrownBy(() -> codec.decode(id, bytes)).isInstanceOf(Halt.class);
            }
        }

        @Test
        void halt_where_a_newer_version_wrote_them() {
            byte[] bytes = new Packer(16).u8(3).raw(new byte[10]).takeChecked();
            assertThatThrownBy(() -> codec.decode(new LinkId(1, 2), bytes))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("encoding 3")
                    .hasMessageContaining("newer version");
        }

        @Test
        void halt_under_another_link_s_id_where_something_is_sealed() {
            Kept kept = Kept.begun(personal, anyPersonal(8), seals);
            byte[] bytes = codec.encode(kept);
            assertThatThrownBy(() -> codec.decode(new LinkId(1, 2), bytes))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Nested
    class Personal_values {

        @Test
        void are_nowhere_in_the_bytes() {
            Link link = LinkSamples.withText(personal, "Ada Lovelace", "open value", "Countess");
            byte[] bytes = codec.encode(Kept.begun(personal, link, seals));
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(text).contains("open value");
            assertThat(text).doesNotContain("Ada").doesNotContain("Countess");
            assertThat(text).as("nor in a system's words").doesNotContain("duplicate key");
        }

        @Test
        void cannot_be_read_without_the_link_s_key() {
            Link link = LinkSamples.withText(personal, "Ada Lovelace", "open value", "Countess");
            Kept kept = Kept.begun(personal, link, seals);
            byte[] bytes = codec.encode(kept);
            byte[] otherKey = codec.encode(kept.erased(seals));
            System.arraycopy(otherKey, 3, bytes, 3, LinkKey.SIZE);
            byte[] swapped = new Packer(bytes.length).raw(bytes, 0, bytes.length - 4).takeChecked();
            assertThatThrownBy(() -> codec.decode(link.id(), swapped)).isInstanceOf(Halt.class);
        }
    }
}
