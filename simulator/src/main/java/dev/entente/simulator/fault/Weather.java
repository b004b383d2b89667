package dev.entente.simulator.fault;

import dev.entente.testkit.system.Faults;
import dev.entente.testkit.system.Habits;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What goes wrong in one world, and how its systems are: each seed draws some of it, at some rate.
 *
 * @param crashes how often the engine is killed between two steps, in so many of a thousand seconds
 * @param inCommit how often it is killed in the midst of a commit, in so many of a thousand
 * @param outages how often a system is switched off, in so many of a thousand seconds
 */
public record Weather(
        Habits portal, Habits lab, Faults faults, int crashes, int inCommit, int outages) {

    public static Weather drawn(SplittableRandom random) {
        return new Weather(
                habits(random),
                habits(random),
                new Faults(
                        sometimes(random, 80),
                        sometimes(random, 80),
                        sometimes(random, 80),
                        sometimes(random, 80),
                        sometimes(random, 30)),
                sometimes(random, 200),
                sometimes(random, 20),
                sometimes(random, 60));
    }

    /** Nothing goes wrong. */
    public static Weather fair(SplittableRandom random) {
        return new Weather(habits(random), habits(random), Faults.NONE, 0, 0, 0);
    }

    /** The same where nobody can tell what became of a batch whose answer was lost. */
    public Weather uncertain() {
        return new Weather(
                portal.withCertain(false),
                lab.withCertain(false),
                faults,
                crashes,
                inCommit,
                outages);
    }

    private static int sometimes(SplittableRandom random, int most) {
        return random.nextBoolean() ? 0 : random.nextInt(most);
    }

    private static Habits habits(SplittableRandom random) {
        return new Habits(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                true,
                random.nextBoolean() ? 1000 : 1 + random.nextInt(3),
                Duration.ofMillis(1 + random.nextInt(200)));
    }
}
