package dev.entente.engine.plan;

import dev.entente.engine.watch.Forecast;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be written.
 *
 * @param items a sample: the first of each kind, entity and system
 * @param complete whether every listing promised to leave nothing out
 * @param reasons why a run would wait for a person's word; empty where it would not
 */
public record Plan(
        List<Forecast> forecasts, List<Item> items, boolean complete, List<String> reasons) {

    public Plan {
        forecasts = List.copyOf(forecasts);
        items = List.copyOf(items);
        reasons = List.copyOf(reasons);
    }

    /**
     * @param kind create, update, delete, conflict or parked
     * @param record a key of it
     * @param why for what is parked
     */
    public record Item(
            String kind,
            String entity,
            String system,
            String record,
            List<Change> changes,
            @Nullable String why) {
        public Item {
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param from what is there; null where nothing is
     */
    public record Change(String field, @Nullable String from, @Nullable String to) {}
}
