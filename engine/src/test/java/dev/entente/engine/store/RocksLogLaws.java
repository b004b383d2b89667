package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a power failure leaves of RocksDB's log: everything up to the last synced byte, and behind
 * it anything. Killing the process never shows that, so the files are copied in the midst of a run
 * and the log is cut or damaged in the copy.
 */
class RocksLogLaws {

    private static final long SEED = Long.getLong("seed", 1);
    private static final int COMMITTED = 12;

    private final Random random = new Random(SEED);
    @TempDir Path folder;

    /** Twelve commits, then one that was not synced when the power went off. */
    private record Run(Path files, long synced, long written) {}

    private Run run(boolean tables) throws IOException {
        Path live = folder.resolve("live-" + tables);
        try (Store store = RocksStore.open(live)) {
            for (int i = 0; i < COMMITTED; i++) {
                store.commit(batch(i));
                if (tables && i == COMMITTED / 2) {
                    store.scrub(Space.LINKS, new byte[0]);
                }
            }
            long synced = newestLog(live).length();
            store.commit(batch(COMMITTED));
            Path copy = copied(live, "image-" + tables);
            return new Run(copy, synced, newestLog(copy).length());
        }
    }

    private StoreBatch batch(int number) {
        StoreBatch batch = new StoreBatch();
        for (int i = 0; i <= number; i++) {
            byte[] value = new byte[random.nextInt(400)];
            batch.put(Space.LINKS, new byte[] {(byte) number, (byte) i}, value);
            batch.put(Space.JOURNAL, new byte[] {(byte) number, (byte) i}, value);
        }
        batch.put(Space.META, new byte[] {(byte) number}, new byte[] {1});
        return batch;
    }

    private static File newestLog(Path data) {
        File[] logs =
                Objects.requireNonNull(
                        data.resolve("store").toFile().listFiles((_, it) -> it.endsWith(".log")));
        return Arrays.stream(logs).max(Comparator.comparing(File::getName)).orElseThrow();
    }

    private Path copied(Path from, String name) throws IOException {
        Path to = folder.resolve(name);
        Files.createDirectories(to.resolve("store"));
        for (File file : Objects.requireNonNull(from.resolve("store").toFile().listFiles())) {
            Files.copy(file.toPath(), to.resolve("store").resolve(file.getName()));
        }
        return to;
    }

    /** Which commits are there; each is there in all its spaces or not at all. */
    private static List<Integer> recovered(Path data) {
        List<Integer> numbers = new ArrayList<>();
        try (Store store = RocksStore.open(data)) {
            for (int number = 0; number <= COMMITTED; number++) {
                byte[] name = {(byte) number};
                int links = count(store, Space.LINKS, name);
                int entries = count(store, Space.JOURNAL, name);
                int metas = count(store, Space.META, name);
                if (links + entries + metas > 0) {
                    assertThat(links).isEqualTo(number + 1);
                    assertThat(entries).isEqualTo(number + 1);
                    assertThat(metas).isEqualTo(1);
                    numbers.add(number);
                }
            }
            store.commit(new StoreBatch());
        }
        return numbers;
    }

    private static int count(Store store, Space space, byte[] prefix) {
        int[] count = {0};
        store.scan(
                space,
                prefix,
                (_, _) -> {
                    count[0]++;
                    return true;
                });
        return count[0];
    }

