package dev.entente.core.step;

import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * A write whose answer was lost, settled by what is there now and what the system itself can tell
 * (R8, R9).
 */
final class ReadingBack {

    /** R9: so long an attempt that was given up may still take effect, in microseconds. */
    private static final long LATE_EFFECT_MICROS = 15L * 60 * 1_000_000;

    private final Draft draft;
    private final Observing observing;
    private final Settling settling;

    ReadingBack(Draft draft, Observing observing, Settling settling) {
        this.draft = draft;
        this.observing = observing;
        this.settling = settling;
    }

    void readBack(Event.ReadBack event, Write write) {
        Reading current = event.current();
        boolean present = current.standing() == Standing.PRESENT;
        switch (event.landed()) {
            case YES -> landed(write, current, present);
            case NO -> notLanded(write, current);
            case UNKNOWN -> ruleOut(write, current, present);
        }
    }

    private void landed(Write write, Reading current, boolean present) {
        if (!present) {
            settling.applied(write, current, false);
        } else if (write.kind() == Write.Kind.DELETE) {
            settling.applied(write, gone(write), false);
            observing.takeIn(write.branch(), settling.observation(current)); // and made anew since
        } else if (draft.branch(write.branch()).exact()) {
            landedAndTold(write, current);
        } else {
            settling.applied(write, current, false);
        }
    }

    /**
     * Where the feed is exact it tells who changed something there and when; what it has not told
     * yet is as if a write had been refused by it.
     */
    private void landedAndTold(Write write, Reading current) {
        int branch = write.branch();
        settling.applied(write, asItLanded(write, current), false);
        dropWhatWasBefore(write, current);
        settling.replayWaiting(branch);
        if (Settling.tellsNothing(draft.replica(branch), current)) {
            observing.takeIn(branch, settling.observation(current));
        } else {
            settling.refused(branch, current);
        }
    }

    /** What was sent, in the form in which the system holds it, where that is still there. */
    private Reading asItLanded(Write write, Reading current) {
        Row landed = write.values();
        for (Field field : draft.entity.fields()) {
            int i = field.index();
            Value sent = landed.get(i);
            Value now = current.values().get(i);
            if (sent != null && now != null && isAsSent(write.branch(), field, sent, now)) {
                landed = landed.with(i, now);
            }
        }
        return with(current, landed, Version.None.NONE);
    }

    /**
     * Of what waits, what was before our write ended with what the write found, or it would have
     * been refused; what is after it ends with what is there now. It is a guess where somebody came
     * back to what the write found, so nothing of it counts as {@link Belated}.
     */
    private void dropWhatWasBefore(Write write, Reading current) {
        Replica replica = draft.replica(write.branch());
        List<Observation> waiting = replica.flight().waiting();
        if (waiting.isEmpty()) {
            return;
        }
        int first = waiting.size();
        if (isShownBy(waiting.getLast().reading(), current)) {
            first--;
        }
        while (first > 0 && !isAsFound(waiting.get(first - 1).reading(), write)) {
            first--;
        }
        draft.set(
                write.branch(),
                replica.withFlight(
                        replica.flight().withWaiting(waiting.subList(first, waiting.size()))));
    }

    /**
     * Whether a reading tells of all that the write found, and the same; what a create found is
     * nothing.
     */
    private static boolean isAsFound(Reading reading, Write write) {
        if (write.kind() == Write.Kind.CREATE) {
            return reading.standing() == Standing.ABSENT;
        }
        Row found = write.expected().values();
        return reading.standing() == Standing.PRESENT
                && reading.values().overlaidWith(found).equals(reading.values());
    }

    private static boolean isShownBy(Reading reading, Reading current) {
        return reading.standing() == Standing.PRESENT
                && current.values().overlaidWith(reading.values()).equals(current.values());
    }

    private Reading gone(Write write) {
        return Reading.gone(write.key(), draft.entity.width(), Version.None.NONE);
    }

    private void notLanded(Write write, Reading current) {
        if (differsFromSeen(write.branch(), current)) {
            settling.refused(write.branch(), current);
        }
    }

