package dev.entente.core.link;

import org.jspecify.annotations.Nullable;

/**
 * A reading that came from the system's own feed or listing, not in answer to a write of ours.
 *
 * @param time when the system says it was changed, in microseconds since the epoch, or {@link
 *     #NO_TIME}
 * @param actor who changed it, where the system tells; {@link #TRIGGER}, where the system itself
 *     did
 * @param now the engine's clock when it was taken in, in microseconds since the epoch
 */
public record Observation(Reading reading, long time, @Nullable String actor, long now) {

    /** The system did not say when. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /**
     * The system did it, in answer to a write of ours: a trigger, a rule, a foreign key that
     * cascades.
     */
    public static final String TRIGGER = "a trigger";
}
