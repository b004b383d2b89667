package dev.entente.engine.config;

import dev.entente.core.entity.Type;
import dev.entente.engine.config.AtConfig.FieldAt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field, its type, and how each site maps it.
 *
 * @param at one a site, in their order; null where the site does not have the field
 */
record FieldPlan(Name name, Type type, boolean personal, List<@Nullable FieldAt> at) {

    FieldPlan {
        at = Collections.unmodifiableList(new ArrayList<>(at));
    }

    long sites() {
        return at.stream().filter(one -> one != null).count();
    }
}
