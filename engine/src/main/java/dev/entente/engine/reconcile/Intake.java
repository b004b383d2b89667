package dev.entente.engine.reconcile;

import dev.entente.core.entity.Field;
import dev.entente.core.link.Flight;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Standing;
import dev.entente.core.step.Event;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Key;
import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.Identification;
import dev.entente.engine.identify.Identity;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Look;
import dev.entente.engine.reconcile.Reconciler.Cause;
import dev.entente.engine.store.Kept;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.translate.Noticed;
import dev.entente.engine.write.Looks;
import dev.entente.engine.write.Outgoing;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what was noticed at a system: to the link it belongs to, to a new one, or aside until it
 * can be told.
 */
final class Intake {

    /** With so many keys to be read again, no further changes are taken in. */
    private static final int ENOUGH_LOOKS = 5_000;

    private final Homes homes;
    private final Identification identification;
    private final Reconciler reconciler;
    private final Looks looks;
    private final Guard guard;
    private final Loading loading;
    private final Sweep sweep;

    Intake(
            Homes homes,
            Reconciler reconciler,
            Commits.Leaving leaving,
            Guard guard,
            Loading loading,
            Sweep sweep) {
        this.homes = homes;
        this.identification = new Identification(leaving.outbox());
        this.reconciler = reconciler;
        this.looks = leaving.looks();
        this.guard = guard;
        this.loading = loading;
        this.sweep = sweep;
    }

    /** Reads at once what taking these in will ask for. */
    void prepare(Sheet sheet, List<Noticed> notices) {
        identification.prepare(sheet, notices);
    }

    /**
     * From where something was noticed, and what that is worth.
     *
     * @param current whether it was read after all that is known of the key, or comes in an exact
     *     order: else it is a hint, and the key is read (R11, R12)
     * @param whole whether all was read that is there
     * @param look what was looked for, where somebody looked
     * @param bound where it was read along: what is at the key that its record is bound to
     */
    record Source(
            String words,
            boolean current,
            boolean whole,
            @Nullable Look look,
            @Nullable Noticed bound,
            long observed) {

        @Nullable LinkId rival() {
            return look == null ? null : look.rival();
        }
    }

    /** What was to be read at this system has come. */
    void came(int system) {
        looks.came(system);
    }

    /** Whether so much is to be read again that changes should wait. */
    boolean hasEnough() {
        return looks.size() >= ENOUGH_LOOKS;
    }

    /** A change that a feed told of. */
    void changed(Sheet sheet, Noticed noticed, boolean isSnapshot, long observed) {
        Home home = noticed.home();
        boolean current = home.isExact() || isSnapshot;
        String words =
                isSnapshot
                        ? "found as all of " + home.systemName() + " was read"
                        : "seen at " + home.systemName();
        take(sheet, noticed, new Source(words, current, false, null, null, observed));
    }

    /** What was read at a key that had to be looked at again. */
    void looked(Sheet sheet, Arrival.Sight sight) {
        if (!looks.isCurrent(sheet, sight.look())) {
            return;
        }
        String words = "read again at " + sight.look().home().systemName();
        take(
                sheet,
                sight.found(),
                new Source(words, true, true, sight.look(), sight.beside(), Outgoing.LONG_AGO));
    }

    private void take(Sheet sheet, Noticed noticed, Source source) {
        switch (noticed) {
            case Noticed.Found found -> found(sheet, found, source);
            case Noticed.Unreadable unreadable -> unreadable(sheet, unreadable, source);
            case Noticed.Hinted hinted -> looks.add(sheet, Look.at(hinted.home(), hinted.key()));
            case Noticed.Emptied emptied -> emptied(sheet, emptied.home());
        }
    }

    private void emptied(Sheet sheet, Home home) {
        guard.emptied(sheet, home, homes.of(home.entity()));
        sweep.begin(sheet, home);
    }

    // What could be read

