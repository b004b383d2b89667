package dev.entente.engine.store;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;

/**
 * A link as the store keeps it: its state, and what belongs to the keeping of it.
 *
 * @param entity the entity as the file has it now; {@code link} is in its shape
 * @param key seals the link's personal values, here and in the journal
 * @param entries how many journal entries the link has had: the next one's sequence
 */
public record Kept(Entity entity, Link link, LinkKey key, long entries) {

    /** A link that is new, with a key of its own. */
    public static Kept begun(Entity entity, Link link, Seals seals) {
        return new Kept(entity, link, seals.newKey(0), 0);
    }

    public Kept withLink(Link next) {
        return new Kept(entity, next, key, entries);
    }

    public Kept withEntries(long next) {
        return new Kept(entity, link, key, next);
    }

    /**
     * With a new key: once this is committed nothing that was sealed before can be read again. The
     * caller lets {@link Store#scrub} take the old record off the disk, too.
     */
    public Kept erased(Seals seals) {
        return new Kept(entity, link, seals.newKey(key.epoch() + 1), entries);
    }
}
