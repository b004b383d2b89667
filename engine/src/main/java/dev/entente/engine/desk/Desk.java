package dev.entente.engine.desk;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Write;
import dev.entente.core.step.Event;
import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.Archive;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.journal.JournalEntry;
import dev.entente.engine.reconcile.Forecasts;
import dev.entente.engine.reconcile.Orders;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Forecast;
import dev.entente.engine.watch.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers every question and carries out every command, whether a sync runs or not. */
public final class Desk {

    private final Homes homes;
    private final Archive archive;
    private final Finder finder;
    private final Guard guard;
    private final Figures figures;
    private final Doing doing;

    /** Where figures come from. */
    public record Figures(Supplier<Status> status, Forecasts forecasts) {}

    /**
     * How commands are carried out.
     *
     * @param stop ends the run; returns at once
     */
    public record Doing(Orders orders, Teller teller, Runnable stop) {}

    public Desk(Homes homes, Archive archive, Guard guard, Figures figures, Doing doing) {
        this.homes = homes;
        this.archive = archive;
        this.finder = new Finder(homes, archive);
        this.guard = guard;
        this.figures = figures;
        this.doing = doing;
    }

    /**
     * The answer, once whatever was told is durable.
     *
     * @throws NoAnswer where there is none, with a message for a person
     */
    @SuppressWarnings("unchecked") // each case answers with what its inquiry names
    public <A> A ask(Inquiry<A> inquiry) {
        return (A)
                switch (inquiry) {
                    case Question.HowIsIt _ -> figures.status().get();
                    case Question.Explain explain -> explain(explain);
                    case Question.Conflicts asked -> conflicts(asked);
                    case Question.Parked asked -> parked(asked);
                    case Question.Brakes _ -> new Answer.Brakes(guard.brakes());
                    case Question.Meeting _ -> meeting();
                    case Command.Resolve resolve -> resolve(resolve);
                    case Command.Retry retry -> retry(retry);
                    case Command.Approve approve -> approve(approve);
                    case Command.Release release -> release(release);
                    case Command.Reread reread -> reread(reread);
                    case Command.Stop _ -> stop();
                };
    }

    // Questions

    private Answer.Stories explain(Question.Explain asked) {
        Entity entity = finder.entity(asked.entity());
        List<Answer.Story> stories = new ArrayList<>();
        for (Kept kept : finder.find(entity, asked.record())) {
            stories.add(story(kept, asked.reveal()));
        }
        return new Answer.Stories(stories);
    }

    private Answer.Story story(Kept kept, boolean reveal) {
        Entity entity = kept.entity();
        Chronicle chronicle = new Chronicle(entity, reveal);
        List<Answer.Copy> copies = new ArrayList<>();
        for (Home home : homes.of(entity)) {
            Replica replica = kept.link().replica(home.branch());
            Write unsettled = replica.flight().unsettled();
            Parked why = replica.parked();
            copies.add(
                    new Answer.Copy(
                            home.systemName(),
                            replica.standing().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            Wording.of(replica.key()),
                            chronicle.shown(replica.seen().values()),
                            unsettled == null ? null : chronicle.words(unsettled),
                            why == null
                                    ? null
                                    : Chronicle.reason(why.kind()) + ": " + why.message()));
        }
        List<JournalEntry> entries = archive.journal().read(kept);
        return new Answer.Story(
                entity.name(),
                kept.link().id().toString(),
                chronicle.shown(kept.link().head().values()),
                kept.link().head().isDeleted(),
                copies,
                conflictsOf(kept, chronicle, inConflictSince(kept)),
                entries.isEmpty() ? kept.entries() : entries.getFirst().sequence(),
                entries.stream().map(chronicle::entry).toList());
    }

    private long inConflictSince(Kept kept) {
        int entity = homes.of(kept.entity()).getFirst().entityNumber();
        byte[] since =
                archive.store().get(Space.CONFLICTS, Layout.conflict(entity, kept.link().id()));
        return since == null ? 0 : Layout.numberOf(since);
    }

    private List<Answer.Conflict> conflictsOf(Kept kept, Chronicle chronicle, long since) {
        List<Answer.Conflict> conflicts = new ArrayList<>();
        for (Conflict conflict : kept.link().conflicts()) {
            conflicts.add(conflict(kept, conflict, chronicle, since));
        }
        return conflicts;
    }

