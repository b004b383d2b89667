package dev.entente.core.step;

import static dev.entente.core.step.Dialogue.A;
import static dev.entente.core.step.Dialogue.B;
import static dev.entente.core.step.Dialogue.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Policy;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * R1 to R23, each with the history that made it necessary. Rules of which a part is the engine's
 * (R11, R15) have that part among the engine's scenarios. What no system needs yet (R13, R20, and
 * of R8 what idempotency keys do) has neither code nor scenario: {@code docs/invariants.md}.
 */
class RulesScenario {
    private static final Policy LATEST = new Policy.LastWriterWins();

    private static Entity entity(int systems, Policy... policies) {
        return Fields.entity(systems, DeletePolicy.UPDATE_WINS, List.of(policies));
    }

    /** The second system normalises its first field. */
    private static Entity normalising(Policy policy) {
        return Fields.with(entity(2, policy), B, 0, new Branch.Use(true, true, Fields.TRIMMED));
    }

    /** The second system orders nothing: no versions, late readings. */
    private static Entity unordered(Policy... policies) {
        Entity entity = entity(2, policies);
        Branch b = entity.branches().get(B);
        return new Entity(
                entity.name(),
                entity.fields(),
                entity.matches(),
                entity.deletes(),
                List.of(
                        entity.branches().getFirst(),
                        new Branch(B, b.system(), b.fields(), b.rights(), false)));
    }

    private static Value v(String text) {
        return Value.of(text);
    }

    private static Value n(long whole) {
        return Value.of(whole);
    }

    private static Value set(String... elements) {
        return new Value.Items(List.of(elements).stream().map(Value::of).toList());
    }

    @Nested
    class R1_what_was_not_sent_is_an_observation {

        @Test
        void we_send_f_and_a_trigger_changes_g() {
            Dialogue told = new Dialogue(entity(2, LATEST, LATEST)).met(v("f0"), v("g0"));
            told.sees(A, v("f1"), v("g0")).applied(B, v("f1"), v("g1"));
            assertThat(told.head(1)).isEqualTo(v("g1"));
            assertThat(told.isQuiet(B)).isTrue();
            assertThat(told.unsettled(A).values().get(1)).isEqualTo(v("g1"));
        }
    }

    @Nested
    class R2_a_pair_is_learned_from_a_declared_normal_form_alone {

        @Test
        void a_trigger_overrides_what_we_sent() {
            Dialogue told = new Dialogue(entity(2, LATEST, LATEST)).met(v("f0"), v("g0"));
            told.sees(A, v("f1"), v("t71")).applied(B, v("f1"), v("t88"));
            assertThat(told.head(1)).isEqualTo(v("t88"));
            assertThat(told.unsettled(A).values().get(1)).isEqualTo(v("t88"));
        }

        @Test
        void the_normal_form_is_no_difference() {
            Dialogue told = new Dialogue(normalising(LATEST)).met(v("x"));
            told.sees(A, v(" Ab ")).applied(B, v("ab"));
            assertThat(told.head(0)).isEqualTo(v(" Ab "));
            assertThat(told.isQuiet(A) && told.isQuiet(B)).isTrue();
        }

        @Test
        void a_system_that_never_takes_the_owner_s_value_is_left_alone() {
            Dialogue told = new Dialogue(entity(2, new Policy.Owner(A))).met(v("x"));
            told.sees(A, v("y")).applied(B, v("forced"));
            assertThat(told.tells(Fact.NotTaken.class)).isTrue();
            assertThat(told.head(0)).isEqualTo(v("y"));
            assertThat(told.isQuiet(B)).isTrue();
        }
    }

    @Nested
    class R3_a_success_that_shows_nothing_is_read_back {

        @Test
        void an_answer_of_204_and_a_user_who_comes_between() {
            Dialogue told = new Dialogue(unordered(LATEST)).met(v("v0"));
            told.sees(A, v("v1")).accepted(B);
            assertThat(told.isQuiet(B)).isFalse();
            told.readBack(B, Event.Landed.YES, v("v2"));
            assertThat(told.head(0)).isEqualTo(v("v2"));
            assertThat(told.replica(B).seen().values().get(0)).isEqualTo(v("v2"));
            assertThat(told.unsettled(A).values().get(0)).isEqualTo(v("v2"));
        }
    }

    @Nested
    class R4_the_policy_is_asked_first {

