package dev.entente.engine.config;

import java.time.Duration;
import java.util.List;

/**
 * The file, bound to what is really there: all that the engine needs to run.
 *
 * @param systems in the order of the file
 * @param keep how long the journal keeps what happened
 */
public record Sync(List<SystemBinding> systems, List<EntityBinding> entities, Duration keep) {

    public Sync {
        systems = List.copyOf(systems);
        entities = List.copyOf(entities);
    }

    public SystemBinding system(String name) {
        for (SystemBinding system : systems) {
            if (system.name().equals(name)) {
                return system;
            }
        }
        throw new IllegalArgumentException("there is no system `" + name + "`");
    }
}
