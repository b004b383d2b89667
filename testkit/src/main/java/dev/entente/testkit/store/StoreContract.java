package dev.entente.testkit.store;

import static dev.entente.testkit.store.Probe.bytes;
import static dev.entente.testkit.store.Probe.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every store keeps to. */
public abstract class StoreContract {

    private @Nullable Store opened;

    /** Opens the store of this test: empty at first, later with what was committed before. */
    protected abstract Store open();

    @BeforeEach
    void begin() {
        opened = open();
    }

    @AfterEach
    void end() {
        if (opened != null) {
            opened.close();
        }
    }

    private Store store() {
        return java.util.Objects.requireNonNull(opened);
    }

    private Probe probe() {
        return new Probe(store());
    }

    private void reopen() {
        store().close();
        opened = open();
    }

    @Nested
    public class A_commit {

        @Test
        void is_there_when_it_returns() {
            probe().put(Space.LINKS, "a", "1");
            assertThat(probe().value(Space.LINKS, "a")).isEqualTo("1");
        }

        @Test
        void changes_several_spaces_and_leaves_the_others() {
            StoreBatch batch = new StoreBatch();
            batch.put(Space.LINKS, bytes("a"), bytes("1"));
            batch.put(Space.KEYS, bytes("a"), bytes("2"));
            store().commit(batch);
            assertThat(probe().value(Space.LINKS, "a")).isEqualTo("1");
            assertThat(probe().value(Space.KEYS, "a")).isEqualTo("2");
            assertThat(probe().value(Space.MATCHES, "a")).isNull();
        }

        @Test
        void deletes() {
            probe().put(Space.LINKS, "a", "1");
            probe().delete(Space.LINKS, "a");
            probe().delete(Space.LINKS, "never there");
            assertThat(probe().value(Space.LINKS, "a")).isNull();
            assertThat(probe().scan(Space.LINKS, "")).isEmpty();
        }

        @Test
        void obeys_the_later_of_two_changes_of_one_key() {
            StoreBatch batch = new StoreBatch();
            batch.put(Space.META, bytes("a"), bytes("1"));
            batch.put(Space.META, bytes("a"), bytes("2"));
            batch.delete(Space.META, bytes("b"));
            batch.put(Space.META, bytes("b"), bytes("3"));
            batch.put(Space.META, bytes("c"), bytes("4"));
            batch.delete(Space.META, bytes("c"));
            store().commit(batch);
            assertThat(probe().scan(Space.META, "")).containsExactly("a=2", "b=3");
        }

        @Test
        void may_be_empty() {
            store().commit(new StoreBatch());
            assertThat(probe().scan(Space.META, "")).isEmpty();
        }

        @Test
        void keeps_an_empty_value_apart_from_none() {
            probe().put(Space.MATCHES, "a", "");
            assertThat(probe().value(Space.MATCHES, "a")).isEqualTo("");
            assertThat(probe().value(Space.MATCHES, "b")).isNull();
            reopen();
            assertThat(probe().value(Space.MATCHES, "a")).isEqualTo("");
        }

        @Test
        void takes_a_value_of_a_few_megabytes() {
            byte[] large = new byte[3 << 20];
            new SplittableRandom(1).nextBytes(large);
            StoreBatch batch = new StoreBatch();
            batch.put(Space.JOURNAL, bytes("large"), large.clone());
            store().commit(batch);
            assertThat(store().get(Space.JOURNAL, bytes("large"))).isEqualTo(large);
        }

