package dev.entente.engine.reconcile;

import dev.entente.connector.Host;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.step.Event;
import dev.entente.core.step.Fact;
import dev.entente.core.step.Step;
import dev.entente.core.step.Steps;
import dev.entente.core.value.Key;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Look;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Meters;
import dev.entente.engine.write.Looks;
import dev.entente.engine.write.Outbox;
import dev.entente.engine.write.Outgoing;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets step decide, link by link, and sees to what follows: state and history onto the sheet,
 * writes into the outbox, keys that are in doubt to be read again.
 */
final class Reconciler {

    private final Homes homes;
    private final Outbox outbox;
    private final Looks looks;
    private final Meters meters;
    private final Awaited awaited;
    private final Host host;
    private long lastBegun;

    Reconciler(Homes homes, Commits.Leaving leaving, Awaited awaited, Meters meters, Host host) {
        this.homes = homes;
        this.outbox = leaving.outbox();
        this.looks = leaving.looks();
        this.awaited = awaited;
        this.meters = meters;
        this.host = host;
    }

    /**
     * Why a step is made.
     *
     * @param words for the journal, in clear: never anything personal
     * @param observed when the change was read that it follows from
     * @param busy whether its writes go to a record that was busy
     */
    record Cause(String words, long observed, boolean busy) {
        static Cause of(String words) {
            return new Cause(words, Outgoing.LONG_AGO, false);
        }
    }

    // Steps

    /** One step, with all that follows from it. */
    @SuppressWarnings(
            "ReferenceEquality") // a step that changes nothing hands back what it was given
    Kept step(Sheet sheet, Kept kept, Event event, Cause cause) {
        Step step = Steps.step(kept.link(), event, kept.entity());
        return step.after() == kept.link() && step.facts().isEmpty()
                ? kept
                : follow(sheet, kept, step, cause);
    }

    private Kept follow(Sheet sheet, Kept before, Step step, Cause cause) {
        Kept next = sheet.keep(before, step.after(), cause.words(), step.facts());
        for (Fact fact : step.facts()) {
            note(sheet, next, fact);
        }
        await(sheet, before.link(), next);
        for (Write write : step.writes()) {
            next = plan(sheet, next, write, cause);
        }
        return next;
    }

    private void note(Sheet sheet, Kept kept, Fact fact) {
        if (fact instanceof Fact.Edited edited) {
            for (Fact.Change change : edited.changes()) {
                if (change.rule().isConflict()) {
                    Home home = homes.at(kept.entity(), edited.branch());
                    meters.home(home.index()).conflicts.increment();
                }
            }
        } else if (fact instanceof Fact.Doubted(int branch)) {
            Key key = kept.link().replica(branch).key();
            if (key != null) {
                looks.add(sheet, Look.at(homes.at(kept.entity(), branch), key));
            }
        }
    }

    /** What was found and not yet told of by the feed must not be waited for in vain. */
    private void await(Sheet sheet, Link before, Kept next) {
        for (int i = 0; i < next.link().replicas().size(); i++) {
            Reading found = next.link().replica(i).flight().found();
            if (found != null && !found.equals(before.replica(i).flight().found())) {
                awaited.add(sheet, homes.at(next.entity(), i), next.link().id());
            }
        }
    }

    /** A write that step wants made. Its key must be free, where we name it. */
    private Kept plan(Sheet sheet, Kept kept, Write write, Cause cause) {
        Home home = homes.at(kept.entity(), write.branch());
        Outgoing outgoing = Outgoing.of(home, write, cause.observed());
        Key named = outgoing.named();
        LinkId link = kept.link().id();
        if (named != null) {
            if (isHeldByAnother(sheet, home, named, link)) {
                Event taken =
                        new Event.Rejected(write.branch(), write.id(), taken(home), sheet.now());
                return step(
                        sheet, kept, taken, Cause.of("its key is taken at " + home.systemName()));
            }
            sheet.bind(home, named, new Layout.Binding(link, false));
        }
        if (cause.busy()) {
            outbox.planLater(outgoing, sheet.now());
        } else {
            outbox.plan(outgoing);
        }
        return kept;
    }

    /** I14: a key belongs to one record. */
    private boolean isHeldByAnother(Sheet sheet, Home home, Key key, LinkId link) {
        Layout.Binding binding = sheet.binding(home, key);
        if (binding == null || binding.retired() || binding.link().equals(link)) {
            return false;
        }
        Kept other = sheet.link(binding.link());
        if (other == null) {
            return false;
        }
        Replica replica = other.link().replica(home.branch());
        Write unsettled = replica.flight().unsettled();
        boolean creates = unsettled != null && unsettled.kind() == Write.Kind.CREATE;
        return creates || (replica.standing() != Standing.ABSENT && key.equals(replica.key()));
    }

    private static Parked taken(Home home) {
        return new Parked(
                Parked.Kind.KEY_TAKEN,
                "at "
                        + home.systemName()
                        + " the key that this record would have belongs to another record; remove or"
                        + " change one of the two, then retry");
    }