    private static void isWhole(List<Integer> numbers, String how) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < COMMITTED; i++) {
            all.add(i);
        }
        if (numbers.size() > COMMITTED) {
            all.add(COMMITTED);
        }
        assertThat(numbers).as("%s -Dseed=%s", how, SEED).isEqualTo(all);
    }

    @Nested
    class A_log_that_ends {

        @Test
        void at_its_last_synced_byte_has_every_commit() throws IOException {
            for (boolean tables : new boolean[] {false, true}) {
                Run run = run(tables);
                cut(run.files(), run.synced());
                List<Integer> numbers = recovered(run.files());
                isWhole(numbers, "cut at the last synced byte");
                assertThat(numbers).hasSize(COMMITTED);
            }
        }

        @Test
        void anywhere_behind_it_has_every_commit_and_the_last_one_wholly_or_not() throws Exception {
            Run run = run(true);
            for (int i = 0; i < 15; i++) {
                Path copy = copied(run.files(), "cut-" + i);
                long end = run.synced() + random.nextLong(run.written() - run.synced() + 1);
                cut(copy, end);
                isWhole(recovered(copy), "cut at " + end);
            }
        }

        private void cut(Path data, long length) throws IOException {
            try (RandomAccessFile log = new RandomAccessFile(newestLog(data), "rw")) {
                log.setLength(length);
            }
        }
    }

    @Nested
    class A_log_that_is_damaged_behind_its_last_synced_byte {

        @Test
        void has_every_commit_and_the_last_one_wholly_or_not() throws IOException {
            Run run = run(false);
            int lost = 0;
            for (int i = 0; i < 15; i++) {
                Path copy = copied(run.files(), "flip-" + i);
                long at = run.synced() + random.nextLong(run.written() - run.synced());
                try (RandomAccessFile log = new RandomAccessFile(newestLog(copy), "rw")) {
                    log.seek(at);
                    int old = log.read();
                    log.seek(at);
                    log.write(i % 3 == 0 ? 0 : old ^ (1 << random.nextInt(8)));
                }
                List<Integer> numbers = recovered(copy);
                isWhole(numbers, "changed at " + at);
                lost += numbers.size() == COMMITTED ? 1 : 0;
            }
            assertThat(lost).as("a changed byte is noticed").isGreaterThan(8);
        }
    }

    @Nested
    class A_commit {

        @Test
        void is_synced_before_it_returns_but_in_a_scratch_store() {
            try (RocksTuning durable = new RocksTuning(true);
                    RocksTuning scratch = new RocksTuning(false)) {
                assertThat(durable.writes().sync()).isTrue();
                assertThat(durable.writes().disableWAL()).isFalse();
                assertThat(scratch.writes().sync()).isFalse();
            }
        }
    }

    @Nested
    class Scrubbing {

        @Test
        void leaves_nothing_on_the_disk_of_what_was_overwritten() throws IOException {
            byte[] key = {1, 2, 3};
            try (Store store = RocksStore.open(folder)) {
                for (String value : List.of("Ada Lovelace", "nobody")) {
                    for (int other = 0; other < 50; other++) {
                        store.commit(batch(other % COMMITTED));
                    }
                    StoreBatch batch = new StoreBatch();
                    batch.put(Space.LINKS, key.clone(), value.getBytes(ISO));
                    store.commit(batch);
                }
                assertThat(found("Ada Lovelace")).isTrue();
                store.scrub(Space.LINKS, key);
                assertThat(found("Ada Lovelace")).isFalse();
                assertThat(store.get(Space.LINKS, key)).isEqualTo("nobody".getBytes(ISO));
            }
        }

        private static final java.nio.charset.Charset ISO =
                java.nio.charset.StandardCharsets.ISO_8859_1;

        private boolean found(String text) throws IOException {
            boolean found = false;
            for (File file : Objects.requireNonNull(folder.resolve("store").toFile().listFiles())) {
                found |= new String(Files.readAllBytes(file.toPath()), ISO).contains(text);
            }
            return found;
        }
    }

    @Nested
    class A_scratch_store {

        @Test
        void is_gone_when_it_is_closed() {
            Path scratch = folder.resolve("plan");
            try (Store store = RocksStore.scratch(scratch)) {
                store.commit(batch(1));
                assertThat(count(store, Space.LINKS, new byte[0])).isEqualTo(2);
                assertThat(store.diskBytes()).isPositive();
            }
            assertThat(scratch).doesNotExist();
        }
    }
}