    private Answer.Conflict conflict(
            Kept kept, Conflict conflict, Chronicle chronicle, long since) {
        int field = conflict.field();
        boolean presence = field == Conflict.PRESENCE;
        Map<String, @Nullable String> held = new LinkedHashMap<>();
        for (Home home : homes.of(kept.entity())) {
            Replica replica = kept.link().replica(home.branch());
            held.put(
                    home.systemName(),
                    presence
                            ? replica.standing().name().toLowerCase(Locale.ROOT)
                            : chronicle.shown(field, replica.seen().values().get(field)));
        }
        return new Answer.Conflict(
                kept.entity().name(),
                kept.link().id().toString(),
                finder.name(kept),
                presence ? null : kept.entity().fields().get(field).name(),
                presence ? null : chronicle.shown(field, conflict.base()),
                presence ? "changed" : chronicle.shown(field, conflict.ours()),
                presence
                        ? "deleted at " + chronicle.system(conflict.branch())
                        : chronicle.shown(field, conflict.theirs()),
                held,
                since == 0 ? "" : Wording.time(since));
    }

    private Answer.Conflicts conflicts(Question.Conflicts asked) {
        byte[] prefix = new byte[0];
        if (asked.entity() != null) {
            int number = homes.of(finder.entity(asked.entity())).getFirst().entityNumber();
            prefix = new byte[] {(byte) (number >>> 8), (byte) number};
        }
        List<Answer.Conflict> found = new ArrayList<>();
        boolean[] more = {false};
        archive.store()
                .scan(
                        Space.CONFLICTS,
                        prefix,
                        (key, value) -> {
                            more[0] = found.size() >= asked.most();
                            Kept kept = finder.read(Layout.linkAt(key, Layout.CONFLICT_LINK));
                            if (!more[0] && kept != null) {
                                Chronicle chronicle = new Chronicle(kept.entity(), asked.reveal());
                                found.addAll(conflictsOf(kept, chronicle, Layout.numberOf(value)));
                            }
                            return !more[0];
                        });
        return new Answer.Conflicts(found, more[0]);
    }

    private Answer.ParkedRecords parked(Question.Parked asked) {
        int entity =
                asked.entity() == null
                        ? -1
                        : homes.of(finder.entity(asked.entity())).getFirst().entityNumber();
        List<Answer.ParkedRecord> found = new ArrayList<>();
        boolean[] more = {false};
        archive.store()
                .scan(
                        Space.PARKED,
                        new byte[0],
                        (key, value) -> {
                            Layout.ParkedKey parked = Layout.ParkedKey.of(key);
                            if (entity >= 0 && parked.entity() != entity) {
                                return true;
                            }
                            more[0] = found.size() >= asked.most();
                            Answer.ParkedRecord record =
                                    more[0] ? null : parked(parked, Layout.numberOf(value));
                            if (record != null) {
                                found.add(record);
                            }
                            return !more[0];
                        });
        return new Answer.ParkedRecords(found, more[0]);
    }

    private Answer.@Nullable ParkedRecord parked(Layout.ParkedKey parked, long since) {
        Kept kept = finder.read(parked.link());
        if (kept == null) {
            return null;
        }
        for (Home home : homes.of(kept.entity())) {
            Parked why = kept.link().replica(home.branch()).parked();
            if (home.systemNumber() == parked.system() && why != null) {
                return new Answer.ParkedRecord(
                        kept.entity().name(),
                        kept.link().id().toString(),
                        finder.name(kept),
                        home.systemName(),
                        Chronicle.reason(why.kind()),
                        why.message(),
                        Wording.time(
                                Aside.since(
                                        archive.journal().read(kept), home.systemName(), since)));
            }
        }
        return null;
    }

    private Answer.Meeting meeting() {
        List<Forecast> all = figures.forecasts().make();
        boolean waiting = figures.status().get().state() == Status.State.WAITING_FOR_YES;
        return new Answer.Meeting(
                waiting, all, guard.hasMet() ? List.of() : figures.forecasts().reasons(all));
    }

    // Commands

