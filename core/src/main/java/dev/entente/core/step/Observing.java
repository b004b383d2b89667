package dev.entente.core.step;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Head;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a reading of a system means: stale or new, an edit, a delete, a first meeting, a new life.
 */
final class Observing {

    /** Most observations that wait for one write before the last two are folded into one. */
    private static final int MOST_WAITING = 32;

    /** R23: so many changes in a row made by systems answering our own writes stop the link. */
    static final int MOST_BOUNCES = 24;

    private final Draft draft;

    Observing(Draft draft) {
        this.draft = draft;
    }

    void observed(int branch, Observation observation) {
        Replica replica = draft.replica(branch);
        boolean settled = replica.flight().unsettled() == null;
        if (settled || isStale(branch, replica, observation.reading())) {
            told(branch, observation);
        } else {
            draft.set(branch, replica.withFlight(waitingWith(replica.flight(), observation)));
        }
    }

    /** A complete listing did not have it. */
    void unlisted(int branch) {
        Replica replica = draft.replica(branch);
        if (replica.standing() == Standing.UNMET) {
            draft.set(
                    branch,
                    replica.withStanding(Standing.ABSENT).withKey(null, draft.generation()));
        }
    }

    /** The feed, or whoever looked there, tells of it. */
    void told(int branch, Observation observation) {
        Belated belated = new Belated(draft, this, branch);
        if (isStale(branch, draft.replica(branch), observation.reading())) {
            belated.heard(observation);
        } else {
            belated.forget();
            takeIn(branch, observation);
        }
    }

    void takeIn(int branch, Observation observation) {
        Replica replica = draft.replica(branch);
        Reading reading = observation.reading();
        if (replica.flight().isUnread()) {
            new Rereading(draft, branch).setBack(observation);
            return;
        }
        if (isStale(branch, replica, reading)) {
            return;
        }
        boolean former = isOfAFormerKey(replica, reading);
        Reading found = replica.flight().found();
        if (found != null && (!former || Objects.equals(found.key(), reading.key()))) {
            if (!isBefore(reading, found)) {
                draft.set(branch, replica.withFlight(replica.flight().withFound(null)));
            }
            if (replica.standing() == Standing.ABSENT && reading.standing() == Standing.ABSENT) {
                draft.fact(new Fact.CameAndWent(branch, reading.key()));
            }
        }
        if (!former) {
            takeIn(branch, observation, replica);
            forgetWhatIsKnown(branch);
        }
    }

    /** The feed tells of it before it comes to what was found; our own writes it leaves out. */
    private static boolean isBefore(Reading reading, Reading found) {
        return reading.version() instanceof Version.Position
                && reading.version().isStaleBeside(found.version())
                && !reading.version().equals(found.version());
    }

    private void forgetWhatIsKnown(int branch) {
        Replica replica = draft.replica(branch);
        Reading found = replica.flight().found();
        if (found != null && Settling.tellsNothing(replica, found)) {
            draft.set(branch, replica.withFlight(replica.flight().withFound(null)));
        }
    }

    private void takeIn(int branch, Observation observation, Replica replica) {
        Reading reading = observation.reading();
        switch (reading.standing()) {
            case ABSENT -> gone(branch, observation);
            case PRESENT -> present(branch, observation);
            case OUT_OF_SCOPE -> {
                if (replica.standing() != Standing.OUT_OF_SCOPE) {
                    draft.set(
                            branch,
                            draft.replica(branch)
                                    .withStanding(Standing.OUT_OF_SCOPE)
                                    .withKey(reading.key(), replica.generation()));
                }
            }
            case UNMET -> throw new IllegalArgumentException("a reading is never `unmet`");
        }
    }

    /**
     * Whether more is known already than a reading tells. What is known of one key says nothing of
     * what stands under another.
     */
    boolean isStale(int branch, Replica replica, Reading reading) {
        return draft.branch(branch).exact()
                && Objects.equals(reading.key(), replica.key())
                && reading.version().isStaleBeside(replica.seen().version());
    }

    /** R14: that a key is gone says nothing of a record that stands under another one by now. */
    private static boolean isOfAFormerKey(Replica replica, Reading reading) {
        return reading.standing() == Standing.ABSENT
                && reading.key() != null
                && replica.key() != null
                && !reading.key().equals(replica.key());
    }

    private static Flight waitingWith(Flight flight, Observation observation) {
        List<Observation> waiting = new ArrayList<>(flight.waiting());
        int last = waiting.size() - 1;
        if (waiting.size() >= MOST_WAITING
                && waiting.get(last).reading().standing() == observation.reading().standing()) {
            waiting.set(last, folded(waiting.get(last), observation));
        } else if (last < 0 || !waiting.get(last).reading().equals(observation.reading())) {
            waiting.add(observation);
        }
        return flight.withWaiting(waiting);
    }

    private static Observation folded(Observation earlier, Observation later) {
        Reading one = earlier.reading();
        Reading two = later.reading();
        Row values = one.values().overlaidWith(two.values());
        Row residue = one.residue().overlaidWith(two.residue());
        return new Observation(
                new Reading(two.key(), two.standing(), values, residue, two.version()),
                later.time(),
                later.actor(),
                later.now());
    }

    // Gone

