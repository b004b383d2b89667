package dev.entente.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.Seed;
import dev.entente.simulator.check.Breach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fields leave the file after days of work and come back to it, while people go on: nothing of the
 * others is lost, and what comes back agrees.
 */
class RedeclaredScenario {

    @Test
    void fields_leave_the_file_and_come_back() throws InterruptedException {
        Seed.eachAtOnce(300, RedeclaredScenario::redeclared);
    }

    @Test
    @Tag("full")
    void fields_leave_the_file_and_come_back_for_a_long_time() throws InterruptedException {
        Seed.eachAtOnce(3_000, RedeclaredScenario::redeclared);
    }

    private static void redeclared(Seed seed) {
        Simulation simulation = new Simulation(seed.number(), Plan.calm(seed.number()));
        simulation.run();
        simulation.redeclare();
        Breach breach = simulation.breach();
        assertThat(breach).as("%s", breach).isNull();
    }
}
