package dev.entente.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Connector;
import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.connector.Feed.Batch;
import dev.entente.connector.Feed.Change;
import dev.entente.connector.Finding;
import dev.entente.connector.Listing;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Column;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every connector keeps to whose system orders its changes. A kind of system inherits this and
 * {@link WriteContract}, and gives a {@link Subject}.
 */
public abstract class ConnectorContract extends SystemContract {
    private final List<Feed> feeds = new ArrayList<>();

    @AfterEach
    final void feedsClosed() {
        feeds.forEach(Feed::close);
    }

    private Told feed(Connector from, @Nullable Cursor cursor, String... tables) {
        List<Resource> resources = new ArrayList<>();
        for (String table : tables) {
            resources.add(table(table));
        }
        Feed feed = from.open(resources, cursor);
        feeds.add(feed);
        return new Told(feed);
    }

    private Told live(String... tables) {
        Told told = feed(connector(), null, tables);
        told.snapshot(tables.length);
        return told;
    }

    /** Lets go of the open feeds, as before another is opened. */
    private void closeFeeds() {
        feeds.forEach(Feed::close);
        feeds.clear();
    }

    @Nested
    class What_it_describes {

        @Test
        void is_every_table_with_its_columns_and_its_key() {
            Resource items = table("items");
            assertThat(items.columns())
                    .extracting(Column::name)
                    .containsExactly("id", "code", "amount", "note");
            assertThat(items.columns()).extracting(Column::index).containsExactly(0, 1, 2, 3);
            assertThat(items.columns())
                    .extracting(Column::kind)
                    .containsExactly(
                            Resource.Kind.WHOLE,
                            Resource.Kind.TEXT,
                            Resource.Kind.WHOLE,
                            Resource.Kind.TEXT);
            assertThat(items.key()).containsExactly(0);
            assertThat(table("pairs").key()).containsExactly(0, 1);
        }

        @Test
        void is_what_may_be_null_what_is_unique_and_what_the_system_makes_itself() {
            Resource items = table("items");
            assertThat(items.columns())
                    .extracting(Column::nullable)
                    .containsExactly(false, true, true, true);
            assertThat(items.isUnique(List.of(1))).isTrue();
            assertThat(items.isUnique(List.of(2))).isFalse();
            assertThat(items.columns().get(3).defaulted()).isTrue();
            assertThat(table("ticks").columns().getFirst().generated()).isTrue();
        }

        @Test
        void stands_in_the_way_of_nothing() {
            List<Resource> all = connector().describe().resources();
            assertThat(connector().check(all))
                    .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                    .isEmpty();
        }
    }

    @Nested
    class A_feed_that_begins_anew {

        @Test
        void tells_first_all_that_is_there_and_then_what_changes() {
            users().insert("items", item(1, "a"));
            users().insert("items", item(2, "b"));
            Told told = feed(connector(), null, "items");
            assertThat(told.snapshot(1))
                    .extracting(Told::keyOf)
                    .containsExactlyInAnyOrder(key(1), key(2));
            users().update("items", key(2), row("items", "amount", Value.of(7)));
            Change change = told.next(1).getFirst();
            assertThat(told.batches().getLast().phase()).isEqualTo(Feed.Phase.LIVE);
            assertThat(Told.keyOf(change)).isEqualTo(key(2));
            assertThat(((Change.Upsert) change).row().get(2)).isEqualTo(Value.of(7));
        }

        @Test
        void ends_the_snapshot_of_every_table_of_empty_ones_too() {
            users().insert("pairs", pair(1, "x", "v"));
            Told told = feed(connector(), null, "items", "pairs", "ticks");
            assertThat(told.snapshot(3)).hasSize(1);
        }

        @Test
        void tells_a_row_of_the_snapshot_whole() {
            users().insert("items", item(1, "a"));
            Change change = feed(connector(), null, "items").snapshot(1).getFirst();
            assertThat(((Change.Upsert) change).row())
                    .isEqualTo(Row.of(Value.of(1), Value.of("a"), Value.of(1), Value.of("new")));
        }

        @Test
        void has_no_gap_and_no_overlap_between_snapshot_and_log() {
            for (int i = 0; i < 40; i++) {
                users().insert("items", item(i, "code" + i));
            }
            Told told = feed(connector(), null, "items");
            for (int i = 40; i < 80; i++) {
                users().insert("items", item(i, "code" + i));
            }
            assertThat(told.atLeast(80))
                    .extracting(Told::keyOf)
                    .doesNotHaveDuplicates()
                    .hasSize(80);
            told.isSilent();
        }

