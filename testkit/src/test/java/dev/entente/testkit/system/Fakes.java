package dev.entente.testkit.system;

import dev.entente.connector.Connector;
import dev.entente.connector.Resource.Kind;
import dev.entente.connector.SystemHost;
import dev.entente.core.value.Value;
import dev.entente.testkit.Subject;

/** Fake systems with the tables of the contracts. */
record Fakes(FakeSystem system) implements Subject {
    static Fakes with(Habits habits) {
        return new Fakes(
                new FakeSystem(
                        "fake",
                        new SystemHost(),
                        habits,
                        FakeTable.named("items")
                                .key("id", Kind.WHOLE)
                                .column("code", Kind.TEXT)
                                .unique()
                                .column("amount", Kind.WHOLE)
                                .column("note", Kind.TEXT)
                                .byDefault(Value.of("new"))
                                .build(),
                        FakeTable.named("pairs")
                                .key("left", Kind.WHOLE)
                                .key("right", Kind.TEXT)
                                .column("value", Kind.TEXT)
                                .build(),
                        FakeTable.named("ticks").serial("id").column("label", Kind.TEXT).build()));
    }

    @Override
    public Connector connector() {
        return system;
    }

    @Override
    public Connector reopened() {
        return system;
    }

    @Override
    public Users users() {
        return system.user("ann");
    }

    @Override
    public void close() {
        system.close();
    }
}
