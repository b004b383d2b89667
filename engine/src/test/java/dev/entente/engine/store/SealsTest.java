package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import dev.entente.core.link.LinkId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealsTest {

    private static final LinkId LINK = new LinkId(1, 2);

    private final MapStore store = new MapStore();
    @TempDir Path folder;

    private Seals open() {
        return Seals.open(folder, null, store, Nonces.secure());
    }

    private static Packer packed(String text) {
        return new Packer(16).raw(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Nested
    class What_is_sealed {

        @Test
        void is_opened_with_the_same_key() {
            Seals seals = open();
            LinkKey key = seals.newKey(0);
            byte[] sealed = seals.seal(key, LINK, packed("Ada"));
            assertThat(text(sealed)).doesNotContain("Ada");
            assertThat(text(seals.open(key, LINK, sealed))).isEqualTo("Ada");
        }

        @Test
        void is_opened_after_a_restart() {
            Seals seals = open();
            LinkKey key = seals.newKey(3);
            byte[] sealed = seals.seal(key, LINK, packed("Ada"));
            Seals later = open();
            LinkKey kept = new LinkKey(3, key.wrapped(), later);
            assertThat(text(later.open(kept, LINK, sealed))).isEqualTo("Ada");
        }

        @Test
        void is_not_opened_with_another_key_or_for_another_link_or_when_changed() {
            Seals seals = open();
            LinkKey key = seals.newKey(0);
            byte[] sealed = seals.seal(key, LINK, packed("Ada"));
            assertThatThrownBy(() -> seals.open(seals.newKey(1), LINK, sealed))
                    .isInstanceOf(Halt.class);
            assertThatThrownBy(() -> seals.open(key, new LinkId(1, 3), sealed))
                    .isInstanceOf(Halt.class);
            for (int i = 0; i < sealed.length; i++) {
                byte[] changed = sealed.clone();
                changed[i] ^= 1;
                assertThatThrownBy(() -> seals.open(key, LINK, changed)).isInstanceOf(Halt.class);
            }
            assertThatThrownBy(() -> seals.open(key, LINK, new byte[5])).isInstanceOf(Halt.class);
            assertThat(text(seals.open(key, LINK, sealed))).as("still works").isEqualTo("Ada");
        }

        @Test
        void never_looks_the_same_twice() {
            Seals seals = open();
            LinkKey key = seals.newKey(0);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 2_000; i++) {
                seen.add(HexFormat.of().formatHex(seals.seal(key, LINK, packed("Ada"))));
            }
            assertThat(seen).hasSize(2_000);
        }

        @Test
        void is_as_long_as_it_was_and_28_bytes() {
            Seals seals = open();
            assertThat(seals.seal(seals.newKey(0), LINK, packed("Ada"))).hasSize(3 + 28);
        }
    }

    @Nested
    class A_digest {

        @Test
        void is_the_same_for_the_same_bytes_under_the_same_master_key_only() {
            Seals seals = open();
            byte[] bytes = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
            assertThat(seals.digest(bytes)).hasSize(16).isEqualTo(open().digest(bytes));
            assertThat(seals.digest(bytes)).isNotEqualTo(seals.digest(new byte[] {1}));
            Seals other = Seals.open(new byte[32], new MapStore(), Nonces.secure());
            assertThat(other.digest(bytes)).isNotEqualTo(seals.digest(bytes));
        }
    }

    @Nested
    class The_key_file {

        private Path file() {
            return folder.resolve("key");
        }

        @Test
        void is_made_at_the_first_run_for_its_owner_alone() throws IOException {
            open();
            assertThat(Files.readString(file())).matches("[0-9a-f]{64}\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(folder.toFile().list()).containsExactly("key");
        }

        @Test
        void halts_when_it_is_not_the_store_s() throws IOException {
            open();
            Files.writeString(file(), "00".repeat(32));
            assertThatThrownBy(SealsTest.this::open)
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("not the one this store was begun with")
                    .hasMessageContaining(file().toString());
        }

        @Test
        void halts_when_it_is_gone_instead_of_making_another() throws IOException {
            open();
            Files.delete(file());
            assertThatThrownBy(SealsTest.this::open)
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("is missing");
            assertThat(file()).doesNotExist();
        }

        @Test
        void halts_when_it_holds_something_else() throws IOException {
            open();
            for (String other : new String[] {"", "xyz", "00", "00".repeat(33), "\u00e4"}) {
                Files.writeString(file(), other);
                assertThatThrownBy(SealsTest.this::open)
                        .isInstanceOf(Halt.class)
                        .hasMessageContaining(file().toString());
            }
        }

        @Test
        void halts_when_others_may_read_it() throws IOException {
            open();
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
            assertThatThrownBy(SealsTest.this::open)
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("chmod 600");
        }
    }

    @Nested
    class A_key_from_outside {

        private final byte[] given = HexFormat.of().parseHex("0123456789abcdef".repeat(4));

        @Test
        void needs_no_file() {
            Seals.open(folder, given, store, Nonces.secure());
            Seals.open(folder, given, store, Nonces.secure());
            assertThat(folder.toFile().list()).isEmpty();
        }

        @Test
        void halts_when_it_is_not_the_store_s() {
            open();
            assertThatThrownBy(() -> Seals.open(folder, given, store, Nonces.secure()))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("ENTENTE_KEY");
        }

        @Test
        void halts_when_it_is_of_another_length() {
            byte[] brief = Arrays.copyOf(given, 16);
            assertThatThrownBy(() -> Seals.open(folder, brief, store, Nonces.secure()))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("16 bytes")
                    .hasMessageContaining("openssl rand -hex 32");
        }

        @Test
        void is_nowhere_in_the_store() {
            Seals.open(folder, given, store, Nonces.secure());
            store.space(Space.META)
                    .forEach((key, value) -> assertThat(value).isNotEqualTo(given).hasSize(17));
        }
    }

    @Nested
    class Randomness {

        @Test
        void does_not_come_twice_over_many_pages() {
            Nonces nonces = Nonces.secure();
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 5_000; i++) {
                byte[] nonce = new byte[12];
                nonces.fill(nonce);
                seen.add(HexFormat.of().formatHex(nonce));
            }
            assertThat(seen).hasSize(5_000);
            byte[] large = new byte[10_000];
            nonces.fill(large);
            assertThat(Arrays.hashCode(large)).isNotEqualTo(Arrays.hashCode(new byte[10_000]));
        }
    }
}
