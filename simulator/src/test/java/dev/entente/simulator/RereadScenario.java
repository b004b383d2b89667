package dev.entente.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.Seed;
import dev.entente.core.value.Row;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.simulator.check.Breach;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A system that must be read anew after days of work. Where it was restored from a backup, what it
 * lacks comes back from the others, what they deleted goes again, and nothing that is old travels;
 * where only its log was lost, all counts that happened meanwhile.
 */
class RereadScenario {

    @Test
    void brings_back_what_the_backup_lacks() throws InterruptedException {
        Seed.eachAtOnce(300, RereadScenario::restored);
    }

    @Test
    @Tag("full")
    void brings_back_what_the_backup_lacks_for_a_long_time() throws InterruptedException {
        Seed.eachAtOnce(3_000, RereadScenario::restored);
    }

    @Test
    void takes_in_what_happened_while_a_log_was_lost() throws InterruptedException {
        Seed.eachAtOnce(300, RereadScenario::lost);
    }

    @Test
    @Tag("full")
    void takes_in_what_happened_while_a_log_was_lost_for_a_long_time() throws InterruptedException {
        Seed.eachAtOnce(3_000, RereadScenario::lost);
    }

    private static void lost(Seed seed) {
        Simulation simulation = new Simulation(seed.number(), Plan.calm(seed.number()));
        simulation.run();
        simulation.loseLog((int) (seed.number() % 2));
        Breach breach = simulation.breach();
        assertThat(breach).as("%s", breach).isNull();
    }

    private static void restored(Seed seed) {
        Simulation simulation = new Simulation(seed.number(), Plan.calm(seed.number()));
        simulation.run();
        List<List<Row>> before = records(simulation);
        int system = (int) (seed.number() % 2);
        int without = 1 + (int) (seed.number() % 37);
        simulation.restore(system, without);
        assertThat(records(simulation))
                .as("without %d commits of system %d", without, system)
                .isEqualTo(before);
    }

    /** What each system holds, in the fields of the entity, in one order. */
    private static List<List<Row>> records(Simulation simulation) {
        List<List<Row>> records = new ArrayList<>();
        for (EntityBinding entity : simulation.scene().sync().entities()) {
            for (Placement place : entity.placements()) {
                records.add(
                        simulation.scene().values(place).stream()
                                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                                .toList());
            }
        }
        return records;
    }
}
