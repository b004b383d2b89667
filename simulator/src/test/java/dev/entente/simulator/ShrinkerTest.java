package dev.entente.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.simulator.check.Breach;
import dev.entente.simulator.check.Invariant;
import dev.entente.testkit.system.Faults;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final long SEED = 17;

    private final List<Verdict> heard = new ArrayList<>();

    /** Red with three edits and more, as long as connections are lost. */
    private static Verdict judge(long seed, Plan plan) {
        boolean red = plan.manners().edits() >= 3 && !plan.weather().faults().equals(Faults.NONE);
        return verdict(seed, plan, red ? breach(Invariant.I6) : null);
    }

    private static Verdict verdict(long seed, Plan plan, @Nullable Breach breach) {
        return new Verdict(seed, plan, 1, 1, 1, breach);
    }

    private static Breach breach(Invariant invariant) {
        return new Breach(invariant, "what was found", "a story");
    }

    private static Verdict red() {
        for (long seed = SEED; ; seed++) {
            Verdict verdict = judge(seed, Plan.drawn(seed));
            if (verdict.isRed()) {
                return verdict;
            }
        }
    }

    @Nested
    class A_red_history {

        @Test
        void loses_all_that_it_is_red_without() {
            Shrinker shrinker = new Shrinker(ShrinkerTest::judge, heard::add);
            Plan plan = shrinker.smallest(red()).plan();
            assertThat(plan.manners().edits()).isEqualTo(3);
            assertThat(plan.weather().faults()).isNotEqualTo(Faults.NONE);
            assertThat(plan.weather().crashes() + plan.weather().outages()).isZero();
            assertThat(plan.working()).hasSize(1);
            assertThat(plan.manners().numbers()).isEqualTo(1);
            assertThat(plan.seconds()).isZero();
            assertThat(heard).isNotEmpty().allMatch(Verdict::isRed);
        }

        @Test
        void stays_as_it_is_where_all_that_is_smaller_breaks_something_else() {
            Verdict red = red();
            Shrinker shrinker =
                    new Shrinker(
                            (seed, plan) -> verdict(seed, plan, breach(Invariant.I1)), heard::add);
            assertThat(shrinker.smallest(red)).isEqualTo(red);
            assertThat(shrinker.tried()).isPositive();
        }

        @Test
        void names_the_line_that_shows_it_again() {
            assertThat(verdict(SEED, Plan.drawn(SEED), breach(Invariant.I6)).line())
                    .isEqualTo("entente simulate --seed 17");
        }
    }
}
