package dev.entente.simulator;

import dev.entente.core.entity.DeletePolicy;
import dev.entente.engine.Options;
import dev.entente.simulator.fault.Weather;
import dev.entente.simulator.history.Orders;
import dev.entente.simulator.history.People;
import dev.entente.testkit.system.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What a run is about.
 *
 * @param working the systems where people work
 * @param seconds how long people work
 * @param mostRows most rows of one source transaction that are kept whole
 * @param kills where the engine is killed, whatever the weather
 */
public record Plan(
        Weather weather,
        Orders.Terms terms,
        People.Manners manners,
        Set<Integer> working,
        int seconds,
        int mostRows,
        Kills kills) {
    private static final Set<Integer> EVERYWHERE = Set.of(Orders.PORTAL, Orders.LAB);

    public Plan {
        working = Set.copyOf(working);
    }

    /** Of those that are long: what is done at each of the two systems. */
    private static final int MANY_EDITS = 100;

    private static final int MOST_EDITS_OF_A_BRIEF_ONE = 24;

    /**
     * Of two seeds one is of a history of two hundred operations, the other of a brief one, which
     * is soon understood. Half of these, and a quarter of those, are {@linkplain #hard hard}.
     */
    public static Plan drawn(long seed) {
        if (seed % 2 == 0) {
            return brief(seed);
        }
        return seed % 8 == 1 ? hard(seed, true) : easy(seed, true);
    }

    /** A brief one, whatever else the seed is of. */
    public static Plan brief(long seed) {
        return seed % 4 == 0 ? hard(seed, false) : easy(seed, false);
    }

    private static Plan easy(long seed, boolean isLong) {
        SplittableRandom random = new SplittableRandom(seed * 31 + 7);
        Weather weather = random.nextInt(4) == 0 ? Weather.fair(random) : Weather.drawn(random);
        Orders.Terms terms = new Orders.Terms(deletes(random), true, false);
        People.Manners manners = manners(random, isLong);
        int mostRows = random.nextInt(4) == 0 ? 1 : Options.MOST_ROWS;
        return new Plan(weather, terms, manners, EVERYWHERE, 20, mostRows, Kills.NONE);
    }

    /**
     * One that is harder on the engine: systems that cannot tell what became of a batch, or that
     * keep nothing unique, and questions for a person.
     */
    private static Plan hard(long seed, boolean isLong) {
        Plan plan = easy(seed, isLong);
        SplittableRandom random = new SplittableRandom(seed * 41 + 3);
        boolean certain = random.nextBoolean();
        boolean unique = !certain || plan.manners.act().deletes() || random.nextBoolean();
        return new Plan(
                certain ? plan.weather : plan.weather.uncertain(),
                new Orders.Terms(plan.terms.deletes(), unique, random.nextBoolean()),
                plan.manners,
                plan.working,
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
                EVERYWHERE,
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
                EVERYWHERE,
                2,
                Options.MOST_ROWS,
                Kills.NONE);
    }

    public Plan with(Kills next) {
        return new Plan(weather, terms, manners, working, seconds, mostRows, next);
    }

    private Plan with(Weather next) {
        return new Plan(next, terms, manners, working, seconds, mostRows, kills);
    }

    private Plan with(People.Manners next) {
        return new Plan(weather, terms, next, working, seconds, mostRows, kills);
    }

    private Plan at(Set<Integer> next) {
        return new Plan(weather, terms, manners, next, seconds, mostRows, kills);
    }

    private Plan lasting(int next) {
        return new Plan(weather, terms, manners, working, next, mostRows, kills);
    }

    /** The same, where the engine is killed before each of these steps. */
    public Plan withKills(Long... steps) {
        return with(new Kills(Set.of(steps), Set.of(), null));
    }

    /** Plans in which one thing less happens, those that leave out most of it first. */
    public List<Plan> smaller() {
        List<Plan> smaller = new ArrayList<>();
        weather.calmer().forEach(calmer -> smaller.add(with(calmer)));
        if (!kills.equals(Kills.NONE)) {
            smaller.add(with(Kills.NONE));
        }
        for (int system : working) {
            smaller.add(at(Set.of(system)));
        }
        for (int edits : fewer(manners.edits())) {
            smaller.add(
                    with(
                            new People.Manners(
                                    edits, manners.pause(), manners.act(), manners.numbers())));
        }
        for (int numbers : fewer(manners.numbers())) {
            smaller.add(
                    with(
                            new People.Manners(
                                    manners.edits(), manners.pause(), manners.act(), numbers)));
        }
        for (int less : fewer(seconds)) {
            smaller.add(lasting(less));
        }
        smaller.removeIf(plan -> plan.equals(this) || plan.manners.numbers() < 1);
        return smaller;
    }

    /** Half of it, three quarters, all but one. */
    private static Set<Integer> fewer(int count) {
        Set<Integer> fewer = new TreeSet<>(List.of(count / 2, count * 3 / 4, count - 1));
        fewer.removeIf(less -> less < 0 || less >= count);
        return fewer;
    }

    /** What it is about, for people. */
    public String words() {
        return "%d edits at each of %d systems, %d orders, %d seconds%s%s%s"
                .formatted(
                        manners.edits(),
                        working.size(),
                        manners.numbers(),
                        seconds,
                        weather.crashes() + weather.inCommit() > 0 || !kills.equals(Kills.NONE)
                                ? ", the engine killed"
                                : "",
                        weather.outages() > 0 ? ", systems switched off" : "",
                        weather.faults().equals(Faults.NONE) ? "" : ", connections lost");
    }

    /** Some work slowly, each at an order of their own, some fast and all at the same. */
    private static People.Manners manners(SplittableRandom random, boolean isLong) {
        int pause = random.nextInt(3) == 0 ? 60 : 3_000;
        int edits = isLong ? MANY_EDITS : random.nextInt(MOST_EDITS_OF_A_BRIEF_ONE + 1);
        return new People.Manners(
                edits,
                Duration.ofMillis(5 + random.nextInt(pause)),
                random.nextInt(3) == 0 ? People.Act.ANY : People.Act.EDIT,
                1 + random.nextInt(6));
    }
}
