package dev.entente.core.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** What must hold of every single step. */
final class StepChecks {
    private StepChecks() {}

    static void check(Link before, Event event, Step step, Entity entity) {
        Set<Integer> written = new HashSet<>();
        for (Write write : step.writes()) {
            assertThat(written.add(write.branch())).as("I16: two writes to one system").isTrue();
            isSound(write, step.after(), entity);
        }
        for (Write write : step.writes()) {
            assertThat(before.replica(write.branch()).standing())
                    .as("a system is written to before it is met or listed: %s", write)
                    .matches(standing ->
                            standing != Standing.UNMET || !hasUnmet(step.after(), write));
        }
        for (int i = 0; i < step.after().replicas().size(); i++) {
            keepsItsFlight(before.replica(i), step.after().replica(i), written.contains(i));
        }
        twiceIsOnce(event, step, entity);
    }

    private static boolean hasUnmet(Link after, Write write) {
        return after.replica(write.branch()).standing() == Standing.UNMET;
    }

    private static void isSound(Write write, Link after, Entity entity) {
        Replica replica = after.replica(write.branch());
        assertThat(replica.flight().unsettled())
                .as("a write that is sent is the one that the link waits for")
                .isEqualTo(write);
        assertThat(replica.parked()).as("written to although it is set aside").isNull();
        switch (write.kind()) {
            case CREATE ->
                    assertThat(replica.standing())
                            .as("a create where the record is: %s", write)
                            .isEqualTo(Standing.ABSENT);
            case UPDATE -> {
                assertThat(replica.key()).as("an update elsewhere").isEqualTo(write.key());
                assertThat(write.values().isEmpty()).as("an update of nothing").isFalse();
                for (int i = 0; i < entity.width(); i++) {
                    if (write.values().has(i)) {
                        assertThat(entity.branches().get(write.branch()).fields().get(i).written())
                                .as("I10: a field that is not ours is sent: f%d", i)
                                .isTrue();
                        assertThat(write.values().get(i))
                                .as("a field is sent that is there already: f%d", i)
                                .isNotEqualTo(write.expected().values().get(i));
                    }
                }
            }
            case DELETE -> {
                assertThat(replica.key()).as("a delete elsewhere").isEqualTo(write.key());
                assertThat(replica.standing()).isEqualTo(Standing.PRESENT);
            }
        }
    }

    /** An unsettled write ends by its outcome alone, and is not forgotten. */
    private static void keepsItsFlight(Replica before, Replica after, boolean planned) {
        Write was = before.flight().unsettled();
        Write is = after.flight().unsettled();
        if (!Objects.equals(was, is) && is != null) {
            assertThat(planned).as("a write is waited for that was never sent: %s", is).isTrue();
        }
        if (is == null) {
            assertThat(after.flight().waiting())
                    .as("observations wait although nothing is unsettled")
                    .isEmpty();
        }
    }

    /** I15. */
    private static void twiceIsOnce(Event event, Step step, Entity entity) {
        Step again = Steps.step(step.after(), event, entity);
        assertThat(again.writes()).as("I15: the same event again leads to writes").isEmpty();
        assertThat(again.after().head())
                .as("I15: the same event again moves the head")
                .isEqualTo(step.after().head());
    }
}
