package dev.entente.engine.translate;

import dev.entente.connector.Resource;
import dev.entente.core.entity.Entity;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.config.Sync;
import dev.entente.engine.config.SystemBinding;
import dev.entente.engine.store.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every entity at every system where it is kept. */
public final class Homes {

    private final Sync sync;
    private final List<Home> all = new ArrayList<>();
    private final Map<String, List<Home>> ofEntity = new HashMap<>();
    private final List<Map<String, List<Home>>> byResource = new ArrayList<>();

    public Homes(Sync sync, Shapes shapes) {
        this.sync = sync;
        sync.systems().forEach(_ -> byResource.add(new HashMap<>()));
        for (EntityBinding binding : sync.entities()) {
            int entity = shapes.entity(binding.entity());
            List<Home> homes = new ArrayList<>();
            for (Placement placement : binding.placements()) {
                String name = placement.branch().system();
                int system = indexOf(name);
                int number = shapes.system(name);
                Home home = new Home(all.size(), binding, entity, system, number, placement);
                homes.add(home);
                all.add(home);
                byResource
                        .get(system)
                        .computeIfAbsent(placement.resource().name(), _ -> new ArrayList<>())
                        .add(home);
            }
            ofEntity.put(binding.entity().name(), List.copyOf(homes));
        }
    }

    private int indexOf(String system) {
        for (int i = 0; i < sync.systems().size(); i++) {
            if (sync.systems().get(i).name().equals(system)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no system `" + system + "`");
    }

    public List<Home> all() {
        return all;
    }

    public int systems() {
        return sync.systems().size();
    }

    public SystemBinding system(int system) {
        return sync.systems().get(system);
    }

    /** One per branch, in their order. */
    public List<Home> of(Entity entity) {
        return ofEntity.getOrDefault(entity.name(), List.of());
    }

    public Home at(Entity entity, int branch) {
        return of(entity).get(branch);
    }

    /** The entities that this resource keeps; none where nothing of it is mapped. */
    public List<Home> under(int system, Resource resource) {
        return byResource.get(system).getOrDefault(resource.name(), List.of());
    }

    public List<Home> ofSystem(int system) {
        return all.stream().filter(home -> home.system() == system).toList();
    }

    /** What of a system is mapped, each once, in the order of the file. */
    public List<Resource> resources(int system) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        List<Resource> resources = new ArrayList<>();
        for (Home home : ofSystem(system)) {
            if (names.add(home.resource().name())) {
                resources.add(home.resource());
            }
        }
        return resources;
    }

    public @Nullable Entity entity(String name) {
        List<Home> homes = ofEntity.getOrDefault(name, List.of());
        return homes.isEmpty() ? null : homes.getFirst().entity();
    }

    public List<Entity> entities() {
        return sync.entities().stream().map(EntityBinding::entity).toList();
    }
}
