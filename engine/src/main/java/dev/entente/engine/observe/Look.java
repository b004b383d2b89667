package dev.entente.engine.observe;

import dev.entente.core.link.LinkId;
import dev.entente.core.value.Key;
import dev.entente.engine.translate.Home;
import org.jspecify.annotations.Nullable;

/**
 * A key that must be read again before it counts: what was noticed there was not enough, or not
 * certain to be current.
 *
 * @param beside another key there that is read along, because the two may be one record (R15)
 * @param rival the link that it matches, and which was or is made there by ourselves
 */
public record Look(Home home, Key key, @Nullable Key beside, @Nullable LinkId rival) {

    public static Look at(Home home, Key key) {
        return new Look(home, key, null, null);
    }

    /** The same, for one that was to be read there already. */
    public Look withRivalOf(Look former) {
        return rival == null ? new Look(home, key, beside, former.rival) : this;
    }
}
