package dev.entente.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code systems:}, as the file gives it: what a connector is opened with.
 *
 * @param system its name in the file
 * @param words every setting but secrets, by its name in the file
 * @param secrets every setting that holds a secret, resolved
 */
public record Settings(String system, Map<String, String> words, Map<String, Secret> secrets) {

    public Settings {
        words = Map.copyOf(words);
        secrets = Map.copyOf(secrets);
    }

    public @Nullable String word(String name) {
        return words.get(name);
    }

    public @Nullable Secret secret(String name) {
        return secrets.get(name);
    }
}