        @Test
        void gives_what_changes_later_a_later_version() {
            users().insert("items", item(1, "a"));
            Told told = feed(connector(), null, "items");
            long snapshot = Told.versionOf(told.snapshot(1).getFirst());
            users().update("items", key(1), row("items", "amount", Value.of(2)));
            users().delete("items", key(1));
            List<Change> changes = told.next(2);
            assertThat(Told.versionOf(changes.get(0))).isGreaterThan(snapshot);
            assertThat(Told.versionOf(changes.get(1)))
                    .isGreaterThan(Told.versionOf(changes.get(0)));
        }
    }

    @Nested
    class A_feed {

        @Test
        void tells_changes_in_the_order_of_their_commits() {
            Told told = live("items", "pairs");
            users().insert("items", item(1, "a"));
            users().insert("pairs", pair(1, "x", "v"));
            users().update("items", key(1), row("items", "amount", Value.of(2)));
            users().delete("items", key(1));
            List<Change> changes = told.next(4);
            assertThat(changes)
                    .extracting(change -> change.resource().name())
                    .containsExactly("items", "pairs", "items", "items");
            assertThat(changes.get(3)).isInstanceOf(Change.Delete.class);
        }

        @Test
        void keeps_a_transaction_together() {
            Told told = live("items", "pairs");
            users().together(users -> {
                users.insert("items", item(1, "a"));
                users.insert("items", item(2, "b"));
                users.insert("pairs", pair(1, "x", "v"));
            });
            users().insert("items", item(3, "c"));
            told.next(4);
            List<Batch> batches =
                    told.batches().stream().filter(b -> b.phase() == Feed.Phase.LIVE).toList();
            long first = batches.getFirst().transaction();
            assertThat(first).isNotZero().isNotEqualTo(batches.getLast().transaction());
            assertThat(batches.stream().filter(b -> b.transaction() == first))
                    .satisfies(ours -> {
                        assertThat(ours.getLast().last()).isTrue();
                        assertThat(ours.stream().mapToInt(b -> b.changes().size()).sum())
                                .isEqualTo(3);
                    });
        }

        @Test
        void knows_null_from_what_did_not_change() {
            users().insert("items", item(1, "a"));
            Told told = live("items");
            users().update("items", key(1), row("items", "note", Value.Null.NULL));
            Row row = ((Change.Upsert) told.next(1).getFirst()).row();
            assertThat(row.get(3)).isEqualTo(Value.Null.NULL);
            assertThat(row.get(1)).isIn(Value.of("a"), null);
        }

        @Test
        void tells_of_a_changed_key_what_it_was() {
            users().insert("items", item(1, "a"));
            Told told = live("items");
            users().update("items", key(1), row("items", "id", Value.of(5)));
            Change.Upsert change = (Change.Upsert) told.next(1).getFirst();
            assertThat(change.key()).isEqualTo(key(5));
            assertThat(change.formerKey()).isEqualTo(key(1));
        }

        @Test
        void knows_keys_of_several_columns() {
            Told told = live("pairs");
            Key key = Key.of(Value.of(1), Value.of("x"));
            users().insert("pairs", pair(1, "x", "v"));
            users().insert("pairs", pair(1, "y", "v"));
            users().delete("pairs", key);
            List<Change> changes = told.next(3);
            assertThat(Told.keyOf(changes.get(0))).isEqualTo(key);
            assertThat(Told.keyOf(changes.get(1))).isEqualTo(Key.of(Value.of(1), Value.of("y")));
            assertThat(Told.keyOf(changes.get(2))).isEqualTo(key);
        }

        @Test
        void is_silent_when_nothing_happens() {
            Told told = live("items");
            told.isSilent();
        }

        @Test
        void says_nothing_of_a_transaction_that_came_to_nothing() {
            Told told = live("items");
            users().insert("pairs", pair(1, "x", "v"));
            users().insert("items", item(1, "a"));
            assertThat(told.next(1)).extracting(Told::keyOf).containsExactly(key(1));
        }
    }

    @Nested
    class A_feed_that_goes_on_from_a_cursor {

        @Test
        void tells_what_came_after_it_and_nothing_before() {
            Told told = live("items");
            users().insert("items", item(1, "a"));
            told.next(1);
            Cursor cursor = told.cursor();
            closeFeeds();
            users().insert("items", item(2, "b"));
            assertThat(feed(connector(), cursor, "items").next(1))
                    .extracting(Told::keyOf)
                    .containsExactly(key(2));
        }

        @Test
        void tells_again_what_was_not_acknowledged_with_the_same_versions() {
            Told told = live("items");
            Cursor before = told.cursor();
            users().insert("items", item(1, "a"));
            users().update("items", key(1), row("items", "amount", Value.of(2)));
            List<Change> once = told.next(2);
            closeFeeds();
            List<Change> again = feed(connector(), before, "items").next(2);
            assertThat(again)
                    .extracting(Told::versionOf)
                    .isEqualTo(once.stream().map(Told::versionOf).toList());
        }

