package dev.entente.engine.config;

import dev.entente.connector.ConnectorKind;
import dev.entente.connector.Settings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file, parsed. What it says of tables and columns has not been compared with anything yet.
 *
 * @param file its name, as messages give it
 * @param systems in the order of the file
 * @param keep how long the journal keeps what happened
 */
public record Config(
        String file,
        List<SystemConfig> systems,
        List<EntityConfig> entities,
        Brakes guard,
        Duration keep) {

    public static final Duration KEEP = Duration.ofDays(90);

    public Config {
        systems = List.copyOf(systems);
        entities = List.copyOf(entities);
    }

    public @Nullable SystemConfig system(String name) {
        for (SystemConfig system : systems) {
            if (system.name().equals(name)) {
                return system;
            }
        }
        return null;
    }

    /** One entry of {@code systems:}. Open it with {@code kind.open(settings, host)}. */
    public record SystemConfig(String name, ConnectorKind kind, Settings settings, Place place) {}
}