    private void gone(int branch, Observation observation) {
        Replica replica = draft.replica(branch);
        Standing standing = replica.standing();
        if (standing == Standing.ABSENT) {
            return;
        }
        boolean counts = standing != Standing.UNMET && replica.generation() == draft.generation();
        boolean contradicted =
                counts && !draft.isDeleted() && isChangedSince(branch, replica.seen());
        Stamp stamp = Edits.stampOf(observation, branch, latest(replica.seen()));
        draft.set(branch, replica.vanished(observation.reading().version()));
        if (!counts) {
            return; // R16: an older generation's being gone tells nobody
        }
        draft.fact(new Fact.Gone(branch, stamp, observation.actor()));
        if (draft.isDeleted() || isOurLateDelete(branch, replica)) {
            return;
        }
        if (!contradicted || allOthersAreGone()) {
            draft.close(Conflict.PRESENCE, Value.of(false), "");
            bury(branch, stamp);
        } else {
            contradict(branch, stamp);
        }
    }

    /**
     * R9: a delete of ours that was given up has taken effect after all: the head does not move.
     */
    private boolean isOurLateDelete(int branch, Replica replica) {
        return !draft.branch(branch).exact()
                && replica.flight().givenUp().stream()
                        .anyMatch(attempt ->
                                attempt.write().kind() == Write.Kind.DELETE
                                        && attempt.deadlineMicros() >= draft.now
                                        && Objects.equals(attempt.write().key(), replica.key()));
    }

    private void bury(int branch, Stamp stamp) {
        draft.closeAllFields();
        draft.setTombstone(new Head.Tombstone(branch, stamp));
        draft.fact(new Fact.Deleted(branch, draft.headRow()));
    }

    /** The record was deleted by somebody who had not seen what another had changed. */
    private void contradict(int branch, Stamp stamp) {
        switch (draft.entity.deletes()) {
            case DELETE_WINS -> bury(branch, stamp);
            case UPDATE_WINS -> draft.fact(new Fact.Revived(branch));
            case ASK -> draft.open(new Conflict(Conflict.PRESENCE, null, null, null, branch));
        }
    }

    private boolean allOthersAreGone() {
        for (Branch branch : draft.entity.branches()) {
            if (draft.replica(branch.index()).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** R17: whether the head differs from what was seen, in a field that is mapped there. */
    private boolean isChangedSince(int branch, Seen seen) {
        for (Field field : draft.entity.fields()) {
            int i = field.index();
            boolean known = seen.values().has(i) && draft.head(i) != null;
            if (known && draft.branch(branch).maps(field) && !draft.agrees(seen, i)) {
                return true;
            }
        }
        return false;
    }

    private Stamp latest(Seen seen) {
        Stamp latest = Stamp.ZERO;
        for (int i = 0; i < seen.marks().width(); i++) {
            latest = Stamp.later(latest, seen.marks().latest(i));
        }
        return latest;
    }

    // Present

    private void present(int branch, Observation observation) {
        Replica replica = draft.replica(branch);
        if (replica.isPresent() || replica.standing() == Standing.OUT_OF_SCOPE) {
            if (replica.generation() < draft.generation()) {
                tooLate(branch, observation);
            } else {
                edited(branch, observation);
            }
            return;
        }
        if (draft.isDeleted()) {
            draft.beginGeneration();
            draft.fact(new Fact.Reborn(branch, draft.generation()));
        }
        Reading reading = observation.reading();
        draft.set(
                branch,
                new Replica(
                        Standing.PRESENT,
                        reading.key(),
                        draft.generation(),
                        Seen.nothing(draft.entity.width()),
                        replica.flight(),
                        replica.parked()));
        draft.fact(new Fact.Met(branch, reading.key()));
        edited(branch, observation);
    }

    /** R16: an edit of an earlier life is kept in the journal, and in nothing else. */
    private void tooLate(int branch, Observation observation) {
        Edits edits = new Edits(draft, branch, observation);
        edits.journal(Rule.TOO_LATE);
        edits.finish();
    }

    private void edited(int branch, Observation observation) {
        Edits edits = new Edits(draft, branch, observation);
        boolean foreign = edits.merge();
        finish(branch, edits);
        if (foreign && Observation.TRIGGER.equals(observation.actor())) {
            bounce(branch);
        } else if (foreign) {
            draft.setBounces(0);
        }
    }

    /** A system changed something in answer to a write of ours; not without end (R23). */
    void bounce(int branch) {
        draft.setBounces(draft.bounces() + 1);
        if (draft.bounces() > MOST_BOUNCES) {
            draft.setAside(
                    branch,
                    new Parked(
                            Parked.Kind.BOUNCING,
                            "the systems answered each other's changes "
                                    + MOST_BOUNCES
                                    + " times in a row; look for triggers that override each other, then retry"));
        }
    }

    /** What somebody changed: where the record was deleted meanwhile, it contradicts or is late. */
    void finish(int branch, Edits edits) {
        finish(branch, edits, edits::finish);
    }

    /**
     * @param end the end of the edits
     */
    void finish(int branch, Edits edits, Runnable end) {
        Head.Tombstone tombstone = draft.tombstone();
        boolean contradicts =
                tombstone != null
                        && draft.entity.deletes() != DeletePolicy.DELETE_WINS
                        && edits.movedHeadWithin(tombstone.branch());
        if (tombstone != null && !contradicts) {
            edits.comeTooLate();
        }
        end.run();
        if (tombstone != null && contradicts) {
            contradictTombstone(branch, tombstone);
        }
    }

    /**
     * R17: a later edit contradicts the delete if it changes the kept record in a field mapped
     * where the delete came from.
     */
    private void contradictTombstone(int branch, Head.Tombstone tombstone) {
        draft.setTombstone(null);
        if (draft.entity.deletes() == DeletePolicy.UPDATE_WINS) {
            draft.fact(new Fact.Revived(branch));
        } else {
            draft.open(new Conflict(Conflict.PRESENCE, null, null, null, tombstone.branch()));
        }
    }
}
