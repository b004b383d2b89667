package dev.entente.cli;

import dev.entente.simulator.Plan;
import dev.entente.simulator.Shrinker;
import dev.entente.simulator.Verdict;
import dev.entente.simulator.check.Breach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The simulator's own worlds, seed by seed: a portal and a laboratory, with one field for each
 * policy. A red seed is said with the line that shows it again, and its history made small.
 */
final class OwnWorlds {

    /** Each seed of so many is run twice. */
    private static final int TWICE = 50;

    /** So many smaller histories are tried for each red one. */
    private static final int MOST_TRIED = 400;

    /** After so many red seeds there is enough to look at. */
    private static final int MOST_RED = 5;

    private final Terminal terminal;
    private final LongFunction<Plan> plans;
    private final Judge judge;
    private final List<Red> red = new ArrayList<>();
    private long seeds;
    private long micros;

    /**
     * @param plans what each seed is about
     * @param judge runs a seed under a plan
     */
    OwnWorlds(Terminal terminal, LongFunction<Plan> plans, Judge judge) {
        this.terminal = terminal;
        this.plans = plans;
        this.judge = judge;
    }

    /** As they are shipped. */
    static OwnWorlds shipped(Terminal terminal) {
        return new OwnWorlds(
                terminal,
                Plan::drawn,
                (seed, plan) ->
                        seed % TWICE == 0 ? Verdict.ofTwo(seed, plan) : Verdict.of(seed, plan));
    }

    /** Runs a seed under a plan. */
    @FunctionalInterface
    interface Judge {
        Verdict judge(long seed, Plan plan);
    }

    /**
     * What is printed as JSON.
     *
     * @param simulatedHours by the clocks of the worlds
     */
    record Outcome(long seeds, double simulatedHours, List<Red> broken) {}

    /**
     * A seed that breaks something.
     *
     * @param line shows it again
     * @param smallest what the smallest history is about that still breaks it
     * @param tried how many histories were tried to find it
     */
    record Red(
            long seed,
            String invariant,
            String what,
            String line,
            String smallest,
            int tried,
            List<String> story) {}

    /** Runs one seed after the other, until there is enough to look at. */
    Outcome run(Seeds chosen, Progress progress) {
        while (chosen.goesOn().test(seeds) && red.size() < MOST_RED) {
            long seed = chosen.first() + seeds;
            Verdict verdict = judge.judge(seed, plans.apply(seed));
            seeds++;
            micros += verdict.micros();
            Breach breach = verdict.breach();
            if (breach != null) {
                red.add(shrunk(seed, verdict, breach));
            }
            progress.step();
        }
        double hours = Duration.ofNanos(micros * 1_000).toSeconds() / 3_600.0;
        return new Outcome(seeds, Math.round(hours * 100) / 100.0, red);
    }

    private Red shrunk(long seed, Verdict verdict, Breach breach) {
        Shrinker<Plan> shrinker =
                new Shrinker<>(plan -> judge.judge(seed, plan).breach(), Plan::smaller, MOST_TRIED);
        Shrinker.Red<Plan> smallest = shrinker.smallest(new Shrinker.Red<>(verdict.plan(), breach));
        return new Red(
                seed,
                smallest.breach().invariant().name(),
                smallest.breach().what(),
                verdict.line(),
                smallest.plan().words(),
                shrinker.tried(),
                smallest.breach().story().lines().toList());
    }

    void tell(Outcome outcome, boolean json) {
        if (json) {
            new Json().print(terminal, outcome);
        }
        for (Red one : outcome.broken) {
            terminal.complain("seed %d breaks %s: %s".formatted(one.seed, one.invariant, one.what));
            terminal.say("To see it again: " + one.line);
            terminal.say(
                    "The smallest history that still does, of %s: %s"
                            .formatted(
                                    Figure.plural(one.tried, "that was tried", "that were tried"),
                                    one.smallest));
            one.story.forEach(line -> terminal.say("  " + line));
        }
        terminal.say(
                "%s, %.1f simulated hours: %s"
                        .formatted(
                                Figure.plural(outcome.seeds, "seed", "seeds"),
                                outcome.simulatedHours,
                                outcome.broken.isEmpty()
                                        ? terminal.green("nothing that must hold was broken.")
                                        : terminal.red(
                                                Figure.plural(
                                                                outcome.broken.size(),
                                                                "of them breaks",
                                                                "of them break")
                                                        + " what must hold.")));
    }
}
