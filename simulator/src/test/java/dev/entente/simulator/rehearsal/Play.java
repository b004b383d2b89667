package dev.entente.simulator.rehearsal;

import dev.entente.connector.Abilities;
import dev.entente.connector.Catalog;
import dev.entente.connector.Connector;
import dev.entente.connector.ConnectorKind;
import dev.entente.connector.Host;
import dev.entente.connector.Resource;
import dev.entente.connector.Settings;
import dev.entente.engine.config.Config;
import dev.entente.engine.config.ConfigReader;
import dev.entente.engine.config.Result;
import dev.entente.simulator.check.Breach;
import dev.entente.simulator.scene.Invention;
import dev.entente.simulator.scene.Looks;
import dev.entente.simulator.scene.Scenery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Files of a kind of system that nobody can reach. */
final class Play {

    static final Abilities ABILITIES =
            new Abilities(true, true, false, true, true, 1_000, Duration.ZERO);

    private Play() {}

    private record Unreachable() implements ConnectorKind {
        @Override
        public String name() {
            return "unreachable";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public List<Problem> validate(Settings settings) {
            return List.of();
        }

        @Override
        public Connector open(Settings settings, Host host) {
            throw new IllegalStateException("nobody opens it");
        }
    }

    static Config config(String entities) {
        String text =
                """
                systems:
                  shop: { connector: unreachable }
                  warehouse: { connector: unreachable }
                entities:
                """
                        + entities.indent(2);
        return switch (new ConfigReader(List.of(new Unreachable()), _ -> null)
                .read("t.yaml", text)) {
            case Result.Good<Config> good -> good.value();
            case Result.Bad<Config> bad -> throw new AssertionError(bad.problems().toString());
        };
    }

    static Scenery scenery(String entities) {
        Config config = config(entities);
        Invention invention = new Invention(config);
        List<Looks> looks = new ArrayList<>();
        for (Config.SystemConfig system : config.systems()) {
            looks.add(invention.of(system.name(), ABILITIES));
        }
        return new Scenery(config, looks);
    }

    static Report report(String entities, long seed) {
        return report(scenery(entities), seed);
    }

    static Report report(Scenery scenery, long seed) {
        Rehearsal.Terms terms = new Rehearsal.Terms(1, 4, 20);
        Reckoning reckoning = new Reckoning();
        Breach breach = new Rehearsal(scenery, seed, terms).play(reckoning, () -> {});
        if (breach != null) {
            throw new AssertionError(breach + "\n" + breach.story());
        }
        return reckoning.report(1, terms, List.of());
    }

    /** The same, where the warehouse has another type for a column. */
    static Scenery with(String entities, String column, String type) {
        Config config = config(entities);
        List<Looks> looks = new ArrayList<>();
        for (Config.SystemConfig system : config.systems()) {
            Looks look = new Invention(config).of(system.name(), ABILITIES);
            List<Resource> resources =
                    look.catalog().resources().stream()
                            .map(resource ->
                                    system.name().equals("warehouse")
                                            ? retyped(resource, column, type)
                                            : resource)
                            .toList();
            looks.add(new Looks(system.name(), new Catalog(resources), ABILITIES));
        }
        return new Scenery(config, looks);
    }

    private static Resource retyped(Resource resource, String name, String type) {
        List<Resource.Column> columns =
                resource.columns().stream()
                        .map(column ->
                                column.name().equals(name)
                                        ? new Resource.Column(
                                                column.index(),
                                                name,
                                                column.kind(),
                                                type,
                                                column.nullable(),
                                                column.generated(),
                                                column.defaulted())
                                        : column)
                        .toList();
        return new Resource(resource.name(), columns, resource.key(), resource.uniques());
    }
}
