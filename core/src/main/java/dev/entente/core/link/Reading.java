package dev.entente.core.link;

import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import org.jspecify.annotations.Nullable;

/**
 * "At this key is now this, at this version", in canonical form.
 *
 * @param key null only where nothing was found under a natural key
 * @param values may be partial: an absent cell says nothing (unchanged TOAST, a thin webhook), a
 *     null says null
 * @param residue native values of fields whose lens loses information (see {@link Seen#residue})
 */
public record Reading(
        @Nullable Key key, Standing standing, Row values, Row residue, Version version) {

    public static Reading gone(@Nullable Key key, int width, Version version) {
        return new Reading(key, Standing.ABSENT, Row.empty(width), Row.empty(width), version);
    }

    public Reading withVersion(Version next) {
        return new Reading(key, standing, values, residue, next);
    }
}