        @Test
        void a_quiet_record_is_edited_where_its_owner_is_not() {
            Dialogue told = new Dialogue(entity(2, new Policy.Owner(A))).met(v("x"));
            told.sees(B, v("y"));
            assertThat(told.head(0)).isEqualTo(v("x"));
            assertThat(told.changes(0).getLast().lost()).isEqualTo(v("y"));
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("x"));
        }
    }

    @Nested
    class R5_a_counter_adds_every_difference {

        @Test
        void five_here_and_five_there_are_ten() {
            Dialogue told = new Dialogue(entity(2, new Policy.Counter(-1))).met(n(10));
            told.sees(A, n(15)).sees(B, n(15)).refused(B, n(15));
            assertThat(told.head(0)).isEqualTo(n(20));
        }
    }

    @Nested
    class R6_a_counter_without_a_base_never_adds {

        @Test
        void both_make_the_record_with_a_number_of_their_own() {
            Dialogue told = new Dialogue(entity(2, new Policy.Counter(-1)));
            told.sees(A, n(10)).sees(B, n(12));
            assertThat(told.head(0)).isEqualTo(n(12));
            assertThat(told.changes(0).getLast().lost()).isEqualTo(n(10));
        }
    }

    @Nested
    class R7_a_pair_is_equality {

        @Test
        void an_edit_over_a_normal_form_is_in_conflict_with_nobody() {
            Dialogue told = new Dialogue(normalising(LATEST)).met(v("x"));
            told.sees(A, v(" Ab ")).applied(B, v("ab")).sees(B, v("abc"));
            assertThat(told.lastRule(0)).isEqualTo(Rule.FAST_FORWARD);
            assertThat(told.head(0)).isEqualTo(v("abc"));
        }

        @Test
        void a_delete_of_a_normal_form_is_contradicted_by_nobody() {
            Dialogue told = new Dialogue(normalising(LATEST)).met(v("x"));
            told.sees(A, v(" Ab ")).applied(B, v("ab")).seesGone(B);
            assertThat(told.isDeleted()).isTrue();
        }
    }

    @Nested
    class R8_what_may_have_landed {

        @Test
        void is_not_inferred_for_a_counter() {
            Dialogue told = new Dialogue(entity(2, new Policy.Counter(-1))).met(n(10));
            told.sees(A, n(15)).readBack(B, Event.Landed.UNKNOWN, n(15));
            Parked parked = told.replica(B).parked();
            assertThat(parked).isNotNull();
            assertThat(parked.kind()).isEqualTo(Parked.Kind.AMBIGUOUS_WRITE);
        }

        @Test
        void did_where_the_value_is_there() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("x"));
            told.sees(A, v("y")).readBack(B, Event.Landed.UNKNOWN, v("y"));
            assertThat(told.isQuiet(A) && told.isQuiet(B)).isTrue();
        }

        @Test
        void did_not_where_the_base_is_there() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("x"));
            told.sees(A, v("y")).readBack(B, Event.Landed.UNKNOWN, v("x"));
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("y"));
        }

        @Test
        void is_told_field_by_field() {
            Dialogue told = new Dialogue(entity(2, LATEST, LATEST)).met(v("f0"), v("g0"));
            told.sees(A, v("f1"), v("g1")).readBack(B, Event.Landed.UNKNOWN, v("f1"), v("g9"));
            assertThat(told.head(0)).isEqualTo(v("f1"));
            assertThat(told.head(1)).isEqualTo(v("g9"));
            assertThat(told.tells(Fact.Ambiguous.class)).isTrue();
        }

        @Test
        void may_be_of_another_who_made_the_same_record() {
            Dialogue told =
                    new Dialogue(entity(2, LATEST, LATEST)).lacks(B).sees(A, v("f"), v("g"));
            told.readBack(B, Event.Landed.UNKNOWN, v("f"), v("other"));
            assertThat(told.head(1)).isEqualTo(v("other"));
            assertThat(told.tells(Fact.Ambiguous.class)).as("that is in the journal").isTrue();
        }
    }

    @Nested
    class R9_an_attempt_that_was_given_up_may_land_late {

        @Test
        void a_delete_is_given_up_and_lands_after_the_record_was_revived() {
            Dialogue told = new Dialogue(unordered(LATEST)).met(v("v0"));
            told.seesGone(A).readBack(B, Event.Landed.UNKNOWN, v("v1"));
            assertThat(told.isDeleted()).isFalse();
            told.seesGone(B);
            assertThat(told.isDeleted()).isFalse();
            assertThat(told.unsettled(A).kind()).isEqualTo(Write.Kind.CREATE);
            told.appliedUnder(Key.of(v("k2")), A);
            assertThat(told.unsettled(B).kind()).isEqualTo(Write.Kind.CREATE);
        }

        @Test
        void it_lands_after_we_have_gone_on() {
            Dialogue told = new Dialogue(unordered(LATEST)).met(v("v7"));
            told.sees(A, v("v10")).readBack(B, Event.Landed.UNKNOWN, v("v7")).sees(A, v("v38"));
            while (!told.isQuiet(B)) {
                told.applied(B);
            }
            told.sees(B, v("v10"));
            assertThat(told.head(0)).isEqualTo(v("v38"));
            assertThat(told.replica(B).seen().values().get(0)).isEqualTo(v("v10"));
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("v38"));
        }
    }

    @Nested
    class R10_every_value_has_the_stamp_of_its_edit {

        @Test
        void the_clock_of_one_side_is_ten_minutes_ahead() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("v0"));
            told.sees(A, told.now() + 600_000_000L, v("before"));
            told.sees(B, v("after")).refused(B, v("after"));
            assertThat(told.head(0)).isEqualTo(v("after"));
        }

        @Test
        void two_agree_on_one_value_and_a_third_edits_between() {
            Dialogue one = new Dialogue(entity(3, LATEST)).met(v("v0"));
            long t = one.now();
            one.sees(B, t + 1, v("v9")).sees(A, t + 2, v("v1")).sees(C, t + 3, v("v9"));
            Dialogue other = new Dialogue(entity(3, LATEST)).met(v("v0"));
            other.sees(C, t + 3, v("v9")).sees(B, t + 1, v("v9")).sees(A, t + 2, v("v1"));
            settle(one, v("v9"));
            settle(other, v("v9"));
            assertThat(one.head(0)).isEqualTo(v("v9"));
            assertThat(other.head(0)).isEqualTo(v("v9"));
        }

        @Test
        void there_and_back_again_is_later_than_what_came_between() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("x"));
            long t = told.now();
            told.sees(A, t + 1, v("y")).sees(A, t + 3, v("x")).sees(B, t + 2, v("z"));
            settle(told, v("z"));
            assertThat(told.head(0)).isEqualTo(v("x"));
        }

        /** Refuses what is on its way to who holds something else, so that what waits comes in. */
        private static void settle(Dialogue told, Value held) {
            for (int branch = 0; branch < told.link().replicas().size(); branch++) {
                Write write = told.replica(branch).flight().unsettled();
                if (write != null && !told.replica(branch).flight().waiting().isEmpty()) {
                    told.refused(branch, held);
                }
            }
        }
    }

    @Nested
    class R11_a_time_is_only_a_hint {

        @Test
        void two_changes_within_one_second_both_count() {
            Dialogue told = new Dialogue(unordered(LATEST)).met(v("v0"));
            long second = 1_000_000;
            told.sees(B, second, v("v1")).sees(B, second, v("v2"));
            assertThat(told.head(0)).isEqualTo(v("v2"));
        }
    }

    @Nested
    class R12_what_waited_at_a_system_without_order_is_doubted {

        @Test
        void its_old_value_waits_behind_our_write() {
            Dialogue told = new Dialogue(unordered(LATEST)).met(v("v0"));
            told.sees(A, v("v1")).sees(B, v("v0")).applied(B);
            assertThat(told.head(0)).isEqualTo(v("v1"));
            assertThat(told.isQuiet(A)).isTrue();
        }

        @Test
        void an_ordered_one_is_taken_at_its_word() {
            Dialogue told = new Dialogue(entity(2, LATEST, LATEST)).met(v("f0"), v("g0"));
            told.sees(A, v("f1"), v("g0")).sees(B, v("f0"), v("g1"));
            told.refused(B, v("f0"), v("g1"));
            assertThat(told.head(1)).isEqualTo(v("g1"));
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("f1"));
        }
    }

    @Nested
    class R14_a_key_that_was_left_says_nothing {

        @Test
        void its_notice_comes_again_after_the_record_got_another() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("x"));
            told.sees(B, v("y")).seesGone(A).refusedGone(A);
            told.appliedUnder(Key.of(v("k2")), A);
            told.seesGone(Dialogue.key(A), A);
            assertThat(told.isDeleted()).isFalse();
            assertThat(told.replica(A).isPresent()).isTrue();
        }

        @Test
        void what_stands_under_another_is_no_old_news_beside_it() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("x"));
            told.seesGone(B).applied(A).sees(B, v("again"));
            Write create = told.unsettled(A);
            Reading there =
                    new Reading(
                            Key.of(v("k2")),
                            Standing.PRESENT,
                            Row.of(v("x")),
                            Row.empty(1),
                            new Version.Position(11));
            told.happens(now -> new Event.Refused(A, create.id(), there, now));
            assertThat(told.isQuiet(A)).as("until the feed has told of it").isTrue();
        }
    }

    @Nested
    class R15_a_create_that_finds_something_links_it {

        @Test
        void without_a_base() {
            Dialogue told = new Dialogue(entity(2, LATEST, new Policy.Counter(-1)));
            told.happens(now -> new Event.Unlisted(B, now)).sees(A, v("x"), n(10));
            assertThat(told.unsettled(B).kind()).isEqualTo(Write.Kind.CREATE);
            told.refused(B, v("x"), n(12)).sees(B, v("x"), n(12));
            assertThat(told.replica(B).isPresent()).isTrue();
            assertThat(told.head(1)).isEqualTo(n(12));
        }
    }

    @Nested
    class R16_every_copy_has_its_generation {

        @Test
        void the_late_delete_of_the_first_does_not_kill_the_second() {
            Dialogue told = new Dialogue(entity(3, LATEST)).met(v("x"));
            told.seesGone(A).applied(B).sees(A, v("again"));
            assertThat(told.link().generation()).isEqualTo(1);
            told.seesGone(C);
            told.applied(C);
            assertThat(told.isDeleted()).isFalse();
            assertThat(told.unsettled(C).kind()).isEqualTo(Write.Kind.CREATE);
            assertThat(told.head(0)).isEqualTo(v("again"));
        }

        @Test
        void update_wins_begins_none() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("x"));
            told.sees(B, v("y")).seesGone(A);
            told.refusedGone(A);
            assertThat(told.link().generation()).isZero();
            assertThat(told.unsettled(A).kind()).isEqualTo(Write.Kind.CREATE);
        }
    }

    @Nested
    class R17_a_delete_is_contradicted_in_the_fields_that_its_author_had {

        private final Entity entity = Fields.with(entity(3, LATEST, LATEST), C, 1, Branch.Use.NONE);

        @Test
        void c_has_no_g_and_deletes_and_b_edits_g() {
            Dialogue deleteFirst = new Dialogue(entity);
            begin(deleteFirst);
            deleteFirst.seesGone(C).sees(B, v("f0"), v("g1"));
            Dialogue editFirst = new Dialogue(entity);
            begin(editFirst);
            editFirst.sees(B, v("f0"), v("g1")).seesGone(C);
            assertThat(deleteFirst.isDeleted()).isTrue();
            assertThat(editFirst.isDeleted()).isTrue();
        }

        private static void begin(Dialogue told) {
            told.sees(A, v("f0"), v("g0")).sees(B, v("f0"), v("g0")).seesOnly(C, v("f0"));
        }
    }

    @Nested
    class R18_a_set_merges_element_by_element {

        @Test
        void a_adds_x_and_b_adds_x_and_a_removes_x() {
            Dialogue told = new Dialogue(entity(2, new Policy.SetMerge())).met(set());
            long t = told.now();
            told.sees(A, t + 1, set("x")).sees(A, t + 2, set()).sees(B, t + 3, set("x"));
            told.refused(B, set("x"));
            assertThat(told.head(0)).isEqualTo(set("x"));
        }
    }

    @Nested
    class R19_leaving_the_scope_is_no_delete {

        @Test
        void our_own_write_makes_the_record_leave() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("open"));
            told.sees(A, v("closed")).applied(B).leavesScope(B);
            assertThat(told.isDeleted()).isFalse();
            assertThat(told.replica(B).seen().values().get(0)).isEqualTo(v("closed"));
            told.sees(A, v("closed for good"));
            assertThat(told.isQuiet(B)).isTrue();
        }
    }

    @Nested
    class R21_normal_forms_are_kept_for_each_element {

        @Test
        void a_system_trims_one_element_and_a_user_adds_another() {
            Branch.Use trims =
                    new Branch.Use(
                            true,
                            true,
                            value ->
                                    new Value.Items(
                                            UserEdit.items(value).stream()
                                                    .map(Fields.TRIMMED::of)
                                                    .toList()));
            Entity entity = Fields.with(entity(2, new Policy.SetMerge()), B, 0, trims);
            Dialogue told = new Dialogue(entity).met(set());
            told.sees(A, set("Big")).applied(B, set("big")).sees(B, set("big", "small"));
            assertThat(told.head(0)).isEqualTo(set("Big", "small"));
        }
    }

    @Nested
    class R22_a_field_that_was_never_seen_is_unknown {

        @Test
        void a_field_is_added_to_the_mapping() {
            Dialogue told = new Dialogue(entity(2, LATEST, new Policy.Counter(-1)));
            told.met(v("x"), n(3));
            told.forgetting(link -> {
                Seen seen = link.replica(B).seen();
                Seen without =
                        new Seen(
                                seen.values().with(1, null),
                                seen.marks().with(1, null),
                                seen.paired(),
                                seen.residue(),
                                seen.version());
                return link.withReplica(B, link.replica(B).withSeen(without));
            });
            told.sees(B, v("x"), n(5));
            assertThat(told.head(1)).isEqualTo(n(5));
            assertThat(told.changes(1).getLast().base()).isNull();
        }
    }

    @Nested
    class R23_systems_that_answer_each_other_are_stopped {

        @Test
        void two_triggers_that_fire_after_the_write_override_each_other() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("v0"));
            told.sees(A, v("v1"));
            int writes = 0;
            while (told.replica(A).parked() == null && told.replica(B).parked() == null) {
                int to = told.isQuiet(B) ? A : B;
                told.applied(to).triggered(to, v("answer " + ++writes));
                assertThat(writes).isLessThan(100);
            }
            assertThat(writes).isGreaterThan(3);
        }

        @Test
        void two_triggers_override_each_other() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("v0"));
            told.sees(A, v("v1"));
            int writes = 0;
            while (told.replica(A).parked() == null && told.replica(B).parked() == null) {
                int to = told.isQuiet(B) ? A : B;
                told.applied(to, v("answer " + ++writes));
                assertThat(writes).isLessThan(100);
            }
            assertThat(writes).isGreaterThan(3);
        }
    }

    @Nested
    class What_a_create_found_in_its_way {

        @Test
        void is_gone_before_the_feed_tells_of_it() {
            Dialogue told = new Dialogue(entity(2, LATEST));
            told.lacks(B).sees(A, v("phoned")).refused(B, v("typed"));
            assertThat(told.isQuiet(B)).isTrue();
            told.seesGone(B);
            assertThat(told.tells(Fact.CameAndWent.class)).isTrue();
            assertThat(told.unsettled(B).kind()).isEqualTo(Write.Kind.CREATE);
        }
    }

    @Nested
    class What_a_system_does_not_take {

        private Dialogue rejectedAt(int branch) {
            Dialogue told = new Dialogue(entity(2, LATEST, LATEST)).met(v("f0"), v("g0"));
            return told.sees(A, v("too long"), v("g0")).rejected(branch, Parked.Kind.REJECTED);
        }

        @Test
        void waits_while_nothing_changes() {
            Dialogue told = rejectedAt(B).sees(A, v("too long"), v("g0"));
            assertThat(told.isQuiet(B)).isTrue();
            assertThat(told.replica(B).parked()).isNotNull();
        }

        @Test
        void is_tried_again_once_the_record_is_mended() {
            Dialogue told = rejectedAt(B).sees(A, v("short"), v("g0"));
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("short"));
            assertThat(told.replica(B).parked()).isNull();
            assertThat(told.tells(Fact.TakenUp.class)).isTrue();
        }

        @Test
        void is_tried_again_once_somebody_changed_it_there() {
            Dialogue told = rejectedAt(B).sees(B, v("f0"), v("g1"));
            assertThat(told.unsettled(B).values().get(0)).isEqualTo(v("too long"));
        }

        @Test
        void is_made_there_by_somebody_else_in_the_meantime() {
            Dialogue told = new Dialogue(entity(2, LATEST));
            told.lacks(B).sees(A, v("phoned")).rejected(B, Parked.Kind.REJECTED);
            told.sees(B, v("typed"));
            assertThat(told.head(0)).isEqualTo(v("typed"));
            assertThat(told.unsettled(A).values().get(0)).isEqualTo(v("typed"));
            assertThat(told.replica(B).parked()).isNull();
        }

        @Test
        void nobody_can_tell_waits_for_a_person_whatever_changes() {
            Dialogue told = new Dialogue(entity(2, LATEST)).met(v("x"));
            told.sees(A, v("y")).rejected(B, Parked.Kind.AMBIGUOUS_WRITE).sees(A, v("z"));
            assertThat(told.isQuiet(B)).isTrue();
        }
    }
}
