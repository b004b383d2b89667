package dev.entente.engine.store;

import dev.entente.connector.Halt;
import dev.entente.core.link.LinkId;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is personal, so that it can be erased by dropping a key: AES-GCM (NIST SP 800-38D)
 * under a key per link, which is itself wrapped under a master key. May be used by several threads.
 *
 * <p>A link's key is one block of random bytes, so one block of AES wraps it; whether it is the
 * right one the tag of what it sealed tells. From the master key come keys for each use (HMAC as
 * key derivation), so that no two uses share one.
 */
public final class Seals {

    static final int NONCE = 12;
    static final int TAG_BITS = 128;
    private static final int DIGEST = 16;
    private static final String CHECK = "key";
    private static final int CHECK_VERSION = 1;

    private final SecretKey wrapping;
    private final SecretKey digesting;
    private final byte[] check;
    private final Nonces nonces;

    /** Ciphers are dear to make: one that is done is kept for the next, whichever thread it is. */
    private final Queue<Tools> idle = new ConcurrentLinkedQueue<>();

    private record Tools(Cipher gcm, Cipher wrap, Cipher unwrap, Mac digest) {}

    private Seals(byte[] master, Nonces nonces) {
        this.nonces = nonces;
        SecretKey key = new SecretKeySpec(master, "HmacSHA256");
        this.wrapping = new SecretKeySpec(derived(key, "wrapping of link keys"), "AES");
        this.digesting = new SecretKeySpec(derived(key, "digests of match values"), "HmacSHA256");
        this.check = Arrays.copyOf(derived(key, "check of the master key"), DIGEST);
    }

    /**
     * The seals of this data folder.
     *
     * @param folder holds the file {@code key} (mode 0600), made at the first run; not touched
     *     where {@code given} is there
     * @param given the master key as the environment gives it, 32 bytes, or null
     * @param store remembers by a check value which key it was begun with
     * @throws Halt where the key is not the one the store was begun with
     */
    public static Seals open(Path folder, byte @Nullable [] given, Store store, Nonces nonces) {
        boolean begun = store.get(Space.META, Layout.meta(CHECK)) != null;
        KeyFile file = new KeyFile(folder.resolve(KeyFile.NAME));
        byte[] master =
                given != null
                        ? KeyFile.sized(given, "The key that was given")
                        : begun ? file.read() : file.readOrMake(nonces);
        return open(master, store, nonces, given == null ? file.toString() : "ENTENTE_KEY");
    }

    /** Seals of a store that has no folder: for a scratch store and for simulation. */
    public static Seals open(byte[] master, Store store, Nonces nonces) {
        return open(KeyFile.sized(master, "The key"), store, nonces, "the key");
    }

    private static Seals open(byte[] master, Store store, Nonces nonces, String source) {
        Seals seals = new Seals(master, nonces);
        byte[] name = Layout.meta(CHECK);
        byte[] known = store.get(Space.META, name);
        if (known == null) {
            StoreBatch batch = new StoreBatch();
            batch.put(Space.META, name, new Packer(17).u8(CHECK_VERSION).raw(seals.check).take());
            store.commit(batch);
            return seals;
        }
        Unpacker in = new Unpacker(known, 0).version(CHECK_VERSION, "the check of the master key");
        if (!MessageDigest.isEqual(in.raw(in.left()), seals.check)) {
            throw new Halt(
                    "The master key is not the one this store was begun with (it comes from "
                            + source
                            + "). Personal values in the store cannot be read with it, so nothing"
                            + " was started. Bring back the key that was used, in the file `key` of"
                            + " the data folder or in ENTENTE_KEY; if it is lost, begin with an"
                            + " empty data folder: the first meeting links the records again.");
        }
        return seals;
    }

    LinkKey newKey(int epoch) {
        byte[] key = new byte[LinkKey.SIZE];
        nonces.fill(key);
        return new LinkKey(epoch, with(tools -> tools.wrap.doFinal(key)), this);
    }

    byte[] unwrap(byte[] wrapped) {
        return with(tools -> tools.unwrap.doFinal(wrapped));
    }

    /** Seals what was packed: nonce, then ciphertext and tag. Only this link's key opens it. */
    public byte[] seal(LinkKey key, LinkId link, Packer plain) {
        byte[] nonce = new byte[NONCE];
        nonces.fill(nonce);
        byte[] sealed = new byte[NONCE + plain.size() + TAG_BITS / 8];
        System.arraycopy(nonce, 0, sealed, 0, NONCE);
        return with(tools -> {
            tools.gcm.init(Cipher.ENCRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
            tools.gcm.updateAAD(Layout.link(link));
            tools.gcm.doFinal(plain.array(), 0, plain.size(), sealed, NONCE);
            return sealed;
        });
    }

    /**
     * Opens what was sealed under the same key for the same link.
     *
     * @throws Halt where it is damaged
     */
    public byte[] open(LinkKey key, LinkId link, byte[] sealed) {
        if (sealed.length < NONCE + TAG_BITS / 8) {
            throw damaged(link);
        }
        return with(tools -> {
            tools.gcm.init(
                    Cipher.DECRYPT_MODE,
                    key.key(),
                    new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            tools.gcm.updateAAD(Layout.link(link));
            try {
                return tools.gcm.doFinal(sealed, NONCE, sealed.length - NONCE);
            } catch (AEADBadTagException e) {
                throw damaged(link);
            }
        });
    }

    /**
     * A keyed digest of 16 bytes: lets the match index find a value without holding it in clear,
     * however long it is.
     */
    public byte[] digest(byte[] bytes) {
        return with(tools -> Arrays.copyOf(tools.digest.doFinal(bytes), DIGEST));
    }

    private static Halt damaged(LinkId link) {
        return new Halt(
                "What the store holds sealed of link "
                        + link
                        + " cannot be opened: it is damaged. Check the disk, then restore the data"
                        + " folder from a backup, or begin with an empty one: the first meeting"
                        + " links the records again.");
    }

    @FunctionalInterface
    private interface Work<R> {
        R with(Tools tools) throws GeneralSecurityException;
    }

    private <R> R with(Work<R> work) {
        try {
            Tools mine = idle.poll();
            Tools tools = mine == null ? tools() : mine;
            R result = work.with(tools);
            idle.add(tools);
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot do AES as it should", e);
        }
    }

    private Tools tools() throws GeneralSecurityException {
        Cipher wrap = Cipher.getInstance("AES/ECB/NoPadding");
        wrap.init(Cipher.ENCRYPT_MODE, wrapping);
        Cipher unwrap = Cipher.getInstance("AES/ECB/NoPadding");
        unwrap.init(Cipher.DECRYPT_MODE, wrapping);
        Mac digest = Mac.getInstance("HmacSHA256");
        digest.init(digesting);
        return new Tools(Cipher.getInstance("AES/GCM/NoPadding"), wrap, unwrap, digest);
    }

    private static byte[] derived(SecretKey master, String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(master);
            return mac.doFinal(use.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot do HMAC as it should", e);
        }
    }

    /** Names nothing that is secret. */
    @Override
    public String toString() {
        return "Seals";
    }
}
