package dev.entente.core.step;

import dev.entente.core.Seed;

/** The histories of {@link StepLaws}, for those who try what these find. */
public final class StepHistories {

    private StepHistories() {}

    /**
     * Draws one and checks all of it.
     *
     * @throws AssertionError where something does not hold
     */
    public static void check(long seed) {
        StepLaws.history(Seed.of(seed));
    }
}
