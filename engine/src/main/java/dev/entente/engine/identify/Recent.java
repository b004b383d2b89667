package dev.entente.engine.identify;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Replica;
import dev.entente.engine.store.Kept;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The links last worked on of which a write is under way: they come again at once, when it is
 * answered. Those that are settled mostly do not, and would only grow old here. Used by the
 * reconciler alone, and always as the store has them.
 */
public final class Recent {

    private final int most;
    private final LinkedHashMap<LinkId, Kept> links = new LinkedHashMap<>(1024, 0.75f, true);

    /**
     * @param most how many are remembered; a link is some two kilobytes
     */
    public Recent(int most) {
        this.most = most;
    }

    @Nullable Kept get(LinkId id) {
        return links.get(id);
    }

    void remember(Map<LinkId, @Nullable Kept> worked) {
        for (Map.Entry<LinkId, @Nullable Kept> entry : worked.entrySet()) {
            Kept kept = entry.getValue();
            if (kept == null || isSettled(kept)) {
                links.remove(entry.getKey());
            } else {
                links.put(entry.getKey(), kept);
            }
        }
        var eldest = links.entrySet().iterator();
        for (int over = links.size() - most; over > 0; over--) {
            eldest.next();
            eldest.remove();
        }
    }

    private static boolean isSettled(Kept kept) {
        for (Replica replica : kept.link().replicas()) {
            if (replica.flight().unsettled() != null) {
                return false;
            }
        }
        return true;
    }
}
