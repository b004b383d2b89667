package dev.entente.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import dev.entente.simulator.Plan;
import dev.entente.simulator.Simulation;
import dev.entente.simulator.history.People;
import dev.entente.testkit.system.FakeSystem;
import dev.entente.testkit.system.Users;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StoryTest {

    @Test
    void of_an_edit_that_the_engine_never_sees_says_who_did_what_and_what_is_there() {
        Simulation simulation = new Simulation(17, Plan.single(17, People.Act.EDIT));
        simulation.run();
        FakeSystem portal = simulation.scene().systems().getFirst();
        Key key = portal.rows("orders").keySet().iterator().next();
        boolean _ =
                portal.user("somebody")
                        .update(
                                "orders",
                                key,
                                Users.row(
                                        portal.table("orders").resource(),
                                        "patient_name",
                                        Value.of("unseen")));
        Breach breach = Objects.requireNonNull(simulation.breach());
        assertThat(breach.invariant()).isEqualTo(Invariant.I1);
        assertThat(breach.what()).contains("portal and lab differ in patient", "unseen");
        assertThat(breach.story())
                .contains("the story of order N")
                .contains("portal: a user set patient to unseen")
                .contains("    Entente: ")
                .containsPattern("08:00:0\\d\\.\\d{3}  engine 1 starts")
                .contains("expected: every system has the same")
                .contains("found:\n  portal: number = N");
    }
}