    // Answers

    /**
     * What became of a write.
     *
     * @param isSplit whether others of its batch took effect, or not, without it
     */
    void answered(Sheet sheet, Arrival.Answer answer, boolean isSplit) {
        Kept kept = sheet.link(answer.link());
        if (kept == null) {
            return;
        }
        Home home = answer.home();
        Event event = answer.event();
        Reading told = told(event);
        Key key = told == null || told.standing() != Standing.PRESENT ? null : told.key();
        if (key != null
                && !key.equals(kept.link().replica(home.branch()).key())
                && isHeldByAnother(sheet, home, key, kept.link().id())) {
            Write unsettled = kept.link().replica(home.branch()).flight().unsettled();
            if (unsettled != null) {
                event = new Event.Rejected(home.branch(), unsettled.id(), taken(home), event.now());
            }
        }
        boolean again = answer.busy();
        if (again && event instanceof Event.Rejected rejected) {
            again = outbox.isPatient(home, kept.link().id());
            if (again) {
                event = new Event.Unsent(home.branch(), rejected.write(), rejected.now());
            }
        }
        count(answer, event);
        if (!again) {
            outbox.calm(home, kept.link().id());
        }
        String words =
                isSplit && !(event instanceof Event.Applied)
                        ? "split off from the rest of its batch at "
                        : "answered by ";
        Cause cause = new Cause(words + home.systemName(), answer.observed(), again);
        step(sheet, kept, event, cause);
    }

    private static @Nullable Reading told(Event event) {
        return switch (event) {
            case Event.Applied applied -> applied.held();
            case Event.Refused refused -> refused.current();
            case Event.ReadBack back -> back.current();
            case Event.Observed _,
                    Event.Unlisted _,
                    Event.LogLost _,
                    Event.Accepted _,
                    Event.Rejected _,
                    Event.Unsent _,
                    Event.Decided _,
                    Event.Reviewed _,
                    Event.Erased _ ->
                    null;
        };
    }

    private void count(Arrival.Answer answer, Event event) {
        Meters.OfSystem system = meters.system(answer.home().system());
        switch (event) {
            case Event.Applied _ -> {
                system.written.increment();
                if (answer.observed() != Outgoing.LONG_AGO) {
                    meters.tookMicros(event.now() - answer.observed());
                }
            }
            case Event.ReadBack back -> {
                if (back.landed() == Event.Landed.YES) {
                    system.written.increment();
                }
            }
            case Event.Refused _ -> system.refused.increment();
            case Event.Rejected _ -> system.rejected.increment();
            case Event.Unsent _ -> system.retried.increment();
            case Event.Observed _,
                    Event.Unlisted _,
                    Event.LogLost _,
                    Event.Accepted _,
                    Event.Decided _,
                    Event.Reviewed _,
                    Event.Erased _ -> {}
        }
    }

    // What only the engine can say of a link

    /**
     * A link that is new. Its id begins with the time: records that came together mostly change
     * together, and so they are neighbours in the store.
     */
    Kept begin(Sheet sheet, Home home, Set<Integer> listed) {
        lastBegun = Math.max(sheet.now(), lastBegun + 1);
        LinkId id = new LinkId(lastBegun, host.chance(Long.MAX_VALUE));
        return sheet.begin(Steps.start(id, home.entity(), listed), home);
    }

    /** Nothing is written to this replica until somebody says so. */
    Kept setAside(Sheet sheet, Kept kept, Home home, Replica replica, Parked why, String cause) {
        if (why.equals(kept.link().replica(home.branch()).parked())) {
            return kept;
        }
        Link after = kept.link().withReplica(home.branch(), replica.withParked(why));
        Fact fact = new Fact.SetAside(home.branch(), why);
        return sheet.keep(kept, after, cause, List.of(fact));
    }

    /**
     * Lets step see an observation. A write to the same replica that is planned but has not gone is
     * planned anew: what it was planned on is no longer so.
     */
    @SuppressWarnings(
            "ReferenceEquality") // a step that changes nothing hands back what it was given
    Kept observe(Sheet sheet, Kept kept, Home home, Event.Observed event, Cause cause) {
        Replica replica = kept.link().replica(home.branch());
        LinkId id = kept.link().id();
        if (replica.flight().unsettled() == null || outbox.contains(home, id)) {
            return step(sheet, kept, event, cause);
        }
        Flight flight = replica.flight().withUnsettled(null);
        Link freed = kept.link().withReplica(home.branch(), replica.withFlight(flight));
        Step step = Steps.step(freed, event, kept.entity());
        if (step.after() == freed) {
            return kept;
        }
        Kept next = follow(sheet, kept, step, cause);
        if (next.link().replica(home.branch()).flight().unsettled() == null) {
            outbox.takeBack(home, id);
        }
        return next;
    }
}
