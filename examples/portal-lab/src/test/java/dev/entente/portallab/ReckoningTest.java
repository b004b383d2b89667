package dev.entente.portallab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReckoningTest {
    private static final String KEY = "A-1";

    private final Ledger ledger = new Ledger();

    @Nested
    class An_edit {

        @Test
        void that_is_at_both_ends_is_present() {
            change(Site.PORTAL, "note", "old", "new");
            assertThat(reckon(request("new"), request("new"), Set.of()))
                    .isEqualTo(new Reckoning(1, 0, 0, 0, List.of()));
        }

        @Test
        void that_is_at_one_end_only_is_lost() {
            change(Site.PORTAL, "note", "old", "new");
            assertThat(reckon(request("new"), request("old"), Set.of()).lost())
                    .singleElement()
                    .asString()
                    .contains(KEY, "note", "from old to new", "portal", "\n    seen at");
        }

        @Test
        void that_somebody_had_before_them_is_superseded() {
            change(Site.PORTAL, "note", "old", "new");
            change(Site.LAB, "note", "new", "newer");
            assertThat(reckon(request("newer"), request("newer"), Set.of()))
                    .isEqualTo(new Reckoning(1, 1, 0, 0, List.of()));
        }

        @Test
        void that_nobody_had_before_them_is_lost_unless_the_journal_keeps_it() {
            change(Site.PORTAL, "note", "old", "theirs");
            change(Site.LAB, "note", "old", "ours");
            assertThat(reckon(request("ours"), request("ours"), Set.of()).lost()).hasSize(1);
            assertThat(reckon(request("ours"), request("ours"), Set.of("theirs")))
                    .isEqualTo(new Reckoning(1, 0, 0, 1, List.of()));
        }
    }

    @Nested
    class A_delete {

        @Test
        void is_present_where_the_record_is_gone_and_supersedes_what_it_saw() {
            change(Site.PORTAL, "note", "old", "new");
            ledger.add(List.of(new Edit.Removal(Site.LAB, Kind.TEST_REQUEST, KEY, card("new"))), 1);
            assertThat(reckon(nothing(), nothing(), Set.of()))
                    .isEqualTo(new Reckoning(1, 1, 0, 0, List.of()));
        }

        @Test
        void does_not_excuse_an_edit_that_it_did_not_see() {
            change(Site.PORTAL, "note", "old", "new");
            ledger.add(List.of(new Edit.Removal(Site.LAB, Kind.TEST_REQUEST, KEY, card("old"))), 1);
            assertThat(reckon(nothing(), nothing(), Set.of()).lost()).hasSize(1);
        }

        @Test
        void is_lost_where_the_record_lives_and_the_journal_does_not_say_why() {
            ledger.add(List.of(new Edit.Removal(Site.LAB, Kind.TEST_REQUEST, KEY, card("old"))), 1);
            assertThat(reckon(request("old"), request("old"), Set.of()).lost()).hasSize(1);
            assertThat(reckon(request("old"), request("old"), Set.of("revived")).lost()).isEmpty();
        }
    }

    @Nested
    class Counts {

        @Test
        void are_merged_where_the_sum_is_there() {
            count(Site.PORTAL, -3);
            count(Site.LAB, 10);
            assertThat(Reckoning.of(ledger, kit(100), kit(107), kit(107), keeping(Set.of())))
                    .isEqualTo(new Reckoning(0, 0, 2, 0, List.of()));
        }

        @Test
        void are_lost_where_one_is_missing() {
            count(Site.PORTAL, -3);
            count(Site.LAB, 10);
            assertThat(Reckoning.of(ledger, kit(100), kit(110), kit(110), keeping(Set.of())).lost())
                    .singleElement()
                    .asString()
                    .contains("should be 107");
        }

        private void count(Site site, long delta) {
            ledger.add(List.of(new Edit.Count(site, Kind.KIT, "K-1", Table.COUNTER, delta)), 1);
        }

        private static Picture kit(long count) {
            return picture(
                    Kind.KIT,
                    "K-1",
                    new Card(new TreeMap<>(Map.of(Table.COUNTER, Long.toString(count)))));
        }
    }

    private void change(Site site, String field, String from, String to) {
        ledger.add(List.of(new Edit.Change(site, Kind.TEST_REQUEST, KEY, field, from, to)), 1);
    }

    private Reckoning reckon(Picture portal, Picture lab, Set<String> kept) {
        return Reckoning.of(ledger, request("old"), portal, lab, keeping(kept));
    }

    private static Reckoning.Journal keeping(Set<String> values) {
        return new Reckoning.Journal() {
            @Override
            public boolean keeps(Kind kind, String key, String field, @Nullable String value) {
                return value != null && values.contains(value);
            }

            @Override
            public boolean tellsOfLife(Kind kind, String key) {
                return values.contains("revived");
            }

            @Override
            public List<String> story(Kind kind, String key) {
                return List.of("seen at the portal");
            }
        };
    }

    private static Card card(String note) {
        return new Card(new TreeMap<>(Map.of("note", note)));
    }

    private static Picture request(String note) {
        return picture(Kind.TEST_REQUEST, KEY, card(note));
    }

    private static Picture nothing() {
        return new Picture(Map.of());
    }

    private static Picture picture(Kind kind, String key, Card card) {
        Map<Kind, SortedMap<String, Card>> cards = new EnumMap<>(Kind.class);
        cards.put(kind, new TreeMap<>(Map.of(key, card)));
        return new Picture(cards);
    }
}
