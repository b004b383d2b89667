package dev.entente.engine.store;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of one link, under which its personal values are sealed. It is kept in the link's record,
 * wrapped by the store's master key; to drop it is to erase whatever was sealed under it.
 *
 * <p>Unwrapped only when it is needed: a link without personal fields never needs it for its state.
 */
public final class LinkKey {

    /** Bytes of a wrapped key: one AES block. */
    static final int SIZE = 16;

    private final int epoch;
    private final byte[] wrapped;
    private final Seals seals;
    private @Nullable SecretKey key;

    LinkKey(int epoch, byte[] wrapped, Seals seals) {
        this.epoch = epoch;
        this.wrapped = wrapped;
        this.seals = seals;
    }

    /**
     * How many keys this link had before. What was sealed under another epoch than that of the
     * link's key is erased.
     */
    public int epoch() {
        return epoch;
    }

    byte[] wrapped() {
        return wrapped;
    }

    /** Two threads that meet here unwrap the same key twice, which does no harm. */
    SecretKey key() {
        SecretKey known = key;
        if (known == null) {
            known = new SecretKeySpec(seals.unwrap(wrapped), "AES");
            key = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return "LinkKey[epoch=" + epoch + "]";
    }
}
