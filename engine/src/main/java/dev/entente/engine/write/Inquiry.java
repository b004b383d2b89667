package dev.entente.engine.write;

import dev.entente.connector.Listing;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.WriteBatch;
import dev.entente.core.lens.NoForm;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.step.Event;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.engine.observe.Arrival.Answer;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Outward;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of writes whose answer was lost or did not tell enough: the system is asked, and what
 * is there is read back (R3, R8).
 */
final class Inquiry {
    private final Line line;
    private final Testimony testimony;
    private final Outcomes outcomes;

    Inquiry(Line line, Testimony testimony, Outcomes outcomes) {
        this.line = line;
        this.testimony = testimony;
        this.outcomes = outcomes;
    }

    /**
     * What became of a batch.
     *
     * @param unwritten of which records that is not so, where it is {@code YES}
     * @param made the keys that new records have, if it took effect, as far as the system said
     */
    private record Fate(Event.Landed landed, Set<LinkId> unwritten, Map<LinkId, Key> made) {
        private static final Fate WRITTEN = new Fate(Event.Landed.YES, Set.of(), Map.of());

        private Event.Landed of(Outgoing item) {
            return unwritten.contains(item.link()) ? Event.Landed.NO : landed;
        }

        private Outgoing named(Outgoing item) {
            Key key = made.get(item.link());
            return key == null ? item : item.withKey(key);
        }
    }

    private Fate fate(long batch) throws InterruptedException {
        Testimony.Account heard = testimony.of(batch);
        Map<LinkId, Key> made = heard == null ? Map.of() : heard.made();
        return switch (line.persist(() -> line.connector().landed(batch))) {
            case YES -> new Fate(Event.Landed.YES, Set.of(), made);
            case NO -> new Fate(Event.Landed.NO, Set.of(), made);
            case UNKNOWN -> new Fate(Event.Landed.UNKNOWN, Set.of(), made);
            case PARTLY ->
                    heard == null
                            ? new Fate(Event.Landed.UNKNOWN, Set.of(), made)
                            : new Fate(Event.Landed.YES, heard.unwritten(), made);
        };
    }

    /** Asks what became of some writes of a batch, and writes the answers to their places. */
    void settle(long batch, List<Outgoing> items, List<Integer> which, @Nullable Answer[] answers)
            throws InterruptedException {
        if (!which.isEmpty()) {
            settle(batch, fate(batch), items, which, answers);
        }
    }

    /** The same for writes that have taken effect; only with what came of it is open. */
    void settleWritten(
            long batch, List<Outgoing> items, List<Integer> which, @Nullable Answer[] answers)
            throws InterruptedException {
        settle(batch, Fate.WRITTEN, items, which, answers);
    }

    private void settle(
            long batch,
            Fate fate,
            List<Outgoing> items,
            List<Integer> which,
            @Nullable Answer[] answers)
            throws InterruptedException {
        Map<Home, List<Integer>> keyed = new LinkedHashMap<>();
        for (int i : which) {
            Outgoing item = items.get(i);
            if (fate.of(item) == Event.Landed.NO) {
                answers[i] = item.answered(unsent(item));
            } else if (fate.named(item).isKeyless()) {
                answers[i] = item.answered(keyless(batch, item, fate.landed()));
            } else {
                keyed.computeIfAbsent(item.home(), _ -> new ArrayList<>()).add(i);
            }
        }
        for (List<Integer> sameHome : keyed.values()) {
            List<Outgoing> named = sameHome.stream().map(i -> fate.named(items.get(i))).toList();
            List<NativeReading> found = read(named);
            for (int i = 0; i < found.size(); i++) {
                Outgoing item = items.get(sameHome.get(i));
                answers[sameHome.get(i)] =
                        item.answered(
                                isForgotten(item, fate.landed(), found.get(i))
                                        ? keyless(batch, item, fate.landed())
                                        : readBack(named.get(i), fate.landed(), found.get(i)));
            }
        }
    }

    /** Whether the key that a record would have had says nothing: it was not made, or is gone. */
    private static boolean isForgotten(Outgoing item, Event.Landed landed, NativeReading found) {
        return item.isKeyless() && landed == Event.Landed.UNKNOWN && found.row() == null;
    }