    private boolean differsFromSeen(int branch, Reading current) {
        Replica replica = draft.replica(branch);
        Row seen = replica.seen().values();
        boolean present = current.standing() == Standing.PRESENT;
        return present != replica.isPresent()
                || (present && !seen.overlaidWith(current.values()).equals(seen));
    }

    /**
     * The system cannot tell. A create or a delete shows in what is there, though a record that
     * differs from what was sent may be another's as well; an update field by field.
     */
    private void ruleOut(Write write, Reading current, boolean present) {
        boolean sameVersion =
                write.expected().version() != Version.None.NONE
                        && write.expected().version().equals(current.version());
        switch (write.kind()) {
            case CREATE -> {
                if (present) {
                    if (differs(write, current)) {
                        draft.fact(new Fact.Ambiguous(write.branch(), write.id()));
                    }
                    settling.applied(write, current, false);
                } else {
                    giveUp(write);
                }
            }
            case DELETE -> {
                if (present) {
                    giveUp(write);
                    notLanded(write, current);
                } else {
                    settling.applied(write, current, false);
                }
            }
            case UPDATE -> {
                if (!present || sameVersion) {
                    notLanded(write, current);
                } else {
                    fieldByField(write, current);
                }
            }
        }
    }

    /**
     * R8 (c), never inferring from another field: what was sent is landed, what was there before is
     * not landed, a third value is an edit, and ours is in the journal as ambiguous. Where all
     * parts that were sent are in it, it is an edit of what was sent. A counter cannot be told
     * apart at all.
     */
    private void fieldByField(Write write, Reading current) {
        Row landed = current.values();
        Row others = current.values();
        boolean doubtful = false;
        for (Field field : draft.entity.fields()) {
            int i = field.index();
            Value sent = write.values().get(i);
            Value now = current.values().get(i);
            if (sent == null || now == null) {
                landed = landed.with(i, null);
                continue;
            }
            if (field.policy() instanceof Policy.Counter) {
                park(write, field);
            }
            Value before = write.expected().values().get(i);
            boolean isSent = isAsSent(write.branch(), field, sent, now);
            doubtful |= !isSent && !now.equals(before);
            if (isSent) {
                others = others.with(i, null);
            } else if (!field.policy().takesWhole() && Descent.showsAll(now, sent, before)) {
                landed = landed.with(i, sent);
            } else {
                landed = landed.with(i, null);
            }
        }
        if (doubtful) {
            draft.fact(new Fact.Ambiguous(write.branch(), write.id()));
        }
        settling.confirm(write, with(current, landed, Version.None.NONE), false);
        observing.takeIn(
                write.branch(), settling.observation(with(current, others, current.version())));
        giveUp(write);
    }

    /**
     * Whether anything of what was sent is there in another form than it was sent or is held in.
     */
    private boolean differs(Write write, Reading current) {
        for (Field field : draft.entity.fields()) {
            Value sent = write.values().get(field.index());
            Value now = current.values().get(field.index());
            if (sent != null && now != null && !isAsSent(write.branch(), field, sent, now)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAsSent(int branch, Field field, Value sent, Value now) {
        return now.equals(sent) || draft.branch(branch).normal(field).of(sent).equals(now);
    }

    private static Reading with(Reading reading, Row values, Version version) {
        return new Reading(reading.key(), reading.standing(), values, reading.residue(), version);
    }

    private void park(Write write, Field field) {
        draft.setAside(
                write.branch(),
                new Parked(
                        Parked.Kind.AMBIGUOUS_WRITE,
                        "it is not known whether "
                                + field.name()
                                + " was written before the answer was lost; compare it at the systems, then retry"));
    }

    /**
     * R9: remembered, because it may yet take effect; where versions are exact it would be seen as
     * what it is.
     */
    private void giveUp(Write write) {
        if (draft.branch(write.branch()).exact()) {
            return;
        }
        Replica replica = draft.replica(write.branch());
        Flight flight = replica.flight();
        List<Flight.Attempt> attempts = new ArrayList<>(flight.givenUp());
        attempts.removeIf(attempt -> attempt.deadlineMicros() < draft.now);
        attempts.add(new Flight.Attempt(write, draft.now + LATE_EFFECT_MICROS));
        draft.set(write.branch(), replica.withFlight(flight.withGivenUp(attempts)));
    }
}
