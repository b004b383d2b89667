package dev.entente.core.value;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a system says about which state of a record this is. Versions are compared only within one
 * key (R14).
 */
public sealed interface Version
        permits Version.Position, Version.Tag, Version.Vector, Version.None {

    /**
     * Ordered and exact: a log position. A greater one is later; an equal one is the same state.
     */
    record Position(long value) implements Version {}

    /** An opaque token (an ETag): equal or not, never earlier or later. */
    record Tag(String value) implements Version {}

    /** One counter a device, for replicas that work offline: concurrent where neither dominates. */
    record Vector(Map<String, Long> counters) implements Version {
        public Vector {
            counters = Collections.unmodifiableMap(new TreeMap<>(counters));
        }
    }

    /** The system says nothing. A time of modification is a hint, not a version (R11). */
    enum None implements Version {
        NONE
    }

    /** Whether this is certainly not later than {@code known}: only positions can tell. */
    default boolean isStaleBeside(@Nullable Version known) {
        return this instanceof Position(long mine)
                && known instanceof Position(long theirs)
                && mine <= theirs;
    }
}
