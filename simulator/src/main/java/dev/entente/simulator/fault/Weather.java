package dev.entente.simulator.fault;

import dev.entente.testkit.system.Faults;
import dev.entente.testkit.system.Habits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** The same without one thing that goes wrong, each thing in turn. */
    public List<Weather> calmer() {
        List<Weather> calmer =
                new ArrayList<>(
                        List.of(
                                new Weather(portal, lab, Faults.NONE, 0, 0, 0),
                                new Weather(portal, lab, faults, 0, 0, outages),
                                new Weather(portal, lab, faults, crashes, inCommit, 0)));
        for (Faults fewer : fewer()) {
            calmer.add(new Weather(portal, lab, fewer, crashes, inCommit, outages));
        }
        calmer.removeIf(this::equals);
        return calmer;
    }

    private List<Faults> fewer() {
        return List.of(
                Faults.NONE,
                new Faults(
                        0, faults.lost(), faults.inCommit(), faults.locked(), faults.feedDropped()),
                new Faults(
                        faults.refused(),
                        0,
                        faults.inCommit(),
                        faults.locked(),
                        faults.feedDropped()),
                new Faults(
                        faults.refused(), faults.lost(), 0, faults.locked(), faults.feedDropped()),
                new Faults(
                        faults.refused(),
                        faults.lost(),
                        faults.inCommit(),
                        0,
                        faults.feedDropped()),
                new Faults(faults.refused(), faults.lost(), faults.inCommit(), faults.locked(), 0));
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
