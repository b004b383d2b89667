package dev.entente.postgres;

import dev.entente.connector.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What Entente calls the things that it makes at a server: always the same for the same system and
 * database, so that they are found again.
 *
 * @param slot keeps the log for us; the origin that marks our transactions has its name, too
 * @param publication says which tables' changes are sent
 */
record Names(String slot, String publication) {

    static Names of(Settings settings, Address address) {
        String chosen = settings.word("slot");
        String slot = chosen == null ? derived(settings.system(), address.database()) : chosen;
        String publication = settings.word("publication");
        return new Names(slot, publication == null ? slot : publication);
    }

    private static String derived(String system, String database) {
        String plain = system.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String start = plain.substring(0, Math.min(40, plain.length()));
        return "entente_" + start + "_" + digest(system + "\0" + database);
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String origin() {
        return slot;
    }

    /** The key of the lock that the one session of ours that writes holds. */
    long lock() {
        return 0x456e74656e746500L ^ slot.hashCode();
    }
}
