package dev.entente.core.step;

import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of a write means (R1, R2, R3). An outcome of any other write than the unsettled
 * one is old news.
 */
final class Settling {

    private final Draft draft;
    private final Observing observing;

    Settling(Draft draft, Observing observing) {
        this.draft = draft;
        this.observing = observing;
    }

    void settle(Event event) {
        switch (event) {
            case Event.Applied e -> {
                Write write = unsettled(e.branch(), e.write());
                if (write != null && tellsAllThatWasSent(write, e.held())) {
                    clear(e.branch());
                    applied(write, e.held(), true);
                    replayWaiting(e.branch());
                }
            }
            case Event.Refused e -> {
                Write write = unsettled(e.branch(), e.write());
                if (write != null) {
                    clear(e.branch());
                    draft.fact(new Fact.Refused(e.branch(), write.id()));
                    replayWaiting(e.branch());
                    if (standsWhere(write)) {
                        refused(e.branch(), e.current());
                    }
                }
            }
            case Event.Rejected e -> {
                if (unsettled(e.branch(), e.write()) != null) {
                    clear(e.branch());
                    draft.setAside(e.branch(), e.why());
                    replayWaiting(e.branch());
                }
            }
            case Event.Unsent e -> {
                if (unsettled(e.branch(), e.write()) != null) {
                    clear(e.branch());
                    replayWaiting(e.branch());
                }
            }
            case Event.ReadBack e -> {
                Write write = unsettled(e.branch(), e.write());
                if (write != null) {
                    clear(e.branch());
                    new ReadingBack(draft, observing, this).readBack(e, write);
                    replayWaiting(e.branch());
                }
            }
            case Event.Accepted _,
                    Event.Observed _,
                    Event.Unlisted _,
                    Event.LogLost _,
                    Event.Decided _,
                    Event.Reviewed _,
                    Event.Erased _ -> {}
        }
    }

    private @Nullable Write unsettled(int branch, Write.Id id) {
        Write write = draft.replica(branch).flight().unsettled();
        return write != null && write.id().equals(id) ? write : null;
    }

    /** R14: what is found under a key that the record has left by now says nothing of it. */
    private boolean standsWhere(Write write) {
        return write.kind() == Write.Kind.CREATE
                || Objects.equals(write.key(), draft.replica(write.branch()).key());
    }

    /** R3: an answer that leaves out what was sent settles nothing; the engine reads back. */
    private static boolean tellsAllThatWasSent(Write write, Reading held) {
        if (held.standing() != Standing.PRESENT) {
            return true;
        }
        for (int i = 0; i < write.values().width(); i++) {
            if (write.values().has(i) && !held.values().has(i)) {
                return false;
            }
        }
        return true;
    }

    private void clear(int branch) {
        Replica replica = draft.replica(branch);
        draft.set(branch, replica.withFlight(replica.flight().withUnsettled(null)));
    }

    /**
     * R12: what had to wait counts as received only where versions are ordered exactly; else the
     * key is read again. After our own write all that is older is {@link Belated}: the write
     * compared every field, so whatever happened before it had been taken back by then.
     */
    void replayWaiting(int branch) {
        Replica replica = draft.replica(branch);
        List<Observation> waiting = replica.flight().waiting();
        if (waiting.isEmpty()) {
            return;
        }
        draft.set(branch, replica.withFlight(replica.flight().withWaiting(List.of())));
        if (draft.branch(branch).exact()) {
            waiting.forEach(observation -> observing.told(branch, observation));
        } else {
            draft.fact(new Fact.Doubted(branch));
        }
    }

    // Applied

    /**
     * @param answered whether {@code held} is the answer to that very write, and not a later
     *     reading
     */
    void applied(Write write, Reading held, boolean answered) {
        int branch = write.branch();
        draft.fact(new Fact.Written(branch, write.id()));
        new Belated(draft, observing, branch).replacedBy(write, held.version());
        if (write.kind() == Write.Kind.DELETE) {
            draft.set(branch, draft.replica(branch).vanished(held.version()));
            return;
        }
        if (write.kind() == Write.Kind.CREATE) {
            arrive(write, held);
            forgetOtherKeys(branch);
        }
        if (held.standing() == Standing.ABSENT) {
            // written, and gone again since: its author had seen what was sent
            confirm(write, sentBy(write, held), answered);
            observing.takeIn(branch, observation(held));
        } else {
            confirm(write, held, answered);
        }
    }

