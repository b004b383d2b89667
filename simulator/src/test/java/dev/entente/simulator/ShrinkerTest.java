package dev.entente.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.simulator.check.Breach;
import dev.entente.simulator.check.Invariant;
import dev.entente.testkit.system.Faults;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final int MOST = 400;

    /** Red with three edits and more, as long as connections are lost. */
    private static @Nullable Breach judge(Plan plan) {
        boolean red = plan.manners().edits() >= 3 && !plan.weather().faults().equals(Faults.NONE);
        return red ? breach(Invariant.I6) : null;
    }

    private static Breach breach(Invariant invariant) {
        return new Breach(invariant, "what was found", "a story");
    }

    private static Shrinker.Red<Plan> red() {
        for (long seed = 17; ; seed++) {
            Plan plan = Plan.drawn(seed);
            Breach breach = judge(plan);
            if (breach != null) {
                return new Shrinker.Red<>(plan, breach);
            }
        }
    }

    @Nested
    class A_red_history {

        @Test
        void loses_all_that_it_is_red_without() {
            Shrinker<Plan> shrinker = new Shrinker<>(ShrinkerTest::judge, Plan::smaller, MOST);
            Plan plan = shrinker.smallest(red()).plan();
            assertThat(plan.manners().edits()).isEqualTo(3);
            assertThat(plan.weather().faults()).isNotEqualTo(Faults.NONE);
            assertThat(plan.weather().crashes() + plan.weather().outages()).isZero();
            assertThat(plan.working()).hasSize(1);
            assertThat(plan.manners().numbers()).isEqualTo(1);
            assertThat(plan.seconds()).isZero();
        }

        @Test
        void stays_as_it_is_where_all_that_is_smaller_breaks_something_else() {
            Shrinker<Plan> shrinker =
                    new Shrinker<>(_ -> breach(Invariant.I1), Plan::smaller, MOST);
            Shrinker.Red<Plan> red = red();
            assertThat(shrinker.smallest(red)).isEqualTo(red);
            assertThat(shrinker.tried()).isPositive();
        }

        @Test
        void is_not_tried_for_ever() {
            Shrinker<Plan> shrinker = new Shrinker<>(ShrinkerTest::judge, Plan::smaller, 7);
            assertThat(judge(shrinker.smallest(red()).plan())).isNotNull();
            assertThat(shrinker.tried()).isEqualTo(7);
        }
    }
}
