package dev.entente.simulator;

import dev.entente.simulator.check.Breach;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a red history small: leaves out one thing after the other for as long as the same invariant
 * is broken. As in Zeller's delta debugging, over what a plan says and not over single steps.
 */
public final class Shrinker {

    /** So many smaller histories are tried at most. */
    private static final int MOST_TRIED = 400;

    /** Runs a plan with a seed. */
    @FunctionalInterface
    public interface Judge {
        Verdict judge(long seed, Plan plan);
    }

    private final Judge judge;
    private final Consumer<Verdict> watcher;
    private int tried;

    /**
     * @param watcher hears of each smaller history that is still red
     */
    public Shrinker(Judge judge, Consumer<Verdict> watcher) {
        this.judge = judge;
        this.watcher = watcher;
    }

    /** The smallest that was found; the same one where none is smaller. */
    public Verdict smallest(Verdict red) {
        Verdict smallest = red;
        Verdict smaller = smaller(red);
        while (smaller != null) {
            smallest = smaller;
            watcher.accept(smallest);
            smaller = smaller(smallest);
        }
        return smallest;
    }

    private @Nullable Verdict smaller(Verdict red) {
        for (Plan plan : red.plan().smaller()) {
            if (tried++ >= MOST_TRIED) {
                return null;
            }
            Verdict verdict = judge.judge(red.seed(), plan);
            if (isAlike(verdict.breach(), red.breach())) {
                return verdict;
            }
        }
        return null;
    }

    private static boolean isAlike(@Nullable Breach one, @Nullable Breach other) {
        return one != null && other != null && one.invariant() == other.invariant();
    }

    /** How many histories were tried. */
    public int tried() {
        return tried;
    }
}
