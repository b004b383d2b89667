package dev.entente.simulator.scene;

import dev.entente.core.entity.Field;
import dev.entente.core.link.Parked;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.config.Sync;
import dev.entente.testkit.system.FakeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sync and the fake systems behind it.
 *
 * @param systems in the order of the sync
 * @param excused what a record may be set aside for without anything being broken (I1)
 */
public record Scene(Sync sync, List<FakeSystem> systems, Set<Parked.Kind> excused) {

    public Scene {
        systems = List.copyOf(systems);
        excused = Set.copyOf(excused);
    }

    public FakeSystem system(Placement place) {
        for (FakeSystem system : systems) {
            if (system.name().equals(place.branch().system())) {
                return system;
            }
        }
        throw new IllegalArgumentException("no system " + place.branch().system());
    }

    /** What people know a record by. */
    public static Name name(EntityBinding entity, Row values) {
        List<Value> match = new ArrayList<>();
        for (Field field : entity.entity().matches().getFirst()) {
            match.add(values.orNull(field.index()));
        }
        return new Name(entity.entity().name(), match);
    }

    /** Every row of one place as the entity has it, in no order that matters. */
    public List<Row> values(Placement place) {
        Map<?, Row> rows = system(place).rows(place.resource().name());
        return rows.values().stream().map(row -> place.mapping().read(row).values()).toList();
    }
}
