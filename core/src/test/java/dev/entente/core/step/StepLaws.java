package dev.entente.core.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.Seed;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Policy;
import dev.entente.core.step.Setting.Clock;
import dev.entente.core.step.Setting.Habits;
import dev.entente.core.step.World.Kind;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Steps between fake systems, without an engine: whatever users do, and in whatever order it
 * arrives, is carried out and is answered, the systems agree in the end, and every edit is
 * accounted for (I1–I4, I6, I8, I13–I17, I21). Small histories completely, large ones by chance.
 */
class StepLaws {
    static final List<Policy> POLICIES = Fields.POLICIES;

    private static final Habits LISTED = new Habits(Clock.TRUE, false, false, true, true, true);
    private static final Habits TIMED = new Habits(Clock.SCRIPT, false, true, true, true, true);

    @Nested
    class Two_users_edit_one_field_and_every_order_is_tried {

        @ParameterizedTest
        @FieldSource("dev.entente.core.step.StepLaws#POLICIES")
        void two_edits_here_and_one_there(Policy policy) {
            Entity entity = Fields.entity(2, DeletePolicy.ASK, List.of(policy));
            for (List<UserEdit> here : pairs(Fields.menu(entity.fields().getFirst()))) {
                for (UserEdit there : Fields.menu(entity.fields().getFirst())) {
                    explore(entity, 0, List.of(here, List.of(there)));
                }
            }
        }

        @ParameterizedTest
        @FieldSource("dev.entente.core.step.StepLaws#POLICIES")
        void one_edit_at_each_of_three(Policy policy) {
            Entity entity = Fields.entity(3, DeletePolicy.ASK, List.of(policy));
            List<UserEdit> menu = Fields.menu(entity.fields().getFirst());
            for (UserEdit first : menu) {
                for (UserEdit second : menu) {
                    explore(entity, 0, List.of(List.of(first), List.of(second), List.of()));
                }
            }
        }

        @ParameterizedTest
        @FieldSource("dev.entente.core.step.StepLaws#POLICIES")
        void one_edit_at_each_while_something_goes_wrong(Policy policy) {
            Entity entity = Fields.entity(2, DeletePolicy.ASK, List.of(policy));
            List<UserEdit> menu = Fields.menu(entity.fields().getFirst());
            for (UserEdit here : menu) {
                for (UserEdit there : menu) {
                    explore(entity, 1, List.of(List.of(here), List.of(there)));
                }
            }
        }
    }

    @Nested
    class Records_come_and_go_and_every_order_is_tried {

        @ParameterizedTest
        @EnumSource
        void one_deletes_and_the_other_does_anything(DeletePolicy deletes) {
            Entity entity = Fields.entity(2, deletes, List.of(new Policy.LastWriterWins()));
            List<UserEdit> menu = presence();
            for (UserEdit first : menu) {
                for (UserEdit second : menu) {
                    List<UserEdit> here = List.of(new UserEdit.Delete(), first);
                    explore(entity, 0, List.of(here, List.of(second)));
                }
            }
        }

        @ParameterizedTest
        @EnumSource
        void answers_are_lost_meanwhile(DeletePolicy deletes) {
            Entity entity = Fields.entity(2, deletes, List.of(new Policy.LastWriterWins()));
            List<UserEdit> menu = presence();
            for (UserEdit first : menu) {
                for (UserEdit second : menu) {
                    explore(entity, 1, List.of(List.of(first), List.of(second)));
                }
            }
        }

        private static List<UserEdit> presence() {
            Row row = Row.of(Value.of("new"));
            return List.of(
                    new UserEdit.Put(0, Value.of("x")),
                    new UserEdit.Delete(),
                    new UserEdit.Create(row, true),
                    new UserEdit.Create(row, false));
        }
    }

    @Nested
    class All_users_are_done_before_anything_arrives {
        private static final String ASKED = "a person decides";

        @ParameterizedTest
        @FieldSource("dev.entente.core.step.StepLaws#POLICIES")
        void and_every_order_of_arrival_gives_the_same_record(Policy policy) {
            Entity entity = Fields.entity(3, DeletePolicy.ASK, List.of(policy));
            List<UserEdit> menu = Fields.menu(entity.fields().getFirst());
            for (UserEdit first : menu) {
                for (UserEdit second : menu) {
                    for (UserEdit third : menu) {
                        List<List<UserEdit>> all =
                                List.of(List.of(first), List.of(second), List.of(third));
                        assertThat(ends(entity, all, Story::show)).as("I4: %s", all).hasSize(1);
                    }
                }
            }
        }

        /**
         * Also one that goes back to what was there, while the other does something else: a write
         * whose condition is a value finds what it expects, and the feed tells afterwards.
         */
        @ParameterizedTest
        @FieldSource("dev.entente.core.step.StepLaws#POLICIES")
        void and_one_of_them_edits_twice(Policy policy) {
            Entity entity = Fields.entity(2, DeletePolicy.ASK, List.of(policy));
            List<UserEdit> menu = Fields.menu(entity.fields().getFirst());
            for (List<UserEdit> twice : pairs(menu)) {
                for (UserEdit once : menu) {
                    oneEnd(entity, List.of(twice, List.of(once)));
                    oneEnd(entity, List.of(List.of(once), twice));
                }
            }
        }