    static Reading sentBy(Write write, Reading held) {
        return new Reading(
                held.key(), Standing.PRESENT, write.values(), held.residue(), Version.None.NONE);
    }

    /** The replica stands where a create of ours put it; nothing is seen there yet. */
    private void arrive(Write write, Reading held) {
        Replica replica = draft.replica(write.branch());
        draft.set(
                write.branch(),
                new Replica(
                        Standing.PRESENT,
                        held.key() == null ? write.key() : held.key(),
                        replica.generation(),
                        Seen.nothing(draft.entity.width()),
                        replica.flight(),
                        replica.parked()));
    }

    /**
     * R14: what waited while the record was made, under another key than it got, is not about it.
     */
    private void forgetOtherKeys(int branch) {
        Replica replica = draft.replica(branch);
        List<Observation> waiting = new ArrayList<>(replica.flight().waiting());
        waiting.removeIf(
                observation -> !Objects.equals(observation.reading().key(), replica.key()));
        draft.set(branch, replica.withFlight(replica.flight().withWaiting(waiting)));
    }

    /** Sent fields are confirmed, the others are an observation (R1). */
    void confirm(Write write, Reading held, boolean answered) {
        int branch = write.branch();
        Seen before = draft.replica(branch).seen();
        Edits edits = new Edits(draft, branch, observation(held));
        for (Field field : draft.entity.fields()) {
            int i = field.index();
            Value now = held.values().get(i);
            if (now == null || !draft.branch(branch).maps(field)) {
                continue;
            }
            Value sent = write.values().get(i);
            if (sent != null) {
                confirmSent(edits, field, write, now, answered);
            } else if (!now.equals(before.values().get(i))) {
                edits.take(field, before.values().get(i), before.marks().at(i), now);
            }
        }
        if (answered) {
            edits.finish(); // by a trigger: that contradicts nobody
        } else {
            observing.finish(branch, edits);
        }
        if (edits.movedAny()) {
            observing.bounce(branch);
        }
    }

    /**
     * R2: what is held in the system's normal form is a pair; any other difference is an edit by
     * one who saw what was sent. Where the system can never win, the answer to that very write
     * makes a pair, too, and the journal says so.
     */
    private void confirmSent(Edits edits, Field field, Write write, Value now, boolean answered) {
        int i = field.index();
        Value sent = Objects.requireNonNull(write.values().get(i));
        boolean normal = draft.branch(write.branch()).normal(field).of(sent).equals(now);
        boolean canWin =
                !(field.policy() instanceof Policy.Owner owner) || owner.system() == write.branch();
        if (now.equals(sent)) {
            edits.confirm(i, now, write.marks().at(i), null);
        } else if (normal || (answered && !canWin)) {
            edits.confirm(i, now, write.marks().at(i), sent);
            if (!normal) {
                draft.fact(new Fact.NotTaken(write.branch(), i, sent, now));
            }
        } else {
            edits.take(field, sent, write.marks().at(i), now);
        }
    }

    // Refused

    /**
     * Something else was there. Where the feed is exact it will tell who put it there and when, and
     * until it does nothing is written; elsewhere what was found is an observation.
     */
    void refused(int branch, Reading current) {
        Replica replica = draft.replica(branch);
        if (observing.isStale(branch, replica, current)) {
            return; // the feed has told already
        }
        if (tellsNothing(replica, current)) {
            observing.bounce(branch);
        } else if (draft.branch(branch).exact()) {
            draft.set(branch, replica.withFlight(replica.flight().withFound(current)));
        } else {
            observing.takeIn(branch, observation(current));
        }
    }

    /** Whether a reading says nothing that is not known: refused by it, that must not go on. */
    static boolean tellsNothing(Replica replica, Reading current) {
        boolean present = current.standing() == Standing.PRESENT;
        return present == replica.isPresent()
                && (!present
                        || replica.seen()
                                .values()
                                .overlaidWith(current.values())
                                .equals(replica.seen().values()));
    }

    Observation observation(Reading reading) {
        return new Observation(reading, draft.now, null, draft.now);
    }
}
