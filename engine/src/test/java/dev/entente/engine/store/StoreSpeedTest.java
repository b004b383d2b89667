package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store costs a change, printed; the limits are several times of what was measured. */
@Tag("full")
class StoreSpeedTest {

    private static final int FIELDS = 10;

    private final Entity open = AnyLink.entity(FIELDS, 2);
    private final Entity personal = AnyLink.entity("person", names(), List.of("s0", "s1"));
    @TempDir Path folder;

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < FIELDS; i++) {
            names.add(i + (i < 3 ? "!" : ""));
        }
        return names;
    }

    private static Link link(Entity entity, long number) {
        Random random = new Random(number);
        @Nullable Value[] cells = new @Nullable Value[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            cells[i] =
                    switch (i) {
                        case 0, 1, 2, 3 -> Value.of("text of field " + random.nextInt(100_000));
                        case 4 -> Value.of(random.nextInt(100_000));
                        case 5 -> Value.of(BigDecimal.valueOf(random.nextInt(100_000), 2));
                        case 6 ->
                                new Value.Moment(
                                        Instant.ofEpochSecond(1_700_000_000, random.nextInt()));
                        case 7 -> Value.of(true);
                        case 8 -> new Value.Uuid(new UUID(random.nextLong(), random.nextLong()));
                        default -> Value.Null.NULL;
                    };
        }
        @Nullable Mark[] marks = new @Nullable Mark[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            marks[i] = new Stamp(1_800_000_000_000_000L + (i == 4 ? 7 : 0), i == 4 ? 1 : 0);
        }
        Link made = LinkSamples.agreed(entity, Row.owning(cells), Marks.owning(marks));
        return new Link(
                new LinkId(random.nextLong(), random.nextLong()),
                made.generation(),
                made.head(),
                made.replicas().stream().map(replica -> replica.withParked(null)).toList(),
                made.conflicts(),
                made.tally());
    }

    @FunctionalInterface
    private interface Work {
        int run(int i);
    }

    /** Nanoseconds a call, after warming up. */
    private static long nanos(String what, Work work) {
        int rounds = 300_000;
        long sum = 0;
        long best = Long.MAX_VALUE;
        for (int repeat = 0; repeat < 6; repeat++) {
            long begun = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                sum += work.run(i);
            }
            best = Math.min(best, (System.nanoTime() - begun) / rounds);
        }
        System.out.printf("%-50s %6d ns (%d)%n", what, best, sum & 1);
        return best;
    }

    @Test
    void a_link_of_ten_fields_is_encoded_and_decoded_in_a_few_microseconds() {
        Seals seals = Seals.open(new byte[32], new MapStore(), Nonces.secure());
        LinkCodec codec =
                new LinkCodec(Shapes.open(new MapStore(), List.of(open, personal)), seals);
        for (Entity entity : List.of(open, personal)) {
            List<Kept> links = new ArrayList<>();
            List<byte[]> bytes = new ArrayList<>();
            for (int i = 0; i < 1024; i++) {
                links.add(Kept.begun(entity, link(entity, i), seals));
                bytes.add(codec.encode(links.getLast()));
            }
            System.out.println(entity.name() + ": bytes " + bytes.getFirst().length);
            long encode =
                    nanos("encode " + entity.name(), i -> codec.encode(links.get(i & 1023)).length);
            long decode =
                    nanos(
                            "decode " + entity.name(),
                            i -> {
                                Kept kept = links.get(i & 1023);
                                return Objects.requireNonNull(
                                                codec.decode(kept.link().id(), bytes.get(i & 1023)))
                                        .link()
                                        .generation();
                            });
            assertThat(encode + decode).isLessThan(30_000);
        }
        LinkKey key = seals.newKey(0);
        Packer plain = new Packer(300).raw(new byte[300]);
        long sealing =
                nanos("seal 300 bytes", i -> seals.seal(key, new LinkId(1, i), plain).length);
        nanos("new key", i -> seals.newKey(0).epoch());
        nanos("digest of 20 bytes", i -> seals.digest(new byte[20]).length);
        assertThat(sealing).isLessThan(20_000);
    }

    @Test
    void half_a_thousand_changes_are_read_written_and_synced_at_once() {
        try (Store store = RocksStore.open(folder)) {
            Seals seals = Seals.open(folder, null, store, Nonces.secure());
            LinkCodec codec = new LinkCodec(Shapes.open(store, List.of(open)), seals);
            int count = 100_000;
            List<LinkId> ids = new ArrayList<>(fill(store, codec, seals, count));
            java.util.Collections.shuffle(ids, new Random(5));
            for (int round = 0; round < 3; round++) {
                long cpu = cpu();
                long begun = System.nanoTime();
                for (int from = 0; from < count; from += 500) {
                    change(store, codec, ids.subList(from, from + 500));
                }
                double seconds = (System.nanoTime() - begun) / 1e9;
                System.out.printf(
                        "read-modify-write, 500 a commit: %.0f/s, %.1f us of processor each,"
                                + " resident %d MB, disk %d MB%n",
                        count / seconds,
                        (cpu() - cpu) / 1e3 / count,
                        resident() >> 20,
                        store.diskBytes() >> 20);
                assertThat(count / seconds).isGreaterThan(2_000);
            }
        }
    }

    private static long cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (java.io.IOException notLinux) {
            return 0;
        }
    }

    private List<LinkId> fill(Store store, LinkCodec codec, Seals seals, int count) {
        List<LinkId> ids = new ArrayList<>();
        for (int from = 0; from < count; from += 2_000) {
            StoreBatch batch = new StoreBatch();
            for (int i = from; i < from + 2_000; i++) {
                Link link = link(open, i);
                ids.add(link.id());
                batch.put(
                        Space.LINKS,
                        Layout.link(link.id()),
                        codec.encode(Kept.begun(open, link, seals)));
            }
            store.commit(batch);
        }
        return ids;
    }

    private static void change(Store store, LinkCodec codec, List<LinkId> ids) {
        List<byte[]> keys = ids.stream().map(Layout::link).toList();
        List<byte @Nullable []> values = store.multiGet(Space.LINKS, keys);
        StoreBatch batch = new StoreBatch();
        for (int i = 0; i < keys.size(); i++) {
            byte[] bytes = Objects.requireNonNull(values.get(i));
            Kept kept = Objects.requireNonNull(codec.decode(ids.get(i), bytes));
            batch.put(Space.LINKS, keys.get(i), codec.encode(kept.withEntries(kept.entries() + 1)));
        }
        store.commit(batch);
    }
}
