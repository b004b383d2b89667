package dev.entente.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {

    private final Disk disk = new Disk();

    @Override
    protected Store open() {
        return new MemoryStore(disk);
    }

    /** How the watcher of a disk ends a commit. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Nested
    class After_a_crash {

        @Test
        void what_was_committed_is_there_whatever_became_of_the_rest() {
            Set<Integer> found = new HashSet<>();
            for (long seed = 0; seed < 500; seed++) {
                List<Integer> kept = killedInTheMidst(Disk.Moment.BEFORE_SYNC, seed);
                assertThat(kept).as("-Dseed=%s", seed).startsWith(0, 1, 2);
                assertThat(kept.size()).as("-Dseed=%s", seed).isBetween(3, 4);
                found.add(kept.size());
            }
            assertThat(found).as("both ends occur").containsExactlyInAnyOrder(3, 4);
        }

        @Test
        void a_commit_that_was_not_written_is_not_there() {
            assertThat(killedInTheMidst(Disk.Moment.BEFORE_WRITE, 1)).containsExactly(0, 1, 2);
        }

        @Test
        void a_commit_that_was_synced_is_there_though_nobody_was_told() {
            for (long seed = 0; seed < 50; seed++) {
                assertThat(killedInTheMidst(Disk.Moment.AFTER_SYNC, seed))
                        .containsExactly(0, 1, 2, 3);
            }
        }

        @Test
        void the_store_from_before_is_dead() {
            Disk other = new Disk();
            MemoryStore store = new MemoryStore(other);
            other.crash(1);
            assertThatThrownBy(() -> store.commit(numbered(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the power went off");
            assertThat(other.size()).isZero();
        }

        @Test
        void it_goes_on_behind_what_was_torn() {
            for (long seed = 0; seed < 200; seed++) {
                Disk torn = new Disk();
                int before = numbers(torn, Disk.Moment.BEFORE_SYNC, seed).size();
                MemoryStore store = new MemoryStore(torn);
                store.commit(numbered(9));
                List<Integer> after = read(new MemoryStore(torn));
                assertThat(after).as("-Dseed=%s", seed).hasSize(before + 1).endsWith(9);
            }
        }

        @Test
        void the_same_seed_leaves_the_same_bytes() {
            Disk one = new Disk();
            Disk other = new Disk();
            numbers(one, Disk.Moment.BEFORE_SYNC, 42);
            numbers(other, Disk.Moment.BEFORE_SYNC, 42);
            assertThat(one.content()).isEqualTo(other.content());
        }

        private List<Integer> killedInTheMidst(Disk.Moment moment, long seed) {
            return numbers(new Disk(), moment, seed);
        }

        /**
         * Three commits, a fourth that is killed at the moment, a crash, and what is then there.
         */
        private List<Integer> numbers(Disk disk, Disk.Moment moment, long seed) {
            MemoryStore store = new MemoryStore(disk);
            for (int i = 0; i < 3; i++) {
                store.commit(numbered(i));
            }
            disk.watch(at -> {
                if (at == moment) {
                    throw new Killed();
                }
            });
            assertThatThrownBy(() -> store.commit(numbered(3))).isInstanceOf(Killed.class);
            disk.watch(_ -> {});
            disk.crash(seed);
            return read(new MemoryStore(disk));
        }
    }

    @Nested
    class When_the_disk_is_full {

        @Test
        void a_commit_halts_and_after_room_was_made_it_goes_on() {
            Disk small = new Disk();
            MemoryStore store = new MemoryStore(small);
            store.commit(numbered(0));
            small.limit(small.size() + 10L);
            assertThatThrownBy(() -> store.commit(numbered(1)))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("disk")
                    .hasMessageContaining("full");
            assertThatThrownBy(() -> store.commit(numbered(1)))
                    .isInstanceOf(IllegalStateException.class);
            small.limit(Long.MAX_VALUE);
            MemoryStore again = new MemoryStore(small);
            assertThat(read(again)).containsExactly(0);
            again.commit(numbered(1));
            assertThat(read(new MemoryStore(small))).containsExactly(0, 1);
        }
    }

    @Nested
    class Scrubbing {

        @Test
        void leaves_nothing_of_what_was_overwritten() {
            Disk own = new Disk();
            MemoryStore store = new MemoryStore(own);
            for (String value : List.of("a-secret", "b")) {
                StoreBatch batch = new StoreBatch();
                batch.put(Space.LINKS, new byte[] {1}, value.getBytes(UTF));
                store.commit(batch);
            }
            assertThat(new String(own.content(), UTF)).contains("a-secret");
            store.scrub(Space.LINKS, new byte[] {1});
            assertThat(new String(own.content(), UTF)).doesNotContain("a-secret");
        }

        private static final java.nio.charset.Charset UTF =
                java.nio.charset.StandardCharsets.ISO_8859_1;
    }

    private static StoreBatch numbered(int number) {
        byte[] key = ByteBuffer.allocate(4).putInt(number).array();
        StoreBatch batch = new StoreBatch();
        batch.put(Space.LINKS, key, new byte[40]);
        batch.put(Space.KEYS, key, new byte[] {(byte) number});
        return batch;
    }

    private static List<Integer> read(MemoryStore store) {
        List<Integer> numbers = new ArrayList<>();
        store.scan(
                Space.LINKS, new byte[0], (key, _) -> numbers.add(ByteBuffer.wrap(key).getInt()));
        List<Integer> others = new ArrayList<>();
        store.scan(Space.KEYS, new byte[0], (key, _) -> others.add(ByteBuffer.wrap(key).getInt()));
        assertThat(others).as("a batch is there in all its spaces").isEqualTo(numbers);
        return numbers;
    }
}