    private Answer.Done resolve(Command.Resolve told) {
        Kept found = finder.one(told.entity(), told.record());
        Event.Choice choice = Choosing.choice(found, told);
        LinkId link = found.link().id();
        return doing.teller()
                .tell(sheet -> {
                    Kept kept = sheet.link(link);
                    if (kept == null) {
                        throw new NoAnswer("The record is no longer there.");
                    }
                    doing.orders().decide(sheet, kept, List.of(choice), told.by());
                    return new Answer.Done(1, "Settled; the systems get it " + when() + ".");
                });
    }

    private Answer.Done retry(Command.Retry told) {
        List<LinkId> links = new ArrayList<>();
        if (told.record() != null) {
            if (told.entity() == null) {
                throw new NoAnswer("Say which entity the record `" + told.record() + "` is of.");
            }
            links.add(finder.one(told.entity(), told.record()).link().id());
        } else {
            parked(new Question.Parked(told.entity(), Integer.MAX_VALUE)).records().stream()
                    .map(record -> finder.find(finder.entity(record.entity()), record.link()))
                    .forEach(found -> found.forEach(kept -> links.add(kept.link().id())));
        }
        return doing.teller()
                .tell(sheet -> {
                    long count = 0;
                    for (LinkId link : links.stream().distinct().toList()) {
                        Kept kept = sheet.link(link);
                        if (kept != null && isParked(kept)) {
                            doing.orders().retry(sheet, kept, told.by());
                            count++;
                        }
                    }
                    String records = count == 1 ? "1 record is" : count + " records are";
                    return new Answer.Done(
                            count,
                            count == 0
                                    ? "Nothing is set aside."
                                    : records + " tried again " + when() + ".");
                });
    }

    private static boolean isParked(Kept kept) {
        return kept.link().replicas().stream().anyMatch(replica -> replica.parked() != null);
    }

    private Answer.Done approve(Command.Approve told) {
        if (guard.hasMet()) {
            return new Answer.Done(0, "There is nothing to approve: writing has begun already.");
        }
        Status status = figures.status().get();
        if (!status.systems().stream().allMatch(Status.OfSystem::loaded)) {
            throw new NoAnswer(
                    "Not everything that is there has been read; start a run and wait for its counts"
                            + " first.");
        }
        return doing.teller()
                .tell(sheet -> {
                    doing.orders().approve(sheet, told.by());
                    return new Answer.Done(1, "Writing begins " + when() + ".");
                });
    }

    /** When what is told goes out. */
    private String when() {
        boolean resting = figures.status().get().state() == Status.State.RESTING;
        return resting ? "with the next run" : "now";
    }

    /**
     * @throws NoAnswer where the file has no such entity or system, or nothing is held there
     */
    private Answer.Done release(Command.Release told) {
        if (told.entity() != null) {
            finder.entity(told.entity());
        }
        if (told.system() != null) {
            finder.system(told.system());
        }
        return doing.teller()
                .tell(sheet -> {
                    int count =
                            doing.orders().release(sheet, told.entity(), told.system(), told.by());
                    if (count == 0) {
                        throw new NoAnswer("No such brake is tripped.");
                    }
                    return new Answer.Done(
                            count, "Released; what waited is written " + when() + ".");
                });
    }

    /**
     * @throws NoAnswer where the file has no such system, or a sync runs
     */
    private Answer.Done reread(Command.Reread told) {
        int system = finder.system(told.system());
        if (figures.status().get().state() != Status.State.RESTING) {
            throw new NoAnswer("A sync runs with this data: stop it first.");
        }
        @Nullable LinkId next = LinkId.FIRST;
        while (next != null) {
            LinkId from = next;
            next = doing.teller().tell(sheet -> forgetLog(sheet, system, told, from)).orElse(null);
        }
        return doing.teller()
                .tell(sheet -> {
                    doing.orders().reread(sheet, system);
                    return new Answer.Done(
                            1,
                            "The next run reads all of "
                                    + told.system()
                                    + " anew. "
                                    + (told.restored()
                                            ? "What it holds is brought up to date, and kept in"
                                                    + " the journal."
                                            : "What differs from what was last seen there counts"
                                                    + " as edited now, and what is not there any"
                                                    + " more as deleted."));
                });
    }

    private Optional<LinkId> forgetLog(Sheet sheet, int system, Command.Reread told, LinkId from) {
        return Optional.ofNullable(
                doing.orders().forgetLog(sheet, system, told.restored(), from, told.by()));
    }

    private Answer.Done stop() {
        doing.stop().run();
        return new Answer.Done(1, "Stopping.");
    }
}
