package dev.entente.simulator;

import dev.entente.simulator.check.Breach;
import dev.entente.simulator.check.Broken;
import dev.entente.simulator.check.Invariant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one seed under one plan.
 *
 * @param micros how long the world lasted, by its own clock
 * @param stepsAtHealing how many steps there were until all was healed
 * @param momentsAtHealing how many moments of commits there were until then
 * @param breach what does not hold, or null
 */
public record Verdict(
        long seed,
        Plan plan,
        long micros,
        long stepsAtHealing,
        long momentsAtHealing,
        @Nullable Breach breach) {
    private static final Breach TWO_HISTORIES =
            new Breach(Invariant.I23, "run twice, it gives two histories", "");

    /** Runs it to its end and looks at everything. */
    public static Verdict of(long seed, Plan plan) {
        return of(seed, new Simulation(seed, plan));
    }

    /** The same, twice: what differs the second time is a breach, too (I23). */
    public static Verdict ofTwo(long seed, Plan plan) {
        Simulation first = new Simulation(seed, plan);
        Verdict verdict = of(seed, first);
        Simulation second = new Simulation(seed, plan);
        Broken _ = run(second);
        return first.trace().equals(second.trace()) ? verdict : verdict.with(TWO_HISTORIES);
    }

    private static Verdict of(long seed, Simulation simulation) {
        Broken broken = run(simulation);
        Breach found = simulation.breach();
        return new Verdict(
                seed,
                simulation.plan(),
                simulation.micros(),
                simulation.stepsAtHealing(),
                simulation.momentsAtHealing(),
                broken == null ? found : broken.breach(found));
    }

    private static @Nullable Broken run(Simulation simulation) {
        try {
            simulation.run();
            return null;
        } catch (Broken e) {
            return e;
        }
    }

    private Verdict with(Breach next) {
        return new Verdict(seed, plan, micros, stepsAtHealing, momentsAtHealing, next);
    }

    /** The line that shows it again. */
    public String line() {
        return "entente simulate --seed " + seed;
    }
}
