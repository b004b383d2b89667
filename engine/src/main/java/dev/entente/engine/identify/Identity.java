package dev.entente.engine.identify;

import dev.entente.core.link.LinkId;
import dev.entente.core.value.Key;
import dev.entente.engine.store.Kept;
import org.jspecify.annotations.Nullable;

/** To which record something belongs that was noticed at a system. */
public sealed interface Identity {

    /** To this one: by its key, or by a match where it has no key there. */
    record Known(Kept kept) implements Identity {}

    /** To none that is known. */
    record Unknown() implements Identity {}

    /** To one of several: a person decides. */
    record Ambiguous(int candidates) implements Identity {}

    /** To one that has another key there, which is still there as far as we know (R15). */
    record Taken(Kept kept, Key bound) implements Identity {}

    /**
     * It may be the echo of a create of ours: read it again once that is answered.
     *
     * @param rival the link that is being made there, where it is known by a match
     */
    record NotYet(@Nullable LinkId rival) implements Identity {}

    /** To nobody, and it is gone anyway. */
    record Nobody() implements Identity {}
}
