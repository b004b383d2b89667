package dev.entente.testkit.store;

import dev.entente.engine.store.Nonces;
import java.util.SplittableRandom;

/** Keys and nonces that the same seed gives again: for simulation, where nothing is secret. */
public final class SeededNonces implements Nonces {

    private final SplittableRandom random;

    public SeededNonces(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public synchronized void fill(byte[] target) {
        random.nextBytes(target);
    }
}
