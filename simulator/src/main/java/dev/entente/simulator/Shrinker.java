package dev.entente.simulator;

import dev.entente.simulator.check.Breach;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a red history small: leaves out one thing after the other for as long as the same invariant
 * is broken. As in Zeller's delta debugging, over what a plan says and not over single steps.
 *
 * @param <P> what a history is about
 */
public final class Shrinker<P> {
    private final Judge<P> judge;
    private final Function<P, List<P>> smaller;
    private final int most;
    private int tried;

    /** Runs a plan, and says what it breaks. */
    @FunctionalInterface
    public interface Judge<P> {
        @Nullable Breach judge(P plan);
    }

    /** A plan, and what it breaks. */
    public record Red<P>(P plan, Breach breach) {}

    /**
     * @param smaller plans in which one thing less happens
     * @param most so many are tried at most
     */
    public Shrinker(Judge<P> judge, Function<P, List<P>> smaller, int most) {
        this.judge = judge;
        this.smaller = smaller;
        this.most = most;
    }

    /** The smallest that was found; the same one where none is smaller. */
    public Red<P> smallest(Red<P> red) {
        Red<P> smallest = red;
        Red<P> next = next(red);
        while (next != null) {
            smallest = next;
            next = next(smallest);
        }
        return smallest;
    }

    private @Nullable Red<P> next(Red<P> red) {
        for (P plan : smaller.apply(red.plan)) {
            if (tried >= most) {
                return null;
            }
            tried++;
            Breach breach = judge.judge(plan);
            if (breach != null && breach.invariant() == red.breach.invariant()) {
                return new Red<>(plan, breach);
            }
        }
        return null;
    }

    /** How many histories were tried. */
    public int tried() {
        return tried;
    }
}
