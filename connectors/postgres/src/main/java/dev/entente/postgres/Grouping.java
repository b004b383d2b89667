package dev.entente.postgres;

import dev.entente.core.value.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the writes of a batch into few statements. A write joins an earlier group of its like where
 * everything in between can as well happen after it; where it cannot (the same row, a parent and
 * its child, a unique value), the order of the batch stands.
 */
final class Grouping {

    /** How far back a write looks for its like. */
    private static final int REACH = 32;

    private final Bonds bonds;
    private final List<Group> groups = new ArrayList<>();

    Grouping(Bonds bonds) {
        this.bonds = bonds;
    }

    void add(Likeness likeness, Group.Member member) {
        List<Key> touched = Group.touched(likeness, member);
        Group home = home(likeness, touched);
        if (home == null) {
            home = new Group(likeness);
            groups.add(home);
        }
        home.add(member, touched);
    }

    /** The groups in the order in which they are to be written. */
    List<Group> groups() {
        for (Group group : groups) {
            Table table = group.table();
            boolean tied =
                    bonds.tiesWithin(table) && group.likeness().touches(bonds.columns(table));
            if (!tied) {
                group.sort();
            }
        }
        return groups;
    }

    /** The earliest group that the write may join, or null. */
    private @Nullable Group home(Likeness likeness, List<Key> touched) {
        Group home = null;
        int last = groups.size() - 1;
        for (int i = last; i >= 0 && i > last - REACH; i--) {
            Group group = groups.get(i);
            boolean sameRow = group.table() == likeness.table() && group.concerns(touched);
            if (!sameRow && !group.isFull() && group.likeness().equals(likeness)) {
                home = group;
            }
            if (sameRow || !mayPrecede(likeness, group.likeness())) {
                break;
            }
        }
        return home;
    }

    /**
     * Whether a write may happen before those that it comes after, where they are of other rows.
     */
    private boolean mayPrecede(Likeness write, Likeness earlier) {
        Table table = write.table();
        Table other = earlier.table();
        boolean tied = write.touches(bonds.columns(table)) && earlier.touches(bonds.columns(other));
        if (!tied) {
            return true;
        }
        if (table == other) {
            return !bonds.tiesWithin(table);
        }
        boolean below = bonds.descends(table, other);
        boolean above = bonds.descends(other, table);
        return switch (write.verb()) {
            case CREATE -> !below;
            case DELETE -> !above;
            case UPDATE -> !below && !above;
        };
    }
}