    private void found(Sheet sheet, Noticed.Found found, Source source) {
        Home home = found.home();
        Key key = found.key();
        if (!source.current() || looks.contains(home, key)) {
            looks.add(sheet, Look.at(home, key));
            return;
        }
        Key known = found.former() == null ? key : found.former();
        Identity identity = identification.of(sheet, home, known, found.reading());
        if (found.former() != null && !(identity instanceof Identity.Known)) {
            identity = identification.of(sheet, home, key, found.reading());
        }
        switch (identity) {
            case Identity.Known(Kept kept) when mayBeOver(kept, found, source) ->
                    looks.add(sheet, Look.at(home, key));
            case Identity.Known(Kept kept) -> known(sheet, kept, found, source);
            case Identity.Unknown _ -> unknown(sheet, found, source);
            case Identity.Ambiguous(int candidates) ->
                    quarantine(
                            sheet,
                            found,
                            source,
                            new Parked(
                                    Parked.Kind.AMBIGUOUS_MATCH,
                                    candidates
                                            + " records could be the one that is meant; make them"
                                            + " different, then retry"));
            case Identity.Taken(Kept kept, Key bound) -> taken(sheet, kept, bound, found, source);
            case Identity.NotYet(LinkId rival) ->
                    looks.addAfterCreates(
                            sheet,
                            new Look(home, key, null, rival == null ? source.rival() : rival));
            case Identity.Nobody _ -> cameAndWent(sheet, found, source);
        }
    }

    /**
     * R14: the record was gone there, and this is another key than it had: one that it got since,
     * or one that it left long ago and of which the feed tells late. Our own delete of that one it
     * does not tell of at all.
     */
    private static boolean mayBeOver(Kept kept, Noticed.Found found, Source source) {
        Replica replica = kept.link().replica(found.home().branch());
        return !source.whole()
                && found.reading().standing() == Standing.PRESENT
                && replica.standing() == Standing.ABSENT
                && replica.key() != null
                && !found.key().equals(replica.key());
    }

    /** What somebody made and deleted again before it could be linked was seen all the same. */
    private void cameAndWent(Sheet sheet, Noticed.Found found, Source source) {
        LinkId rival = source.rival();
        Kept kept = rival == null ? null : sheet.link(rival);
        if (kept == null) {
            return;
        }
        int branch = found.home().branch();
        Reading foundByWrite = kept.link().replica(branch).flight().found();
        if (foundByWrite != null && found.key().equals(foundByWrite.key())) {
            observe(sheet, kept, found, source); // the step tells
        } else {
            Fact fact = new Fact.CameAndWent(branch, found.key());
            sheet.keep(kept, kept.link(), source.words(), List.of(fact));
        }
    }

    private void known(Sheet sheet, Kept kept, Noticed.Found found, Source source) {
        Home home = found.home();
        Replica replica = kept.link().replica(home.branch());
        boolean gone = found.reading().standing() == Standing.ABSENT;
        if (isQuarantined(kept, home)) {
            if (gone || replica.standing() == Standing.UNMET) {
                sheet.dissolve(kept);
                if (!gone) {
                    found(sheet, found, source);
                }
                return;
            }
        }
        Parked parked = replica.parked();
        boolean wasUnreadable =
                parked != null && parked.kind() == Parked.Kind.UNTRANSLATABLE && !gone;
        if (wasUnreadable && !source.whole() && !isWhole(home, found.reading())) {
            looks.add(sheet, Look.at(home, found.key()));
            return;
        }
        Kept next = observe(sheet, kept, found, source);
        if (wasUnreadable) {
            Event again = new Event.Reviewed("", sheet.now());
            reconciler.step(sheet, next, again, Cause.of(source.words()));
        }
    }

    private Kept observe(Sheet sheet, Kept kept, Noticed.Found found, Source source) {
        Observation observation =
                new Observation(found.reading(), found.time(), found.actor(), found.now());
        Event.Observed event = new Event.Observed(found.home().branch(), observation);
        Cause cause = new Cause(source.words(), source.observed(), false);
        return reconciler.observe(sheet, kept, found.home(), event, cause);
    }

