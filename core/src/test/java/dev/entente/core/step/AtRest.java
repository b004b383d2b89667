package dev.entente.core.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Link;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Replica;
import dev.entente.core.step.World.Op;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold once nothing is on its way any more. */
final class AtRest {
    private final World world;
    private final Link link;

    private AtRest(World world) {
        this.world = world;
        this.link = world.link();
    }

    static void check(World world) {
        AtRest rest = new AtRest(world);
        rest.nothingIsStuck();
        if (rest.waitsForAPerson(Conflict.PRESENCE) || rest.isParked()) {
            return;
        }
        rest.presenceAgrees();
        rest.valuesAgree();
        rest.editsAreAccountedFor();
        rest.presenceIsRight();
        for (Field field : world.setting().entity().fields()) {
            Verdict verdict = new Verdict(world, field);
            if (rest.waitsForAPerson(field.index())) {
                verdict.isWorthAsking();
            } else {
                verdict.check();
            }
        }
    }

    private void nothingIsStuck() {
        for (Replica replica : link.replicas()) {
            assertThat(replica.flight().unsettled()).as("I2: a write is never settled").isNull();
            assertThat(replica.flight().waiting()).as("I2: observations wait for ever").isEmpty();
        }
    }

    private boolean isParked() {
        boolean parked = false;
        for (Replica replica : link.replicas()) {
            Parked why = replica.parked();
            if (why != null) {
                boolean mayBe =
                        switch (why.kind()) {
                            case AMBIGUOUS_WRITE -> !world.setting().habits().certain();
                            case BOUNCING -> world.setting().triggers().size() > 1;
                            case REJECTED, UNTRANSLATABLE, AMBIGUOUS_MATCH, KEY_TAKEN -> false;
                        };
                assertThat(mayBe).as("I1: set aside without need: %s", why).isTrue();
                parked = true;
            }
        }
        return parked;
    }

    private boolean waitsForAPerson(int field) {
        return link.conflicts().stream().anyMatch(conflict -> conflict.field() == field);
    }

    private void presenceAgrees() {
        boolean anywhere = world.sites().stream().anyMatch(site -> site.row() != null);
        for (Site site : world.sites()) {
            assertThat(site.row() != null)
                    .as("I1: presence at %s, head %s", site.name(), link.head().tombstone())
                    .isEqualTo(anywhere);
            assertThat(link.replica(site.branch().index()).isPresent())
                    .as("what the link believes of %s", site.name())
                    .isEqualTo(anywhere);
        }
        if (anywhere) {
            assertThat(link.head().isDeleted()).as("the head, while the record lives").isFalse();
        }
    }

    private void valuesAgree() {
        for (Site site : world.sites()) {
            Row row = site.row();
            if (row == null) {
                continue;
            }
            int index = site.branch().index();
            assertThat(link.replica(index).key())
                    .as("I14: key at %s", site.name())
                    .isEqualTo(site.key());
            for (Field field : world.setting().entity().fields()) {
                if (site.branch().maps(field)) {
                    valueAgrees(site, row, field);
                }
            }
        }
    }

    private void valueAgrees(Site site, Row row, Field field) {
        int index = field.index();
        Value seen = link.replica(site.branch().index()).seen().values().get(index);
        assertThat(seen)
                .as("I21: f%d as seen at %s, and as it is there", index, site.name())
                .isEqualTo(row.get(index));
        if (!waitsForAPerson(index)) {
            Branch branch = site.branch();
            Value head = link.head().values().orNull(index);
            if (!row.orNull(index).equals(branch.normal(field).of(head))) {
                assertThat(row.get(index)).as("I1: f%d at %s", index, site.name()).isEqualTo(head);
            }
        }
    }

