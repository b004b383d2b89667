package dev.entente.core.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.step.World.Action;
import dev.entente.core.step.World.Kind;

/** I2: once all is at rest, what was delivered and comes again causes nothing. */
final class Redelivery {
    private Redelivery() {}

    static void check(World rest) {
        World world = rest;
        for (Site site : rest.sites()) {
            world = world.withSite(site.rewound(site.delivered().size()));
        }
        for (int i = 0; i < world.sites().size(); i++) {
            while (world.isEnabled(Kind.DELIVER, i)) {
                world = Moves.take(world, new Action(Kind.DELIVER, i), Story.untold());
            }
        }
        assertThat(world.passages())
                .as("I2: redelivery at rest causes a write")
                .isEqualTo(rest.passages());
        assertThat(world.link().head())
                .as("I2: redelivery at rest moves the head")
                .isEqualTo(rest.link().head());
    }
}
