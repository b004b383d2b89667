package dev.entente.cli;

import dev.entente.connector.Catalog;
import dev.entente.connector.Resource;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.config.SystemBinding;
import dev.entente.engine.store.Catalogs;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the systems look like while a sync runs, for whoever asks about it once nothing runs. */
final class LastSeen {
    private LastSeen() {}

    /** Remembers the resources that the sync works with. */
    static void remember(Opened opened) {
        Map<String, Catalog> seen = new LinkedHashMap<>();
        for (SystemBinding system : opened.sync().systems()) {
            seen.put(system.name(), new Catalog(List.copyOf(used(opened, system.name()))));
        }
        Catalogs.save(opened.store(), seen);
    }

    private static Set<Resource> used(Opened opened, String system) {
        Set<Resource> used = new LinkedHashSet<>();
        for (EntityBinding entity : opened.sync().entities()) {
            for (Placement placement : entity.placements()) {
                if (placement.branch().system().equals(system)) {
                    used.add(placement.resource());
                }
            }
        }
        return used;
    }
}
