package dev.entente.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.Seed;
import dev.entente.simulator.check.Breach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole engine between two systems, with people at both, while everything goes wrong. */
class EngineScenario {

    /** Five thousand of two hundred operations, and as many brief ones. */
    @Test
    void agrees_in_the_end_and_loses_nothing() throws InterruptedException {
        Seed.eachAtOnce(10_000, seed -> run(seed.number()));
    }

    @Test
    @Tag("full")
    void agrees_in_the_end_for_a_long_time() throws InterruptedException {
        Seed.eachAtOnce(100_000, seed -> run(seed.number()));
    }

    /**
     * What each of them showed: a losing answer to a question that nobody could find again (68,
     * 996), a batch sent again to a system that cannot tell (184), a question about a record that
     * is gone (1532), an edit neither present nor in the journal after a delete and a crash (3768),
     * a record that a refused write had found and that was gone before it could be linked (3833), a
     * person who could take no system's value (724), a create that another had made (3540), a
     * record that was made and gone before its key was known (728), the first of two edits of a
     * record whose create was read back (8800), a create that was sent again, found its row locked,
     * and was taken for never sent (908), an element of a set that Entente had put there and that
     * was taken for a user's (14201).
     */
    @ParameterizedTest
    @ValueSource(
            longs = {68, 184, 996, 1532, 3768, 3833, 5289, 724, 3540, 728, 8800, 908, 14201, 47815})
    void a_seed_that_broke_it_once(long seed) {
        run(seed);
    }

    /** A create that found a record under another key was made again without end. */
    @Test
    void a_kill_that_broke_it_once() {
        run(92, Plan.calm(92).withKills(76L));
    }

    @Test
    void killed_before_each_step_in_turn_it_agrees_in_the_end() {
        Seed.each(1, seed -> killedBeforeEachStep(seed, 1));
    }

    @Test
    @Tag("full")
    void killed_before_each_step_and_again_while_it_recovers_it_agrees_in_the_end() {
        Seed.each(10, seed -> killedBeforeEachStep(seed, 2));
    }

    @Test
    void same_seed_same_history() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(Verdict.ofTwo(seed, Plan.drawn(seed)).breach()).isNull();
        }
    }

    private static void killedBeforeEachStep(Seed seed, int times) {
        Plan plan = Plan.calm(seed.number());
        long steps = run(seed.number(), plan).stepsAtHealing();
        for (long step = 0; step < steps; step++) {
            run(
                    seed.number(),
                    times == 1
                            ? plan.withKills(step)
                            : plan.withKills(step, step + 1 + seed.below(40)));
        }
    }

    static Verdict run(long seed) {
        return run(seed, Plan.drawn(seed));
    }

    static Verdict run(long seed, Plan plan) {
        Verdict verdict = Verdict.of(seed, plan);
        Breach breach = verdict.breach();
        if (breach != null) {
            throw new AssertionError("%s%n%s%n%s".formatted(breach, breach.story(), plan));
        }
        return verdict;
    }
}
