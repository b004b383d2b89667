package dev.entente.core.step;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Wherever the head differs from what a system holds, a write: at most one unsettled write a
 * replica (I16), none to a system where the record has not been looked for, none while a person is
 * asked about it.
 */
final class Planning {

    private final Draft draft;

    Planning(Draft draft) {
        this.draft = draft;
    }

    void plan() {
        if (draft.conflict(Conflict.PRESENCE) != null) {
            return;
        }
        for (Branch branch : draft.entity.branches()) {
            Replica replica = draft.replica(branch.index());
            Flight flight = replica.flight();
            if (flight.unsettled() == null && flight.found() == null && mayTry(branch, replica)) {
                Write write = due(branch, replica);
                if (write != null || isRejected(replica)) {
                    takeUp(branch, replica);
                }
                if (write != null) {
                    send(branch, write);
                }
            }
        }
    }

    /**
     * What a system did not take it may take once the record has changed, there or elsewhere: that
     * is another write, or none is needed. What nobody can tell, or does not end, waits for a
     * person.
     */
    private boolean mayTry(Branch branch, Replica replica) {
        Parked parked = replica.parked();
        return parked == null
                || switch (parked.kind()) {
                    case REJECTED, UNTRANSLATABLE, KEY_TAKEN -> draft.hasMoved(branch.index());
                    case AMBIGUOUS_MATCH, AMBIGUOUS_WRITE, BOUNCING -> false;
                };
    }

    private static boolean isRejected(Replica replica) {
        return replica.parked() != null && replica.parked().kind() == Parked.Kind.REJECTED;
    }

    private void takeUp(Branch branch, Replica replica) {
        if (replica.parked() != null) {
            draft.set(branch.index(), replica.withParked(null));
            draft.fact(new Fact.TakenUp(branch.index(), ""));
        }
    }

    private void send(Branch branch, Write write) {
        Replica replica = draft.replica(branch.index());
        Flight flight = replica.flight();
        int generation =
                write.kind() == Write.Kind.CREATE ? draft.generation() : replica.generation();
        draft.set(
                branch.index(),
                replica.withKey(replica.key(), generation).withFlight(flight.withUnsettled(write)));
        draft.send(write);
    }

    private @Nullable Write due(Branch branch, Replica replica) {
        return switch (replica.standing()) {
            case UNMET, OUT_OF_SCOPE -> null;
            case ABSENT ->
                    draft.isDeleted() || !branch.rights().create() ? null : create(branch, replica);
            case PRESENT ->
                    draft.isDeleted() || replica.generation() < draft.generation()
                            ? delete(branch, replica)
                            : update(branch, replica);
        };
    }

    /**
     * A record is made where it is not, if it is anywhere at all, and only once every copy of an
     * earlier life is gone (R16).
     */
    private @Nullable Write create(Branch branch, Replica replica) {
        if (!isAnywhere()) {
            return null;
        }
        @Nullable Value[] values = new @Nullable Value[draft.entity.width()];
        @Nullable Mark[] marks = new @Nullable Mark[draft.entity.width()];
        boolean any = false;
        for (Field field : draft.entity.fields()) {
            int i = field.index();
            Value head = draft.head(i);
            if (branch.writes(field) && head != null) {
                values[i] = head;
                marks[i] = draft.headMark(i);
                any = true;
            }
        }
        return any
                ? write(branch, Write.Kind.CREATE, replica, Row.owning(values), Marks.owning(marks))
                : null;
    }

    private boolean isAnywhere() {
        for (Branch branch : draft.entity.branches()) {
            Standing standing = draft.replica(branch.index()).standing();
            if (standing == Standing.PRESENT || standing == Standing.OUT_OF_SCOPE) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Write delete(Branch branch, Replica replica) {
        int width = draft.entity.width();
        return branch.rights().delete()
                ? write(branch, Write.Kind.DELETE, replica, Row.empty(width), Marks.none(width))
                : null;
    }

    private @Nullable Write update(Branch branch, Replica replica) {
        if (!branch.rights().update()) {
            return null;
        }
        @Nullable Value @Nullable [] values = null;
        @Nullable Mark @Nullable [] marks = null;
        for (Field field : draft.entity.fields()) {
            int i = field.index();
            if (isDue(branch, replica, field)) {
                if (values == null || marks == null) {
                    values = new @Nullable Value[draft.entity.width()];
                    marks = new @Nullable Mark[draft.entity.width()];
                }
                values[i] = draft.head(i);
                marks[i] = draft.headMark(i);
            }
        }
        return values == null || marks == null
                ? null
                : write(
                        branch,
                        Write.Kind.UPDATE,
                        replica,
                        Row.owning(values),
                        Marks.owning(marks));
    }

    /** What is unknown there is not written blindly: its first reading comes before (R22). */
    private boolean isDue(Branch branch, Replica replica, Field field) {
        int i = field.index();
        return branch.writes(field)
                && draft.head(i) != null
                && replica.seen().values().has(i)
                && !draft.agrees(replica.seen(), i)
                && draft.conflict(i) == null;
    }

    private Write write(Branch branch, Write.Kind kind, Replica replica, Row values, Marks marks) {
        return new Write(
                draft.nextWrite(),
                branch.index(),
                kind,
                kind == Write.Kind.CREATE ? null : replica.key(),
                values,
                marks,
                replica.seen());
    }
}