    private void unknown(Sheet sheet, Noticed.Found found, Source source) {
        Home home = found.home();
        if (!source.whole() && !isWhole(home, found.reading())) {
            looks.add(sheet, Look.at(home, found.key()));
            return;
        }
        Kept begun = reconciler.begin(sheet, home, loading.listed(home.entity()));
        observe(sheet, begun, found, source);
    }

    private static boolean isWhole(Home home, Reading reading) {
        for (Field field : home.entity().fields()) {
            if (home.at().maps(field) && !reading.values().has(field.index())) {
                return false;
            }
        }
        return true;
    }

    /** R15: the record that it matches has another key there. Is that key still there? */
    private void taken(Sheet sheet, Kept kept, Key bound, Noticed.Found found, Source source) {
        Home home = found.home();
        Noticed beside = source.bound();
        if (beside == null) {
            looks.add(sheet, new Look(home, found.key(), bound, kept.link().id()));
        } else if (beside instanceof Noticed.Found there
                && there.reading().standing() == Standing.ABSENT
                && there.key().equals(bound)) {
            if (kept.link().replica(home.branch()).flight().isUnread()) {
                observe(sheet, kept, found, source); // the system was set back to this key
                return;
            }
            observe(sheet, kept, there, source);
            found(
                    sheet,
                    found,
                    new Source(source.words(), true, true, null, null, source.observed()));
        } else {
            quarantine(
                    sheet,
                    found,
                    source,
                    new Parked(
                            Parked.Kind.KEY_TAKEN,
                            "another record at "
                                    + home.systemName()
                                    + " is already linked as this one; remove or change one of the"
                                    + " two, then retry"));
        }
    }

    // What has to wait for a person

    /**
     * A link of its own for what cannot be told: nothing is written for it, since it is met nowhere
     * else and is never looked for there.
     */
    private void quarantine(Sheet sheet, Noticed.Found found, Source source, Parked why) {
        Home home = found.home();
        Kept begun = reconciler.begin(sheet, home, Set.of());
        Kept next = observe(sheet, begun, found, source);
        reconciler.setAside(
                sheet, next, home, next.link().replica(home.branch()), why, source.words());
    }

    /** Whether the link stands apart, its record not told from others or never read. */
    static boolean isQuarantined(Kept kept, Home home) {
        Replica replica = kept.link().replica(home.branch());
        Parked parked = replica.parked();
        if (parked == null) {
            return false;
        }
        boolean alone =
                kept.link().replicas().stream().filter(Replica::isPresent).count()
                        <= (replica.isPresent() ? 1 : 0);
        return alone
                && switch (parked.kind()) {
                    case AMBIGUOUS_MATCH, KEY_TAKEN -> replica.isPresent();
                    case UNTRANSLATABLE -> replica.standing() == Standing.UNMET;
                    case REJECTED, AMBIGUOUS_WRITE, BOUNCING -> false;
                };
    }

    private void unreadable(Sheet sheet, Noticed.Unreadable unreadable, Source source) {
        Home home = unreadable.home();
        if (!source.current()) {
            looks.add(sheet, Look.at(home, unreadable.key()));
            return;
        }
        Parked why = new Parked(Parked.Kind.UNTRANSLATABLE, unreadable.why());
        Key known = unreadable.former() == null ? unreadable.key() : unreadable.former();
        if (identification.of(sheet, home, known, null) instanceof Identity.Known(Kept kept)) {
            Replica replica = kept.link().replica(home.branch());
            Replica moved =
                    replica.key() == null
                            ? replica
                            : replica.withKey(unreadable.key(), replica.generation());
            reconciler.setAside(sheet, kept, home, moved, why, source.words());
        } else {
            Kept begun = reconciler.begin(sheet, home, Set.of());
            Replica never =
                    new Replica(
                            Standing.UNMET,
                            unreadable.key(),
                            0,
                            Seen.nothing(home.entity().width()),
                            Flight.EMPTY,
                            null);
            reconciler.setAside(sheet, begun, home, never, why, source.words());
        }
    }
}
