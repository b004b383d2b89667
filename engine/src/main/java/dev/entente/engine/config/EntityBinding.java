package dev.entente.engine.config;

import dev.entente.core.entity.Entity;
import java.util.List;

/**
 * An entity and where it is kept.
 *
 * @param placements one per branch of the entity, in its order
 * @param fingerprint of its shape: fields, types, matches, systems, tables and lenses. Two that
 *     differ mean states that must be looked at again; it survives restarts. Policies, limits and
 *     rights are not in it
 */
public record EntityBinding(
        Entity entity, List<Placement> placements, Brakes brakes, Fingerprint fingerprint) {

    public EntityBinding {
        placements = List.copyOf(placements);
    }

    /** A binding that takes its own fingerprint. */
    public static EntityBinding of(Entity entity, List<Placement> placements, Brakes brakes) {
        return new EntityBinding(entity, placements, brakes, Fingerprint.of(entity, placements));
    }
}
