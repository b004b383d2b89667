package dev.entente.core.step;

import dev.entente.core.entity.Field;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Head;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.util.List;

/** What a person decides: a conflict, another try, an erasure. */
final class Deciding {

    private final Draft draft;
    private final Observing observing;

    Deciding(Draft draft, Observing observing) {
        this.draft = draft;
        this.observing = observing;
    }

    void decided(Event.Decided decided) {
        for (Event.Choice choice : decided.choices()) {
            if (choice.field() == Conflict.PRESENCE) {
                decidePresence(choice.value(), decided.by());
            } else {
                decideField(choice, decided.by());
            }
        }
    }

    private void decideField(Event.Choice choice, String by) {
        int i = choice.field();
        Stamp stamp = stampAfterAll(i);
        if (draft.conflict(i) == null) {
            draft.fact(new Fact.Closed(i, choice.value(), by));
        }
        draft.close(i, choice.value(), by);
        draft.setHead(i, choice.value(), stamp);
    }

    /** Later than every edit that anybody could show the person. */
    private Stamp stampAfterAll(int field) {
        Stamp latest = draft.headMark(field).latest();
        for (int i = 0; i < draft.entity.branches().size(); i++) {
            latest = Stamp.later(latest, draft.replica(i).seen().marks().latest(field));
        }
        return Stamp.edit(draft.now, Stamp.PERSON, latest);
    }

    private void decidePresence(Value keep, String by) {
        Conflict open = draft.conflict(Conflict.PRESENCE);
        boolean keeps = keep.equals(Value.of(true));
        draft.close(Conflict.PRESENCE, keep, by);
        if (keeps && (open != null || draft.isDeleted())) {
            draft.setTombstone(null);
            draft.fact(new Fact.Revived(open == null ? Stamp.PERSON : open.branch()));
        } else if (!keeps && !draft.isDeleted()) {
            draft.closeAllFields();
            int where = open == null ? 0 : open.branch();
            draft.setTombstone(new Head.Tombstone(where, new Stamp(draft.now, Stamp.PERSON)));
            draft.fact(new Fact.Deleted(where, draft.headRow()));
        }
    }

    void reviewed(String by) {
        draft.setBounces(0);
        for (int i = 0; i < draft.entity.branches().size(); i++) {
            takeInWhatWasFound(i);
            Replica replica = draft.replica(i);
            if (replica.parked() != null) {
                draft.set(i, replica.withParked(null));
                draft.fact(new Fact.TakenUp(i, by));
            }
        }
        draft.touch();
    }

    /** The feed has not told of it in time: it counts as of now. */
    private void takeInWhatWasFound(int branch) {
        Flight flight = draft.replica(branch).flight();
        Reading found = flight.found();
        if (found != null && !flight.isUnread() && flight.unsettled() == null) {
            observing.takeIn(branch, new Observation(found, draft.now, null, draft.now));
        }
    }

    /** Personal values become unknown; the next reading of them is merged without a base (R22). */
    void erased(String by) {
        for (Field field : draft.entity.fields()) {
            if (field.personal()) {
                draft.setHead(field.index(), null, Stamp.ZERO);
                for (int i = 0; i < draft.entity.branches().size(); i++) {
                    Replica replica = draft.replica(i);
                    draft.set(
                            i,
                            replica.withSeen(without(replica.seen(), field.index()))
                                    .withFlight(replica.flight().withReplaced(List.of())));
                }
            }
        }
        draft.fact(new Fact.ErasedFrom(by));
    }

    private static Seen without(Seen seen, int field) {
        Row values = seen.values().with(field, null);
        Row paired = seen.paired().with(field, null);
        Row residue = seen.residue().with(field, null);
        return new Seen(values, seen.marks().with(field, null), paired, residue, seen.version());
    }
}
