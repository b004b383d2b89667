package dev.entente.engine.translate;

import dev.entente.connector.Resource;
import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.lens.Mapping;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;

/**
 * Where the records of one entity live at one system.
 *
 * @param index its place in {@link Homes#all()}
 * @param binding the entity
 * @param entityNumber the entity's lasting number in the store's keys
 * @param system its place among the systems of the sync
 * @param systemNumber the system's lasting number in the store's keys
 */
public record Home(
        int index,
        EntityBinding binding,
        int entityNumber,
        int system,
        int systemNumber,
        Placement placement) {

    public Entity entity() {
        return binding.entity();
    }

    /** Its branch in every link of the entity. */
    public int branch() {
        return placement.branch().index();
    }

    public Branch at() {
        return placement.branch();
    }

    public String systemName() {
        return placement.branch().system();
    }

    public Mapping mapping() {
        return placement.mapping();
    }

    public Resource resource() {
        return placement.resource();
    }

    public boolean isExact() {
        return placement.branch().exact();
    }

    /** For people: {@code customer at shop}. */
    @Override
    public String toString() {
        return entity().name() + " at " + systemName();
    }

    /** There is one of each. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Home home && home.index == index;
    }

    @Override
    public int hashCode() {
        return index;
    }
}
