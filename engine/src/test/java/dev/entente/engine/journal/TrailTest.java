package dev.entente.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.step.Fact;
import dev.entente.engine.store.AnyLink;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.LinkCodec;
import dev.entente.engine.store.MapStore;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Shapes;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.StoreBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TrailTest {

    private static final long NOW = 1_800_000_000_000_000L;
    private static final int COMMITS = 5;

    private final MapStore store = new MapStore();
    private final Entity entity = AnyLink.entity(2, 1);
    private final Seals seals = Seals.open(new byte[32], store, target -> {});
    private final Shapes shapes = Shapes.open(store, List.of(entity));
    private final Journal journal =
            Journal.open(store, shapes, seals, new LinkCodec(shapes, seals));
    private final LinkId link = new LinkId(1, 2);

    /** Five commits of three entries each; the fourth has a note, too. */
    @BeforeEach
    void begin() {
        Kept kept = Kept.begun(entity, Link.unmet(link, entity), seals);
        for (int i = 0; i < COMMITS; i++) {
            StoreBatch batch = new StoreBatch();
            try (Commit commit = journal.commit(batch, NOW + i)) {
                for (int j = 0; j < 3; j++) {
                    kept = commit.append(kept, "c" + i + j, List.of(new Fact.Revived(0)));
                }
                if (i == 3) {
                    commit.note("brake released by clerk");
                }
            }
            store.commit(batch);
        }
    }

    private void isBroken(long line, String why) {
        Journal.Verdict verdict = journal.verify();
        assertThat(verdict.isWhole()).isFalse();
        assertThat(verdict.why()).contains(why);
        assertThat(verdict.broken()).isEqualTo(line);
    }

    private byte[] line(long sequence) {
        return Objects.requireNonNull(store.get(Space.AUDIT, Layout.audit(sequence)));
    }

    @Test
    void is_whole_as_it_was_written() {
        assertThat(journal.verify()).isEqualTo(new Journal.Verdict(COMMITS, -1, null));
        TrailLine noted = TrailLine.of(3, line(3));
        assertThat(noted.notes()).containsExactly("brake released by clerk");
        assertThat(noted.entries()).isEqualTo(3);
        assertThat(noted.timeMicros()).isEqualTo(NOW + 3);
        assertThat(noted.previous()).isEqualTo(TrailLine.of(2, line(2)).hash());
    }

    @Test
    void a_commit_of_nothing_leaves_no_line() {
        StoreBatch batch = new StoreBatch();
        journal.commit(batch, NOW + 100).close();
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void takes_a_line_a_commit_and_few_bytes() {
        assertThat(store.space(Space.AUDIT)).hasSize(COMMITS);
        assertThat(line(0).length).isLessThan(80);
    }

    @Nested
    class Tells_when {

        @Test
        void an_entry_was_changed() {
            byte[] value =
                    Objects.requireNonNull(store.get(Space.JOURNAL, Layout.journal(link, 7)));
            value[value.length - 6] ^= 1;
            isBroken(2, "one of its 3 journal entries was changed");
        }

        @Test
        void an_entry_was_taken_away() {
            store.space(Space.JOURNAL).remove(Layout.journal(link, 4));
            isBroken(1, "the journal entry 4 of link " + link + " is missing");
        }

        @Test
        void an_entry_was_taken_away_with_its_place_in_time() {
            store.space(Space.JOURNAL).remove(Layout.journal(link, 5));
            roll(1, keys -> keys.remove(2));
            isBroken(1, "written with 3 journal entries");
        }

        @Test
        void an_entry_was_added() {
            byte[] other =
                    Objects.requireNonNull(store.get(Space.JOURNAL, Layout.journal(link, 0)));
            store.space(Space.JOURNAL).put(Layout.journal(new LinkId(9, 9), 0), other);
            isBroken(COMMITS, "the journal has 16 entries");
        }

        @Test
        void an_entry_was_added_in_time() {
            roll(1, keys -> keys.add(Layout.journal(link, 0)));
            isBroken(1, "now 4");
        }

        @Test
        void two_entries_changed_places() {
            roll(2, keys -> Collections.swap(keys, 0, 1));
            isBroken(2, "was changed");
        }

        @Test
        void a_commit_was_added_in_time() {
            store.space(Space.JOURNAL_BY_TIME)
                    .put(Layout.time(NOW - 1), new Roll(List.of()).bytes());
            isBroken(0, "written with 3 journal entries");
        }

        private void roll(int commit, Consumer<List<byte[]>> change) {
            byte[] at = Layout.time(NOW + commit);
            byte[] roll = Objects.requireNonNull(store.get(Space.JOURNAL_BY_TIME, at));
            List<byte[]> keys = new ArrayList<>(Roll.of(roll).keys());
            change.accept(keys);
            store.space(Space.JOURNAL_BY_TIME).put(at, new Roll(keys).bytes());
        }

        @Test
        void a_line_was_changed() {
            byte[] bytes = line(3);
            bytes[bytes.length - 1] ^= 1;
            isBroken(4, "the line before it, or this one, was changed");
        }

        @Test
        void a_line_was_taken_away() {
            store.space(Space.AUDIT).remove(Layout.audit(2));
            isBroken(2, "the line is missing");
        }

        @Test
        void the_first_line_was_taken_away() {
            store.space(Space.AUDIT).remove(Layout.audit(0));
            isBroken(0, "the line is missing");
        }

        @Test
        void the_last_lines_were_taken_away() {
            store.space(Space.AUDIT).remove(Layout.audit(3));
            store.space(Space.AUDIT).remove(Layout.audit(4));
            isBroken(3, "the trail ends here, but it had 5 lines");
        }

        @Test
        void the_last_line_was_changed() {
            byte[] bytes = line(4);
            bytes[bytes.length - 2] ^= 1;
            assertThat(journal.verify().isWhole()).isFalse();
        }
    }
}
