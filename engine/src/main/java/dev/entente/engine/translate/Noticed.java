package dev.entente.engine.translate;

import dev.entente.core.link.Reading;
import dev.entente.core.value.Key;
import org.jspecify.annotations.Nullable;

/** A change at a system, in canonical form; which record it is of is not known yet. */
public sealed interface Noticed {

    Home home();

    /**
     * The record under this key is now this, or gone.
     *
     * @param former its key until then, where the key itself was changed
     * @param time by the system's clock, as in {@link dev.entente.core.link.Observation}
     * @param now the engine's clock when it was read
     */
    record Found(
            Home home,
            Key key,
            @Nullable Key former,
            Reading reading,
            long time,
            @Nullable String actor,
            long now)
            implements Noticed {}

    /**
     * The record under this key is there, but a value of it has no canonical form.
     *
     * @param why a whole sentence
     */
    record Unreadable(Home home, Key key, @Nullable Key former, String why, long now)
            implements Noticed {}

    /** Something changed under this key, but the change does not tell enough: read it whole. */
    record Hinted(Home home, Key key, @Nullable Key former, long now) implements Noticed {}

    /** All records are gone at once. */
    record Emptied(Home home, long now) implements Noticed {}
}