        @Test
        void of_ten_thousand_entries_is_all_there_in_order() {
            StoreBatch batch = new StoreBatch();
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                numbers.add(i);
            }
            Collections.shuffle(numbers, new java.util.Random(7));
            numbers.forEach(i -> batch.put(Space.LINKS, number(i), bytes("v" + i)));
            store().commit(batch);
            reopen();
            int[] next = {0};
            store().scan(
                            Space.LINKS,
                            new byte[0],
                            (key, value) -> {
                                assertThat(key).isEqualTo(number(next[0]));
                                assertThat(value).isEqualTo(bytes("v" + next[0]));
                                next[0]++;
                                return true;
                            });
            assertThat(next[0]).isEqualTo(10_000);
        }
    }

    @Nested
    public class A_multi_get {

        @Test
        void answers_in_the_order_of_the_keys_with_null_for_none() {
            probe().put(Space.KEYS, "a", "1");
            probe().put(Space.KEYS, "b", "2");
            List<byte @Nullable []> values =
                    store().multiGet(
                                    Space.KEYS,
                                    List.of(bytes("b"), bytes("none"), bytes("a"), bytes("b")));
            assertThat(values).hasSize(4);
            assertThat(values.get(0)).isEqualTo(bytes("2"));
            assertThat(values.get(1)).isNull();
            assertThat(values.get(2)).isEqualTo(bytes("1"));
            assertThat(values.get(3)).isEqualTo(bytes("2"));
            assertThat(store().multiGet(Space.KEYS, List.of())).isEmpty();
        }

        @Test
        void finds_two_thousand_among_others() {
            StoreBatch batch = new StoreBatch();
            List<byte[]> keys = new ArrayList<>();
            for (int i = 0; i < 4_000; i += 2) {
                batch.put(Space.LINKS, number(i), number(-i));
            }
            for (int i = 0; i < 4_000; i++) {
                keys.add(number(i));
            }
            store().commit(batch);
            List<byte @Nullable []> values = store().multiGet(Space.LINKS, keys);
            for (int i = 0; i < 4_000; i++) {
                assertThat(values.get(i)).isEqualTo(i % 2 == 0 ? number(-i) : null);
            }
        }
    }

    @Nested
    public class A_scan {

        @Test
        void goes_in_the_order_of_unsigned_bytes() {
            for (String key : List.of("80", "7f", "00", "ff", "ff00", "", "0000", "fe")) {
                probe().putHex(key);
            }
            assertThat(probe().scanHex("", ""))
                    .containsExactly("", "00", "0000", "7f", "80", "fe", "ff", "ff00");
        }

        @Test
        void keeps_to_its_prefix() {
            for (String key : List.of("61", "6100", "61ff", "61ffff", "62", "60", "60ff")) {
                probe().putHex(key);
            }
            assertThat(probe().scanHex("61", "")).containsExactly("61", "6100", "61ff", "61ffff");
            assertThat(probe().scanHex("61ff", "")).containsExactly("61ff", "61ffff");
            assertThat(probe().scanHex("63", "")).isEmpty();
        }

        @Test
        void has_no_end_but_the_last_key_where_the_prefix_is_all_ones() {
            for (String key : List.of("fe", "ff", "ff00", "ffff", "ffffff")) {
                probe().putHex(key);
            }
            assertThat(probe().scanHex("ff", "")).containsExactly("ff", "ff00", "ffff", "ffffff");
            assertThat(probe().scanHex("ffff", "")).containsExactly("ffff", "ffffff");
        }

        @Test
        void begins_at_or_after_the_key_it_is_given() {
            for (String key : List.of("6101", "6103", "6105", "6201")) {
                probe().putHex(key);
            }
            assertThat(probe().scanHex("61", "6103")).containsExactly("6103", "6105");
            assertThat(probe().scanHex("61", "6104")).containsExactly("6105");
            assertThat(probe().scanHex("61", "60")).containsExactly("6101", "6103", "6105");
            assertThat(probe().scanHex("61", "62")).isEmpty();
            assertThat(probe().scanHex("", "6104")).containsExactly("6105", "6201");
        }

        @Test
        void stops_when_the_visitor_has_enough() {
            probe().putHex("01");
            probe().putHex("02");
            List<String> seen = new ArrayList<>();
            store().scan(
                            Space.LINKS,
                            new byte[0],
                            (key, _) -> {
                                seen.add(HexFormat.of().formatHex(key));
                                return false;
                            });
            assertThat(seen).containsExactly("01");
        }

        @Test
        void sees_what_was_there_when_it_began_though_the_visitor_commits() {
            probe().put(Space.LINKS, "a", "1");
            probe().put(Space.LINKS, "b", "1");
            probe().put(Space.LINKS, "c", "1");
            List<String> seen = new ArrayList<>();
            store().scan(
                            Space.LINKS,
                            new byte[0],
                            (key, value) -> {
                                seen.add(text(key) + "=" + text(value));
                                probe().delete(Space.LINKS, "b");
                                probe().put(Space.LINKS, "c", "2");
                                probe().put(Space.LINKS, "d", "2");
                                return true;
                            });
            assertThat(seen).containsExactly("a=1", "b=1", "c=1");
            assertThat(probe().scan(Space.LINKS, "")).containsExactly("a=1", "c=2", "d=2");
        }

        @Test
        void hands_out_arrays_that_are_the_visitor_s_own() {
            probe().put(Space.LINKS, "a", "1");
            store().scan(
                            Space.LINKS,
                            new byte[0],
                            (key, value) -> {
                                Arrays.fill(key, (byte) 'x');
                                Arrays.fill(value, (byte) 'x');
                                return true;
                            });
            assertThat(probe().scan(Space.LINKS, "")).containsExactly("a=1");
        }
    }

    @Nested
    public class Opened_again {

        @Test
        void it_has_what_was_committed() {
            probe().put(Space.LINKS, "a", "1");
            probe().put(Space.AUDIT, "b", "2");
            probe().delete(Space.LINKS, "a");
            probe().put(Space.LINKS, "c", "3");
            reopen();
            assertThat(probe().scan(Space.LINKS, "")).containsExactly("c=3");
            assertThat(probe().scan(Space.AUDIT, "")).containsExactly("b=2");
            probe().put(Space.LINKS, "d", "4");
            reopen();
            assertThat(probe().scan(Space.LINKS, "")).containsExactly("c=3", "d=4");
        }

        @Test
        void every_space_is_still_its_own() {
            for (Space space : Space.values()) {
                probe().put(space, "name", space.name());
            }
            reopen();
            for (Space space : Space.values()) {
                assertThat(probe().scan(space, "")).containsExactly("name=" + space.name());
            }
        }
    }

    @Nested
    public class Scrubbed {

        @Test
        void it_has_all_that_is_live() {
            probe().put(Space.LINKS, "a", "old");
            probe().put(Space.LINKS, "b", "other");
            probe().put(Space.KEYS, "k", "key");
            probe().put(Space.LINKS, "a", "new");
            probe().delete(Space.LINKS, "b");
            store().scrub(Space.LINKS, bytes("a"));
            assertThat(probe().scan(Space.LINKS, "")).containsExactly("a=new");
            reopen();
            assertThat(probe().scan(Space.LINKS, "")).containsExactly("a=new");
            assertThat(probe().scan(Space.KEYS, "")).containsExactly("k=key");
        }
    }

    @Nested
    public class Closed {

        @Test
        void it_refuses_instead_of_guessing() {
            Store closed = store();
            closed.close();
            assertThatThrownBy(() -> closed.get(Space.LINKS, bytes("a")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> closed.commit(new StoreBatch()))
                    .isInstanceOf(IllegalStateException.class);
            closed.close();
        }
    }

    @Nested
    public class While_somebody_writes {

        @Test
        void a_reader_sees_whole_batches_only() throws Exception {
            Store store = store();
            StoreBatch first = new StoreBatch();
            round(first, 0);
            store.commit(first);
            AtomicBoolean done = new AtomicBoolean();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Integer> reader =
                        threads.submit(() -> {
                            int rounds = 0;
                            while (!done.get() || rounds == 0) {
                                assertThat(distinctValues(store)).isEqualTo(1);
                                rounds++;
                            }
                            return rounds;
                        });
                for (int i = 1; i <= 200; i++) {
                    StoreBatch batch = new StoreBatch();
                    round(batch, i);
                    store.commit(batch);
                }
                done.set(true);
                assertThat(reader.get()).isPositive();
            }
        }

        private void round(StoreBatch batch, int number) {
            for (int key = 0; key < 20; key++) {
                batch.put(Space.LINKS, number(key), number(number));
            }
        }

        private long distinctValues(Store store) {
            List<ByteBuffer> values = new ArrayList<>();
            store.scan(
                    Space.LINKS,
                    new byte[0],
                    (_, value) -> {
                        values.add(ByteBuffer.wrap(value));
                        return true;
                    });
            assertThat(values).hasSize(20);
            return values.stream().distinct().count();
        }
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }
}
