package dev.entente.engine.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the file with what is really there, and picks lenses and types. Connects to nothing. */
public final class Binder {

    private Binder() {}

    /**
     * @param systems every system of the file, described
     * @return what the engine runs, or every problem; warnings either way
     */
    public static Result<Sync> bind(Config config, List<SystemBinding> systems) {
        Problems problems = new Problems();
        Map<String, SystemBinding> byName = new HashMap<>();
        systems.forEach(system -> byName.put(system.name(), system));
        for (Config.SystemConfig system : config.systems()) {
            if (!byName.containsKey(system.name())) {
                throw new IllegalArgumentException("`" + system.name() + "` was not described");
            }
        }
        List<EntityBinding> entities = new ArrayList<>();
        Map<String, Name> tables = new HashMap<>();
        for (EntityConfig entity : config.entities()) {
            refuseTwice(entity, tables, problems);
            EntityBinding binding = new EntityBinder(entity, byName, problems).bind();
            if (binding != null) {
                entities.add(binding);
            }
        }
        List<SystemBinding> inOrder =
                config.systems().stream().map(system -> byName.get(system.name())).toList();
        return problems.hasErrors()
                ? problems.bad()
                : problems.good(new Sync(inOrder, entities, config.keep()));
    }

    /** One table is one entity, or two would write the same rows. */
    private static void refuseTwice(
            EntityConfig entity, Map<String, Name> tables, Problems problems) {
        for (AtConfig at : entity.at()) {
            String table = at.system().text() + " " + at.table().text();
            Name other = tables.putIfAbsent(table, entity.name());
            if (other != null && !other.equals(entity.name())) {
                problems.error(
                        at.table().place(),
                        "The table `%s` at %s is kept by two entities: %s and %s."
                                .formatted(
                                        at.table().text(),
                                        at.system().text(),
                                        other.text(),
                                        entity.name().text()),
                        "Put their fields into one entity.");
            }
        }
    }
}
