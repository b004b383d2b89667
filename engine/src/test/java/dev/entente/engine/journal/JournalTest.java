package dev.entente.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.merge.Rule;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.engine.store.AnyLink;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.LinkCodec;
import dev.entente.engine.store.MapStore;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Shapes;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.StoreBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final long NOW = 1_800_000_000_000_000L;

    private final MapStore store = new MapStore();
    private final Entity entity = AnyLink.entity("person", List.of("name!", "city"), List.of("s"));
    private final Random random = new Random(1);
    private final Seals seals = Seals.open(new byte[32], store, random::nextBytes);
    private final Shapes shapes = Shapes.open(store, List.of(entity));
    private final LinkCodec links = new LinkCodec(shapes, seals);
    private Journal journal = Journal.open(store, shapes, seals, links);

    private Kept link(int number) {
        Link unmet = Link.unmet(new LinkId(7, number), entity);
        Kept kept = Kept.begun(entity, unmet, seals);
        StoreBatch batch = new StoreBatch();
        batch.put(Space.LINKS, Layout.link(unmet.id()), links.encode(kept));
        store.commit(batch);
        return kept;
    }

    /** What is stored of the link now. */
    private Kept stored(Kept kept) {
        LinkId id = kept.link().id();
        byte[] bytes = Objects.requireNonNull(store.get(Space.LINKS, Layout.link(id)));
        return Objects.requireNonNull(links.decode(id, bytes));
    }

    private static Fact edit(String value) {
        return new Fact.Edited(
                0,
                new Stamp(NOW, 0),
                null,
                List.of(
                        new Fact.Change(
                                0, null, Value.of(value), null, Value.of(value), Rule.FIRST)));
    }

    /** One commit with one entry for each of these links. */
    private void commit(long now, String value, Kept... all) {
        StoreBatch batch = new StoreBatch();
        try (Commit commit = journal.commit(batch, now)) {
            for (Kept kept : all) {
                Kept next = commit.append(stored(kept), "cause of " + value, List.of(edit(value)));
                batch.put(Space.LINKS, Layout.link(kept.link().id()), links.encode(next));
            }
        }
        store.commit(batch);
    }

    private void note(long now, String text) {
        StoreBatch batch = new StoreBatch();
        try (Commit commit = journal.commit(batch, now)) {
            commit.note(text);
        }
        store.commit(batch);
    }

    private List<JournalEntry> recent(long from) {
        List<JournalEntry> entries = new ArrayList<>();
        journal.recent(from, entries::add);
        return entries;
    }

    @Nested
    class A_link_s_story {

        @Test
        void is_told_in_its_order_with_time_and_cause() {
            Kept one = link(1);
            Kept other = link(2);
            commit(NOW, "a", one);
            commit(NOW + 10, "b", one, other);
            commit(NOW + 20, "c", other);
            List<JournalEntry> story = journal.read(stored(one));
            assertThat(story).extracting(JournalEntry::sequence).containsExactly(0L, 1L);
            assertThat(story).extracting(JournalEntry::timeMicros).containsExactly(NOW, NOW + 10);
            assertThat(story)
                    .extracting(JournalEntry::cause)
                    .containsExactly("cause of a", "cause of b");
            assertThat(story.getLast().facts()).containsExactly(edit("b"));
            assertThat(story.getLast().shape().fields().getFirst().name()).isEqualTo("field name");
        }

        @Test
        void goes_on_after_a_restart() {
            Kept one = link(1);
            commit(NOW, "a", one);
            journal = Journal.open(store, shapes, seals, links);
            commit(NOW + 1, "b", one);
            assertThat(journal.read(stored(one)))
                    .extracting(JournalEntry::cause)
                    .containsExactly("cause of a", "cause of b");
            assertThat(journal.verify().isWhole()).isTrue();
        }

        @Test
        void may_have_several_entries_of_one_commit() {
            Kept one = link(1);
            StoreBatch batch = new StoreBatch();
            try (Commit commit = journal.commit(batch, NOW)) {
                Kept next = commit.append(one, "first", List.of());
                Kept last = commit.append(next, "second", List.of(edit("x")));
                assertThat(last.entries()).isEqualTo(2);
            }
            store.commit(batch);
            assertThat(journal.read(one))
                    .extracting(JournalEntry::cause)
                    .containsExactly("first", "second");
        }
    }

    @Nested
    class Time {

        @Test
        void is_each_commit_s_own_though_the_clock_stands_or_goes_back() {
            Kept one = link(1);
            commit(NOW, "a", one);
            commit(NOW, "b", one);
            commit(NOW - 1_000, "c", one);
            assertThat(journal.read(stored(one)))
                    .extracting(JournalEntry::timeMicros)
                    .containsExactly(NOW, NOW + 1, NOW + 2);
            assertThat(journal.verify().isWhole()).isTrue();
        }

        @Test
        void finds_what_happened_since() {
            Kept one = link(1);
            Kept other = link(2);
            commit(NOW, "a", one);
            commit(NOW + 10, "b", other, one);
            commit(NOW + 20, "c", other);
            assertThat(recent(NOW + 10))
                    .extracting(entry -> entry.link().low() + " " + entry.cause())
                    .containsExactly("2 cause of b", "1 cause of b", "2 cause of c");
            assertThat(recent(NOW + 21)).isEmpty();
        }

        @Test
        void is_walked_over_many_pages_and_no_further_than_wanted() {
            Kept one = link(1);
            for (int i = 0; i < 1_000; i++) {
                commit(NOW + i, "v" + i, one);
            }
            assertThat(recent(0)).hasSize(1_000);
            List<String> causes = new ArrayList<>();
            journal.recent(
                    0,
                    entry -> {
                        causes.add(entry.cause());
                        return causes.size() < 300;
                    });
            assertThat(causes).hasSize(300).last().isEqualTo("cause of v299");
        }
    }

    @Nested
    class After_an_erasure {

        @Test
        void what_happened_is_there_and_with_whom_is_not() {
            Kept one = link(1);
            commit(NOW, "Ada", one);
            Kept erased = stored(one).erased(seals);
            StoreBatch batch = new StoreBatch();
            try (Commit commit = journal.commit(batch, NOW + 1)) {
                erased = commit.append(erased, "erase", List.of(new Fact.ErasedFrom("clerk")));
            }
            batch.put(Space.LINKS, Layout.link(one.link().id()), links.encode(erased));
            store.commit(batch);
            commit(NOW + 2, "Grace", one);
            List<JournalEntry> story = journal.read(stored(one));
            assertThat(story).hasSize(3);
            Fact.Edited first = (Fact.Edited) story.get(0).facts().getFirst();
            assertThat(first.changes().getFirst().incoming()).isEqualTo(JournalEntry.ERASED);
            assertThat(first.changes().getFirst().rule()).isEqualTo(Rule.FIRST);
            assertThat(story.get(1).facts()).containsExactly(new Fact.ErasedFrom("clerk"));
            assertThat(story.get(2).facts()).containsExactly(edit("Grace"));
            assertThat(recent(0)).isEqualTo(story);
            assertThat(journal.verify().isWhole()).as("digests are over sealed bytes").isTrue();
        }

        @Test
        void of_the_whole_link_it_is_the_same() {
            Kept one = link(1);
            commit(NOW, "Ada", one);
            store.space(Space.LINKS).clear();
            assertThat(recent(0).getFirst().facts().toString())
                    .contains("erased")
                    .doesNotContain("Ada");
        }
    }

    @Nested
    class On_disk {

        @Test
        void no_value_is_in_clear() {
            Kept one = link(1);
            commit(NOW, "Ada Lovelace", one);
            store.space(Space.JOURNAL)
                    .forEach((_, value) ->
                            assertThat(new String(value, StandardCharsets.ISO_8859_1))
                                    .contains("cause of")
                                    .doesNotContain("Lovelace,"));
            String all =
                    new String(
                            store.space(Space.JOURNAL).firstEntry().getValue(),
                            StandardCharsets.ISO_8859_1);
            assertThat(all.replace("cause of Ada Lovelace", "")).doesNotContain("Ada");
        }

        @Test
        void a_damaged_entry_halts() {
            Kept one = link(1);
            commit(NOW, "a", one);
            Map.Entry<byte[], byte[]> entry = store.space(Space.JOURNAL).firstEntry();
            entry.getValue()[9] ^= 1;
            assertThatThrownBy(() -> journal.read(one))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("a journal entry")
                    .hasMessageContaining("damaged");
        }
    }

    @Nested
    class Retention {

        @Test
        void takes_the_oldest_commits_whole_and_at_most_so_many_at_once() {
            Kept one = link(1);
            Kept other = link(2);
            for (int i = 0; i < 10; i++) {
                commit(NOW + i, "v" + i, one, other);
            }
            StoreBatch batch = new StoreBatch();
            assertThat(journal.prune(batch, NOW + 8, 7)).isEqualTo(6);
            store.commit(batch);
            assertThat(journal.read(stored(one))).hasSize(8);
            assertThat(journal.verify().isWhole()).as("what is left is whole").isTrue();
            assertThat(prunedInAll(NOW + 8)).isEqualTo(18);
            assertThat(recent(0))
                    .extracting(JournalEntry::timeMicros)
                    .containsExactly(NOW + 8, NOW + 8, NOW + 9, NOW + 9);
            assertThat(store.space(Space.JOURNAL)).hasSize(4);
            assertThat(store.space(Space.JOURNAL_BY_TIME)).hasSize(2);
            assertThat(store.space(Space.AUDIT)).hasSize(2);
            assertThat(journal.verify().lines()).isEqualTo(2);
        }

        @Test
        void takes_a_commit_that_is_larger_than_what_may_go_at_once() {
            Kept one = link(1);
            Kept other = link(2);
            commit(NOW, "a", one, other);
            StoreBatch batch = new StoreBatch();
            assertThat(journal.prune(batch, NOW + 1, 1)).isEqualTo(3);
        }

        @Test
        void may_take_everything_and_the_trail_goes_on() {
            Kept one = link(1);
            commit(NOW, "a", one);
            note(NOW + 1, "n");
            assertThat(prunedInAll(Long.MAX_VALUE)).isEqualTo(3);
            assertThat(journal.verify()).isEqualTo(new Journal.Verdict(0, -1, null));
            journal = Journal.open(store, shapes, seals, links);
            commit(NOW + 5, "b", one);
            assertThat(journal.verify()).isEqualTo(new Journal.Verdict(1, -1, null));
            assertThat(journal.read(stored(one)))
                    .extracting(JournalEntry::sequence)
                    .containsExactly(1L);
        }

        private int prunedInAll(long before) {
            int all = 0;
            int gone;
            do {
                StoreBatch batch = new StoreBatch();
                gone = journal.prune(batch, before, 7);
                store.commit(batch);
                all += gone;
            } while (gone > 0);
            return all;
        }
    }
}
