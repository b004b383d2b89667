package dev.entente.engine.guard;

import dev.entente.core.link.LinkId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which records were counted within the last hour, so that another attempt at the same one does not
 * count again.
 */
final class Recently {

    private static final long HOUR_MICROS = 3_600_000_000L;

    /** Beyond that many a brake has tripped long ago. */
    private static final int MOST = 100_000;

    private final Map<LinkId, Long> counted = new LinkedHashMap<>();

    boolean isFirst(LinkId link, long now) {
        Iterator<Map.Entry<LinkId, Long>> eldest = counted.entrySet().iterator();
        while (eldest.hasNext()) {
            long since = eldest.next().getValue();
            if (now - since < HOUR_MICROS && counted.size() < MOST) {
                break;
            }
            eldest.remove();
        }
        return counted.putIfAbsent(link, now) == null;
    }

    void clear() {
        counted.clear();
    }
}
