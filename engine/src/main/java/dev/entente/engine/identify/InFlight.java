package dev.entente.engine.identify;

import dev.entente.core.link.LinkId;
import dev.entente.engine.translate.Home;

/** What identifying must know of the writes that were sent and not yet answered. */
public interface InFlight {

    /** Whether a write of this link to this system is under way. */
    boolean contains(Home home, LinkId link);

    /** Whether a create is under way there whose key the system will make. */
    boolean hasCreate(Home home);

    /** The same, of a record that could not be told by its match values if it came back. */
    boolean hasUnmatchedCreate(Home home);
}
