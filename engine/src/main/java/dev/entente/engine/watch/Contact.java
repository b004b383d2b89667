package dev.entente.engine.watch;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a system can be reached. Reader and writer each find out for themselves; people hear of
 * it once. From any thread.
 */
public final class Contact {

    private final String system;
    private final Listener listener;
    private final Map<Way, String> lost = new EnumMap<>(Way.class);

    /** Who finds out. */
    public enum Way {
        READING,
        WRITING
    }

    public Contact(String system, Listener listener) {
        this.system = system;
        this.listener = listener;
    }

    public synchronized void lost(Way way, String why) {
        boolean first = lost.isEmpty();
        lost.put(way, why);
        if (first) {
            listener.heard(new Notice.Down(system, why));
        }
    }

    public synchronized void found(Way way) {
        if (lost.remove(way) != null && lost.isEmpty()) {
            listener.heard(new Notice.Up(system));
        }
    }

    /** Why it cannot be reached, or null. */
    public synchronized @Nullable String trouble() {
        return lost.isEmpty() ? null : lost.values().iterator().next();
    }
}