        @Test
        void goes_on_over_a_new_connection() {
            Told told = live("items");
            users().insert("items", item(1, "a"));
            told.next(1);
            Cursor cursor = told.cursor();
            feeds.getLast().acknowledge(cursor);
            users().insert("items", item(2, "b"));
            closeFeeds();
            assertThat(feed(subject().reopened(), cursor, "items").next(1))
                    .extracting(Told::keyOf)
                    .containsExactly(key(2));
        }

        @Test
        void goes_on_from_the_end_of_the_snapshot() {
            users().insert("items", item(1, "a"));
            Told told = live("items", "pairs");
            Cursor cursor = told.cursor();
            closeFeeds();
            users().insert("items", item(2, "b"));
            assertThat(feed(connector(), cursor, "items", "pairs").next(1))
                    .extracting(Told::keyOf)
                    .containsExactly(key(2));
        }

        @Test
        void tells_a_transaction_from_its_beginning_that_it_had_begun() {
            Told told = live("items");
            Cursor before = told.cursor();
            users().together(users -> {
                for (int i = 0; i < 30; i++) {
                    users.insert("items", item(i, "code" + i));
                }
            });
            told.next(30);
            List<Cursor> midway = new ArrayList<>(List.of(before));
            told.batches().stream()
                    .filter(batch -> batch.phase() == Feed.Phase.LIVE && !batch.last())
                    .forEach(batch -> midway.add(batch.cursor()));
            for (Cursor cursor : midway) {
                closeFeeds();
                assertThat(feed(connector(), cursor, "items").next(30)).hasSize(30);
            }
        }
    }

    @Nested
    class Reading_by_key {

        @Test
        void gives_one_reading_a_key_in_their_order() {
            users().insert("items", item(1, "a"));
            users().insert("items", item(2, "b"));
            List<NativeReading> readings =
                    connector().read(table("items"), List.of(key(2), key(9), key(1)));
            assertThat(readings)
                    .extracting(NativeReading::key)
                    .containsExactly(key(2), key(9), key(1));
            assertThat(readings.get(1).row()).isNull();
            assertThat(Objects.requireNonNull(readings.get(2).row()).get(1))
                    .isEqualTo(Value.of("a"));
        }

        @Test
        void knows_keys_of_several_columns() {
            users().insert("pairs", pair(1, "x", "v"));
            Key key = Key.of(Value.of(1), Value.of("x"));
            assertThat(connector().read(table("pairs"), List.of(key)).getFirst().row())
                    .isEqualTo(pair(1, "x", "v"));
        }

        @Test
        void has_a_version_before_every_later_change() {
            Told told = live("items");
            users().insert("items", item(1, "a"));
            NativeReading reading =
                    connector().read(table("items"), List.of(key(1), key(2))).getFirst();
            users().delete("items", key(1));
            users().insert("items", item(2, "b"));
            List<Change> changes = told.next(3);
            long read = Told.position(reading.version());
            assertThat(Told.versionOf(changes.get(1))).isGreaterThan(read);
            assertThat(Told.versionOf(changes.get(2))).isGreaterThan(read);
        }
    }

    @Nested
    class A_listing {

        @Test
        void is_whole_and_in_the_order_of_keys() {
            for (int i = 250; i > 0; i--) {
                users().insert("items", item(i, "code" + i));
            }
            List<Key> keys = new ArrayList<>();
            try (Listing listing = connector().list(table("items"))) {
                List<NativeReading> page = listing.next();
                while (page != null) {
                    page.forEach(reading -> keys.add(reading.key()));
                    page = listing.next();
                }
                assertThat(listing.isComplete()).isTrue();
            }
            assertThat(keys).hasSize(250).startsWith(key(1), key(2)).endsWith(key(250));
        }

        @Test
        void of_an_empty_table_is_complete_at_once() {
            try (Listing listing = connector().list(table("pairs"))) {
                List<NativeReading> page = listing.next();
                assertThat(page == null || page.isEmpty()).isTrue();
                while (page != null) {
                    page = listing.next();
                }
                assertThat(listing.isComplete()).isTrue();
            }
        }
    }

    @Nested
    class What_it_made_at_the_system {

        @Test
        void can_be_taken_away_and_made_again() {
            live("items");
            closeFeeds();
            assertThat(connector().remove()).isNotNull();
            users().insert("items", item(1, "a"));
            assertThat(feed(connector(), null, "items").snapshot(1)).hasSize(1);
        }
    }

    private Row pair(int left, String right, String value) {
        return row(
                "pairs",
                "left",
                Value.of(left),
                "right",
                Value.of(right),
                "value",
                Value.of(value));
    }
}