    /** I6, by values that each edit gives for itself. */
    private void editsAreAccountedFor() {
        for (Op op : world.ops()) {
            for (Field field : world.setting().entity().fields()) {
                boolean counts = op.touches(field.index()) && field.policy().takesWhole();
                if (counts && !isAccountedFor(op, field.index())) {
                    throw new AssertionError(
                            "I6: the edit f%d := %s at %s is neither present, nor superseded, nor in the journal"
                                    .formatted(
                                            field.index(),
                                            Story.show(
                                                    Objects.requireNonNull(op.is())
                                                            .get(field.index())),
                                            world.site(op.site()).name()));
                }
            }
        }
    }

    private boolean isAccountedFor(Op op, int field) {
        Value value = Objects.requireNonNull(op.is()).orNull(field);
        return value.equals(link.head().values().get(field)) // kept under a tombstone, too
                || world.journal().contains(new World.Kept(field, value))
                || (op.isCreate() && value.isNull())
                || world.ops().stream().anyMatch(later -> supersedes(later, value, field))
                || waitsForAPerson(field);
    }

    private boolean supersedes(Op later, Value value, int field) {
        Row was = later.was();
        Value there = world.site(later.site()).branch().fields().get(field).normal().of(value);
        return was != null
                && (value.equals(was.get(field)) || there.equals(was.get(field)))
                && (later.isDelete() || later.touches(field));
    }

    private void presenceIsRight() {
        List<Op> deletes = world.ops().stream().filter(Op::isDelete).toList();
        boolean created = world.ops().stream().anyMatch(Op::isCreate);
        if (deletes.isEmpty() || created || !wasEverywhereAlike() || anyIsWrittenBack()) {
            assertThat(link.head().isDeleted() && deletes.isEmpty())
                    .as("I7: gone although nobody deleted it")
                    .isFalse();
            return;
        }
        boolean alive = !link.head().isDeleted();
        boolean contradicted = deletes.stream().anyMatch(this::isContradicted);
        if (world.setting().entity().deletes() == DeletePolicy.DELETE_WINS || !contradicted) {
            assertThat(alive)
                    .as("I8: alive although it was deleted, and nobody objected")
                    .isFalse();
        } else if (world.setting().entity().deletes() == DeletePolicy.UPDATE_WINS
                && deletes.size() == 1
                && isContradictedForSure(deletes.getFirst())) {
            assertThat(alive).as("gone, though an edit objected and updates win").isTrue();
        }
    }

    /** A delete of what somebody edited who may not is about neither of the two values. */
    private boolean anyIsWrittenBack() {
        return world.setting().entity().fields().stream()
                .anyMatch(field ->
                        field.policy() instanceof Policy.Owner(int system)
                                && world.ops().stream()
                                        .anyMatch(op ->
                                                op.site() != system && op.touches(field.index())));
    }

    private boolean wasEverywhereAlike() {
        return world.setting().initial().stream().allMatch(Objects::nonNull)
                && world.setting().initial().stream().distinct().count() == 1;
    }

    /** Whether somebody changed a field mapped where it was deleted, without having seen that. */
    private boolean isContradicted(Op delete) {
        return world.ops().stream()
                .anyMatch(op ->
                        op.is() != null
                                && op.site() != delete.site()
                                && world.setting().entity().fields().stream()
                                        .anyMatch(field -> isNews(op, delete, field)));
    }

    private boolean isNews(Op op, Op delete, Field field) {
        return world.site(delete.site()).maps(field)
                && op.touches(field.index())
                && !delete.before().has(field.index(), op.id());
    }

    /** Whether one of those edits certainly changes the record that the delete was about. */
    private boolean isContradictedForSure(Op delete) {
        return world.ops().stream()
                .anyMatch(op ->
                        op.is() != null
                                && op.site() != delete.site()
                                && world.setting().entity().fields().stream()
                                        .filter(field ->
                                                field.policy() instanceof Policy.LastWriterWins)
                                        .anyMatch(field ->
                                                isNews(op, delete, field) && isOnly(op, field)));
    }

    private boolean isOnly(Op op, Field field) {
        return world.ops().stream()
                .noneMatch(other -> !other.equals(op) && other.touches(field.index()));
    }

    static @Nullable AssertionError broken(World world) {
        try {
            check(world);
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }
}
