package dev.entente.simulator;

import dev.entente.simulator.history.People;
import dev.entente.testkit.store.Disk;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * I20: wherever the engine is killed while one thing of a kind happens at each system, and whatever
 * is lost of what was not synced, nothing is lost that counts and nothing is done twice.
 */
class CrashMatrixScenario {
    private static final long SEED = 1;

    @ParameterizedTest
    @EnumSource
    void before_every_step(People.Act act) {
        Plan plan = Plan.single(SEED, act);
        long steps = EngineScenario.run(SEED, plan).stepsAtHealing();
        for (long step = 0; step < steps; step++) {
            EngineScenario.run(SEED, plan.withKills(step));
        }
    }

    @ParameterizedTest
    @EnumSource
    void before_every_step_and_again_while_it_recovers(People.Act act) {
        Plan plan = Plan.single(SEED, act);
        long steps = EngineScenario.run(SEED, plan).stepsAtHealing();
        for (long step = 0; step < steps; step += 3) {
            for (long later = 1; later <= 40; later += 8) {
                EngineScenario.run(SEED, plan.withKills(step, step + later));
            }
        }
    }

    /** Before it is written, before it is synced, before anybody is told. */
    @ParameterizedTest
    @EnumSource
    void in_every_moment_of_every_commit(Disk.Loss loss) {
        for (People.Act act : People.Act.values()) {
            Plan plan = Plan.single(SEED, act);
            long moments = EngineScenario.run(SEED, plan).momentsAtHealing();
            for (long moment = 0; moment < moments; moment++) {
                EngineScenario.run(SEED, plan.with(new Kills(Set.of(), Set.of(moment), loss)));
            }
        }
    }
}
