package dev.entente.simulator;

/** The histories of {@link EngineScenario}, for those who try what these find. */
public final class EngineHistories {

    private EngineHistories() {}

    /**
     * Runs what the seed is of and what is brief of it, and checks all of it.
     *
     * @throws AssertionError where something does not hold
     */
    public static void check(long seed) {
        EngineScenario.run(seed);
        EngineScenario.run(seed, Plan.brief(seed));
    }
}
