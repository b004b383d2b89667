package dev.entente.engine.store;

import java.security.SecureRandom;

/**
 * Where keys and nonces come from: bytes that nobody can foretell and that do not come twice.
 *
 * <p>A door of its own because the simulator needs the same bytes from the same seed.
 */
@FunctionalInterface
public interface Nonces {

    /** Fills the whole array. May be called from any thread. */
    void fill(byte[] target);

    /** The operating system's randomness, taken in pages because single requests cost more. */
    static Nonces secure() {
        return new Pages(new SecureRandom());
    }

    /** Hands out random bytes, each once, from a page that is filled anew when it is used up. */
    final class Pages implements Nonces {
        private static final int PAGE = 4096;

        private final SecureRandom random;
        private final byte[] page = new byte[PAGE];
        private int used = PAGE;

        Pages(SecureRandom random) {
            this.random = random;
        }

        @Override
        public synchronized void fill(byte[] target) {
            if (target.length > PAGE) {
                random.nextBytes(target);
                return;
            }
            if (used + target.length > PAGE) {
                random.nextBytes(page);
                used = 0;
            }
            System.arraycopy(page, used, target, 0, target.length);
            java.util.Arrays.fill(page, used, used + target.length, (byte) 0);
            used += target.length;
        }
    }
}
