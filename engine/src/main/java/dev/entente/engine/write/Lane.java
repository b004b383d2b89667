package dev.entente.engine.write;

import dev.entente.core.link.LinkId;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;

/**
 * Writes to one system that are durable and certainly not sent yet, in the order in which they were
 * planned. Only how many there are is in memory; they themselves are in the store.
 *
 * <p>A number says which lane, and which group (what one source transaction led to). An entry whose
 * write is no longer the link's unsettled one is old news and dropped when it is met.
 */
final class Lane {

    /** Writes wait here while the system cannot be reached or has enough to do. */
    static final int MAIN = 0;

    /** Writes to records that were busy wait here, each for its own time. */
    static final int BUSY = 0xFFFF;

    private static final int LANE_SHIFT = 44;

    private final int systemNumber;
    private final int number;
    private long nextGroup;
    private long lastGroup = -1;
    private long entries;

    Lane(int systemNumber, int number) {
        this.systemNumber = systemNumber;
        this.number = number;
    }

    /** The lane of one entity, whose gate is closed. */
    static int ofEntity(int entityNumber) {
        return entityNumber + 1;
    }

    static int laneOf(long number) {
        return (int) (number >>> LANE_SHIFT) & 0xFFFF;
    }

    /** What all numbers of this lane begin with: the first of them. */
    long first() {
        return (long) number << LANE_SHIFT;
    }

    int number() {
        return number;
    }

    /** An entry that was found in the store. */
    void found(long entry) {
        entries++;
        nextGroup = Math.max(nextGroup, (entry & ((1L << LANE_SHIFT) - 1)) + 1);
    }

    /**
     * Puts a write here.
     *
     * @param group grows within a micro-batch; the same for what belongs together
     * @return its number
     */
    long add(Sheet sheet, long group, Outgoing outgoing) {
        if (group != lastGroup) {
            lastGroup = group;
            nextGroup++;
        }
        long entry = first() | (nextGroup - 1);
        sheet.batch()
                .put(
                        Space.WAITING,
                        Layout.waiting(systemNumber, entry, outgoing.link()),
                        Layout.number(outgoing.write().id().number()));
        entries++;
        return entry;
    }

    void remove(Sheet sheet, long entry, LinkId link) {
        sheet.batch().delete(Space.WAITING, Layout.waiting(systemNumber, entry, link));
        entries--;
    }

    /** Nothing was found here. */
    void isBare() {
        entries = 0;
    }

    /** How many wait, at most: what became old news counts until it is met. */
    long entries() {
        return entries;
    }
}
