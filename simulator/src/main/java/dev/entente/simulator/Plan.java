package dev.entente.simulator;

import dev.entente.core.entity.DeletePolicy;
import dev.entente.engine.Options;
import dev.entente.simulator.fault.Weather;
import dev.entente.simulator.history.Orders;
import dev.entente.simulator.history.People;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a run is about.
 *
 * @param seconds how long people work
 * @param mostRows most rows of one source transaction that are kept whole
 * @param kills where the engine is killed, whatever the weather
 */
public record Plan(
        Weather weather,
        Orders.Terms terms,
        People.Manners manners,
        int seconds,
        int mostRows,
        Kills kills) {

    /** How much is done. */
    public enum Length {
        /** A dozen things at each system, or two: a story that can be read. */
        BRIEF,
        /** A hundred at each of the two. */
        LONG
    }

    private static final int EDITS_OF_A_LONG_ONE = 100;
    private static final int MOST_EDITS_OF_A_BRIEF_ONE = 24;

    /** Most are easy ones, some are {@linkplain #hard hard}. */
    public static Plan drawn(long seed, Length length) {
        return seed % 4 == 0 ? hard(seed, length) : easy(seed, length);
    }

    private static Plan easy(long seed, Length length) {
        SplittableRandom random = new SplittableRandom(seed * 31 + 7);
        Weather weather = random.nextInt(4) == 0 ? Weather.fair(random) : Weather.drawn(random);
        Orders.Terms terms = new Orders.Terms(deletes(random), true, false);
        People.Manners manners = manners(random, length);
        int mostRows = random.nextInt(4) == 0 ? 1 : Options.MOST_ROWS;
        return new Plan(weather, terms, manners, 20, mostRows, Kills.NONE);
    }

    /**
     * One that is harder on the engine: systems that cannot tell what became of a batch, or that
     * keep nothing unique, and questions for a person.
     */
    public static Plan hard(long seed, Length length) {
        Plan plan = easy(seed, length);
        SplittableRandom random = new SplittableRandom(seed * 41 + 3);
        boolean certain = random.nextBoolean();
        boolean unique = !certain || plan.manners.act().deletes() || random.nextBoolean();
        return new Plan(
                certain ? plan.weather : plan.weather.uncertain(),
                new Orders.Terms(plan.terms.deletes(), unique, random.nextBoolean()),
                plan.manners,
                plan.seconds,
                plan.mostRows,
                Kills.NONE);
    }

    /** A few people of whom everybody does a bit of everything, in fair weather. */
    public static Plan calm(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 37 + 5);
        return new Plan(
                Weather.fair(random),
                new Orders.Terms(deletes(random), true, false),
                new People.Manners(6, Duration.ofMillis(400), People.Act.ANY, 3),
                3,
                Options.MOST_ROWS,
                Kills.NONE);
    }

    private static DeletePolicy deletes(SplittableRandom random) {
        return random.nextBoolean() ? DeletePolicy.DELETE_WINS : DeletePolicy.UPDATE_WINS;
    }

    /**
     * One thing of a kind at each system, in fair weather.
     *
     * @param act what is done
     */
    public static Plan single(long seed, People.Act act) {
        return new Plan(
                Weather.fair(new SplittableRandom(seed * 43 + 11)),
                new Orders.Terms(DeletePolicy.UPDATE_WINS, true, false),
                new People.Manners(1, Duration.ofMillis(400), act, 3),
                2,
                Options.MOST_ROWS,
                Kills.NONE);
    }

    public Plan with(Kills next) {
        return new Plan(weather, terms, manners, seconds, mostRows, next);
    }

    /** The same, where the engine is killed before each of these steps. */
    public Plan withKills(Long... steps) {
        return with(new Kills(Set.of(steps), Set.of(), null));
    }

    /** Some work slowly, each at an order of their own, some fast and all at the same. */
    private static People.Manners manners(SplittableRandom random, Length length) {
        int pause = random.nextInt(3) == 0 ? 60 : 3_000;
        int edits =
                length == Length.LONG
                        ? EDITS_OF_A_LONG_ONE
                        : random.nextInt(MOST_EDITS_OF_A_BRIEF_ONE + 1);
        return new People.Manners(
                edits,
                Duration.ofMillis(5 + random.nextInt(pause)),
                random.nextInt(3) == 0 ? People.Act.ANY : People.Act.EDIT,
                1 + random.nextInt(6));
    }
}
