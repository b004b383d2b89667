package dev.entente.core.step;

import dev.entente.core.link.Write;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which users' edits somebody has seen, by field, with presence last: the omniscient view that no
 * system has. An edit is a bit.
 */
record Known(List<Long> masks) {
    static Known nothing(int width) {
        return new Known(Collections.nCopies(width + 1, 0L));
    }

    Known and(Known other) {
        List<Long> union = new ArrayList<>(masks);
        for (int i = 0; i < union.size(); i++) {
            union.set(i, union.get(i) | other.masks.get(i));
        }
        return new Known(union);
    }

    Known with(int field, int edit) {
        List<Long> next = new ArrayList<>(masks);
        next.set(field, next.get(field) | (1L << edit));
        return new Known(next);
    }

    boolean has(int field, int edit) {
        return (masks.get(field) & (1L << edit)) != 0;
    }

    /** Whether all that the other has seen of the fields is seen here, too. */
    boolean covers(Known other) {
        for (int i = 0; i < masks.size(); i++) {
            if ((other.masks.get(i) & ~masks.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** As far as a write tells of it: what it sends, and presence. */
    Known restrictedTo(Write write) {
        List<Long> next = new ArrayList<>(masks);
        for (int i = 0; i < next.size() - 1; i++) {
            if (!write.values().has(i)) {
                next.set(i, 0L);
            }
        }
        if (write.kind() == Write.Kind.UPDATE) {
            next.set(next.size() - 1, 0L);
        }
        return new Known(next);
    }
}