        /**
         * The order of a list says nothing. Whether a person is asked may depend on the order of
         * arrival: a value that two agreed on is not in question any more.
         */
        private static void oneEnd(Entity entity, List<List<UserEdit>> scripts) {
            Policy policy = entity.fields().getFirst().policy();
            boolean isList = policy instanceof Policy.ListMerge;
            Set<String> ends =
                    ends(entity, scripts, row -> Story.show(isList ? Fields.unordered(row) : row));
            if (policy instanceof Policy.Ask && ends.size() > 1) {
                ends.remove(ASKED);
            }
            assertThat(ends).as("I4: %s", scripts).hasSize(1);
        }

        /** Every way in which it may end. */
        private static Set<String> ends(
                Entity entity, List<List<UserEdit>> scripts, Function<Row, String> shown) {
            World world = synced(entity, TIMED).goingOn(setting(entity, TIMED, 0, scripts));
            Story story = Story.told();
            for (int i = 0; i < scripts.size(); i++) {
                while (world.isEnabled(Kind.USER, i)) {
                    world = Moves.take(world, new World.Action(Kind.USER, i), story);
                }
            }
            Set<String> ends = new LinkedHashSet<>();
            for (World end : Explorer.explore(world)) {
                ends.add(
                        end.link().conflicts().isEmpty()
                                ? shown.apply(end.link().head().values())
                                : ASKED);
            }
            return ends;
        }
    }

    @Nested
    class First_meetings_in_every_order {

        @ParameterizedTest
        @FieldSource("dev.entente.core.step.StepLaws#POLICIES")
        void of_two_that_differ(Policy policy) {
            Entity entity = Fields.entity(2, DeletePolicy.ASK, List.of(policy));
            Row here = Row.of(Fields.initial(policy));
            UserEdit edit = Fields.menu(entity.fields().getFirst()).getFirst();
            for (Row there : Arrays.asList(edit.on(here), Row.of(Value.Null.NULL), null)) {
                for (Habits habits : List.of(Habits.PLAIN, LISTED)) {
                    List<@Nullable Row> initial = Arrays.asList(here, there);
                    Explorer.explore(
                            World.of(new Setting(entity, initial, none(2), List.of(), habits, 1)));
                }
            }
        }
    }

    @Nested
    class By_chance {

        @Test
        void anything_may_happen_to_several_fields_at_several_systems()
                throws InterruptedException {
            Seed.eachAtOnce(20_000, StepLaws::history);
        }

        /**
         * An edit that was learnt by reading back a lost answer took the time of the reading
         * (31704); one that the feed had told in part was taken for older than our write (3163).
         */
        @Test
        void seeds_that_broke_it_once() {
            history(Seed.of(31_704));
            history(Seed.of(3_163));
        }

        @Test
        @Tag("full")
        void for_a_long_time() throws InterruptedException {
            Seed.eachAtOnce(300_000, StepLaws::history);
        }
    }

    static void history(Seed seed) {
        Settings settings = new Settings(seed);
        World world = History.drawn(World.of(settings.first()), seed);
        History.drawn(world.goingOn(settings.next(world.setting())), seed);
    }

    private static void explore(Entity entity, int faults, List<List<UserEdit>> scripts) {
        Setting setting = setting(entity, LISTED, faults, scripts);
        Explorer.explore(synced(entity, LISTED).goingOn(setting));
    }

    private static Setting setting(
            Entity entity, Habits habits, int faults, List<List<UserEdit>> scripts) {
        Row row = initial(entity);
        return new Setting(
                entity,
                Collections.nCopies(scripts.size(), row),
                scripts,
                List.of(),
                habits,
                faults);
    }

    /** The record is everywhere alike, and Entente knows it. It took no write (I3). */
    private static World synced(Entity entity, Habits habits) {
        int systems = entity.branches().size();
        Setting alike =
                new Setting(
                        entity,
                        Collections.nCopies(systems, initial(entity)),
                        none(systems),
                        List.of(),
                        habits,
                        0);
        World world = History.finished(World.of(alike), Story.untold());
        AtRest.check(world);
        assertThat(world.link().tally().writes()).as("I3: writes without a change").isZero();
        return world;
    }

    private static List<List<UserEdit>> none(int systems) {
        return Collections.nCopies(systems, List.of());
    }

    private static Row initial(Entity entity) {
        return Row.of(
                entity.fields().stream()
                        .map(field -> Fields.initial(field.policy()))
                        .toArray(Value[]::new));
    }

    /** Every sequence of two. */
    private static List<List<UserEdit>> pairs(List<UserEdit> menu) {
        return menu.stream()
                .flatMap(first -> menu.stream().map(second -> List.of(first, second)))
                .toList();
    }
}
