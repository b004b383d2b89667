package dev.entente.cli;

import dev.entente.connector.Connector;
import dev.entente.connector.Listing;
import dev.entente.connector.NativeReading;
import dev.entente.core.lens.NoForm;
import dev.entente.core.lens.RoundTrip;
import dev.entente.core.value.Row;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.config.Sync;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries the mappings of an entity on the first records of each system, and on generated ones: what
 * is read and written back must be what was there (I26), and what one system has must have a form
 * at the others.
 */
final class RoundTrips {

    private static final int SAMPLE = 200;

    /** The same values each time, so that a complaint can be looked into. */
    private static final long SEED = 1;

    private final EntityBinding entity;
    private final Set<String> complaints = new LinkedHashSet<>();
    private long tried;

    RoundTrips(EntityBinding entity, Sync sync) {
        this.entity = entity;
        for (Placement place : entity.placements()) {
            Connector connector = sync.system(place.branch().system()).connector();
            List<Row> rows = sample(connector, place);
            tried += rows.size();
            String at = place.branch().system() + "." + place.resource().name() + ": ";
            for (String violation : RoundTrip.check(place.mapping(), rows, SEED)) {
                complaints.add(at + violation);
            }
            rows.forEach(row -> tryAtTheOthers(at, place, row));
        }
    }

    /** How many of the systems' records were tried. */
    long tried() {
        return tried;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private static List<Row> sample(Connector connector, Placement place) {
        List<Row> rows = new ArrayList<>();
        try (Listing listing = connector.list(place.resource())) {
            @Nullable List<NativeReading> page = listing.next();
            while (page != null && rows.size() < SAMPLE) {
                for (NativeReading reading : page) {
                    if (reading.row() != null && rows.size() < SAMPLE) {
                        rows.add(reading.row());
                    }
                }
                page = rows.size() < SAMPLE ? listing.next() : null;
            }
        }
        return rows;
    }

    private void tryAtTheOthers(String at, Placement place, Row row) {
        Row values;
        try {
            values = place.mapping().read(row).values();
        } catch (NoForm e) {
            // Told already, by what was tried at its own system.
            return;
        }
        for (Placement other : entity.placements()) {
            if (!other.equals(place)) {
                try {
                    other.mapping().create(values);
                } catch (NoForm e) {
                    complaints.add(
                            at
                                    + "to "
                                    + other.branch().system()
                                    + ": "
                                    + Complaints.words(e)
                                    + ".");
                }
            }
        }
    }
}
