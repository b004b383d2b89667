package dev.entente.portallab;

import org.jspecify.annotations.Nullable;

/** What one person did to one record, committed. */
sealed interface Edit {

    Site site();

    Kind kind();

    /** What people know the record by. */
    String key();

    /**
     * A field was given another value by somebody who saw the one before.
     *
     * @param from what was there; null where it was empty or the record was not there
     * @param to what is there now; null where it was emptied
     */
    record Change(
            Site site,
            Kind kind,
            String key,
            String field,
            @Nullable String from,
            @Nullable String to)
            implements Edit {}

    /** Something was added to, or taken from, a count. */
    record Count(Site site, Kind kind, String key, String field, long delta) implements Edit {}

    /** The record was deleted by somebody who saw it so. */
    record Removal(Site site, Kind kind, String key, Card seen) implements Edit {}
}