    private Event unsent(Outgoing item) {
        return new Event.Unsent(item.home().branch(), item.write().id(), line.now());
    }

    /** What is now under the keys of these, which are of one home. */
    private List<NativeReading> read(List<Outgoing> items) throws InterruptedException {
        List<Key> keys = items.stream().map(Outgoing::asked).map(Objects::requireNonNull).toList();
        return line.persist(() -> line.connector().read(items.getFirst().home().resource(), keys));
    }

    private Event readBack(Outgoing item, Event.Landed landed, NativeReading found) {
        Event event =
                outcomes.read(
                        item,
                        found,
                        reading ->
                                new Event.ReadBack(
                                        item.home().branch(),
                                        item.write().id(),
                                        landed,
                                        reading,
                                        line.now()));
        return Objects.requireNonNull(event);
    }

    /**
     * A create whose key nobody knows. Where it may not have taken effect and the system would find
     * it by other columns, the same create is sent again: it is made now, or refused with what is
     * there. Else it is looked for in a complete listing. Where it is not found there a person must
     * look: whether it was deleted since, or changed beyond recognition, makes all the difference.
     */
    private Event keyless(long batch, Outgoing item, Event.Landed landed)
            throws InterruptedException {
        if (landed == Event.Landed.UNKNOWN && !item.home().placement().natural().isEmpty()) {
            return resent(batch, item);
        }
        NativeReading found = listed(item);
        if (found != null) {
            return readBack(item, landed, found);
        }
        Parked why =
                new Parked(
                        Parked.Kind.AMBIGUOUS_WRITE,
                        "the connection to "
                                + item.home().systemName()
                                + " was lost while this record was made there, and it cannot be told"
                                + " which one it is: if it is there, delete it or link it by its match"
                                + " value, then retry");
        return new Event.Rejected(item.home().branch(), item.write().id(), why, line.now());
    }

    private Event resent(long batch, Outgoing item) throws InterruptedException {
        WriteBatch again;
        try {
            again = new WriteBatch(batch, List.of(Outward.item(item.home(), item.write())));
        } catch (NoForm e) {
            return outcomes.unreadable(item, e);
        }
        Attendance witness = new Attendance(batch, List.of(item), null, testimony);
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = line.write(again, witness).getFirst();
            if (outcome instanceof Outcome.Refused(NativeReading current)) {
                return readBack(item, Event.Landed.UNKNOWN, current);
            }
            // Unsent is this attempt: the one that is asked about may have landed.
            Event event = outcome instanceof Outcome.Unsent ? null : outcomes.event(item, outcome);
            if (event != null) {
                return event;
            }
            line.pause(attempt);
        }
    }

    /**
     * The one record of a listing that was made; null where there is none, or it cannot be told.
     */
    private @Nullable NativeReading listed(Outgoing item) throws InterruptedException {
        Row sent;
        try {
            sent = item.home().mapping().create(item.write().values());
        } catch (NoForm e) {
            return null; // it was never sent
        }
        for (int attempt = 1; ; attempt++) {
            Search search = line.persist(() -> search(item.home(), sent));
            if (search.complete() || !search.found().isEmpty()) {
                return search.found().size() == 1 ? search.found().getFirst() : null;
            }
            line.pause(attempt);
        }
    }

    private record Search(List<NativeReading> found, boolean complete) {}

    private Search search(Home home, Row sent) {
        List<NativeReading> found = new ArrayList<>();
        try (Listing listing = line.connector().list(home.resource())) {
            for (List<NativeReading> page = listing.next(); page != null; page = listing.next()) {
                for (NativeReading reading : page) {
                    Row there = reading.row();
                    if (there != null && isSame(home.placement().natural(), sent, there)) {
                        found.add(reading);
                    }
                }
            }
            return new Search(found, listing.isComplete());
        }
    }

    /** By the columns that tell records apart, where there are such; else by all that was sent. */
    private static boolean isSame(List<Integer> natural, Row sent, Row there) {
        for (int i = 0; i < sent.width(); i++) {
            boolean counts = natural.isEmpty() ? sent.has(i) : natural.contains(i);
            if (counts && !sent.orNull(i).equals(there.orNull(i))) {
                return false;
            }
        }
        return true;
    }
}
