package dev.entente.engine.write;

import dev.entente.connector.Listing;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.WriteBatch;
import dev.entente.core.lens.NoForm;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.step.Event;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Look;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Inward;
import dev.entente.engine.translate.Noticed;
import dev.entente.engine.translate.Outward;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the system says of a write: its outcome as an event, and where the answer was lost or did
 * not tell enough, what is read back (R3, R8).
 */
final class Readings {

    private final Line line;
    private final Remainder remainder;

    Readings(Line line, Remainder remainder) {
        this.line = line;
        this.remainder = remainder;
    }

    // Outcomes

    List<Arrival.Answer> answers(long batch, List<Outgoing> sent, List<Outcome> outcomes)
            throws InterruptedException {
        if (outcomes.size() != sent.size()) {
            throw new IllegalStateException(
                    "a batch of "
                            + sent.size()
                            + " came back with "
                            + outcomes.size()
                            + " outcomes");
        }
        Arrival.Answer[] answers = new Arrival.Answer[sent.size()];
        List<Integer> unknown = new ArrayList<>();
        List<Integer> untold = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            Event event = event(sent.get(i), outcomes.get(i));
            if (event == null) {
                boolean landed = !(outcomes.get(i) instanceof Outcome.Unknown);
                (landed ? untold : unknown).add(i);
            } else {
                answers[i] =
                        new Arrival.Answer(
                                sent.get(i).home(),
                                sent.get(i).link(),
                                event,
                                sent.get(i).observed(),
                                mayWorkLater(outcomes.get(i)));
            }
        }
        settle(batch, sent, unknown, null, answers);
        settle(batch, sent, untold, Fate.WRITTEN, answers);
        return List.of(answers);
    }

    private static boolean mayWorkLater(Outcome outcome) {
        return outcome instanceof Outcome.Unsent || outcome instanceof Outcome.Blocked;
    }

    /** The event that an outcome is, or null where it must be read back. */
    private @Nullable Event event(Outgoing sent, Outcome outcome) {
        int branch = sent.home().branch();
        Write write = sent.write();
        long now = line.now();
        return switch (outcome) {
            case Outcome.Applied(NativeReading held) -> applied(sent, held, now);
            case Outcome.Accepted _, Outcome.Unknown _ -> null;
            case Outcome.Refused(NativeReading current) ->
                    read(
                            sent,
                            current,
                            reading -> new Event.Refused(branch, write.id(), reading, now));
            case Outcome.Rejected(String message) -> rejected(sent, message);
            case Outcome.Blocked(String message) -> rejected(sent, message);
            case Outcome.Unsent _ -> new Event.Unsent(branch, write.id(), now);
        };
    }

    private Event rejected(Outgoing sent, String message) {
        Parked why = new Parked(Parked.Kind.REJECTED, message);
        return new Event.Rejected(sent.home().branch(), sent.write().id(), why, line.now());
    }

    private @Nullable Event applied(Outgoing sent, NativeReading held, long now) {
        return read(
                sent,
                held,
                reading ->
                        tellsAll(sent.write(), reading)
                                ? new Event.Applied(
                                        sent.home().branch(), sent.write().id(), reading, now)
                                : null);
    }

    /** R3: an answer that leaves out what was sent is none. */
    private static boolean tellsAll(Write write, Reading held) {
        if (held.standing() != Standing.PRESENT) {
            return true;
        }
        for (int i = 0; i < write.values().width(); i++) {
            if (write.values().has(i) && !held.values().has(i)) {
                return false;
            }
        }
        return write.kind() != Write.Kind.CREATE || held.key() != null;
    }

    private @Nullable Event read(
            Outgoing sent, NativeReading found, Function<Reading, @Nullable Event> then) {
        Key asked = sent.write().key() == null ? sent.named() : sent.write().key();
        try {
            return then.apply(Inward.reading(sent.home(), asked, found));
        } catch (NoForm e) {
            return unreadable(sent, e);
        }
    }

    Arrival.Answer untranslatable(Outgoing outgoing, NoForm why) {
        return answer(outgoing, unreadable(outgoing, why));
    }

    private Event unreadable(Outgoing sent, NoForm why) {
        Parked parked = new Parked(Parked.Kind.UNTRANSLATABLE, String.valueOf(why.getMessage()));
        return new Event.Rejected(sent.home().branch(), sent.write().id(), parked, line.now());
    }

    private static Arrival.Answer answer(Outgoing sent, Event event) {
        return new Arrival.Answer(sent.home(), sent.link(), event, sent.observed(), false);
    }

    // Reading back

    /** What became of a batch that was under way when the last run ended. */
    List<Arrival.Answer> recovered(long batch, List<Outgoing> items) throws InterruptedException {
        Arrival.Answer[] answers = new Arrival.Answer[items.size()];
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            try {
                Outward.item(items.get(i).home(), items.get(i).write());
                sent.add(i);
            } catch (NoForm e) {
                answers[i] = untranslatable(items.get(i), e); // it was never sent
            }
        }
        settle(batch, items, sent, null, answers);
        return List.of(answers);
    }

    /**
     * What became of a batch.
     *
     * @param unwritten of which records that is not so, where it is {@code YES}
     */
    private record Fate(Event.Landed landed, Set<LinkId> unwritten) {
        private static final Fate WRITTEN = new Fate(Event.Landed.YES, Set.of());

        private Event.Landed of(Outgoing item) {
            return unwritten.contains(item.link()) ? Event.Landed.NO : landed;
        }
    }

    private Fate fate(long batch) throws InterruptedException {
        return switch (line.persist(() -> line.connector().landed(batch))) {
            case YES -> Fate.WRITTEN;
            case NO -> new Fate(Event.Landed.NO, Set.of());
            case UNKNOWN -> new Fate(Event.Landed.UNKNOWN, Set.of());
            case PARTLY -> {
                Set<LinkId> unwritten = remainder.of(batch);
                yield unwritten == null
                        ? new Fate(Event.Landed.UNKNOWN, Set.of())
                        : new Fate(Event.Landed.YES, unwritten);
            }
        };
    }

    /**
     * @param known what became of them; null to ask
     */
    private void settle(
            long batch,
            List<Outgoing> items,
            List<Integer> which,
            @Nullable Fate known,
            Arrival.@Nullable Answer[] answers)
            throws InterruptedException {
        if (which.isEmpty()) {
            return;
        }
        Fate fate = known == null ? fate(batch) : known;
        Map<Home, List<Integer>> keyed = new LinkedHashMap<>();
        for (int i : which) {
            Outgoing item = items.get(i);
            if (fate.of(item) == Event.Landed.NO) {
                answers[i] =
                        answer(
                                item,
                                new Event.Unsent(
                                        item.home().branch(), item.write().id(), line.now()));
            } else if (item.isKeyless()) {
                answers[i] = answer(item, keyless(batch, item, fate.landed()));
            } else {
                keyed.computeIfAbsent(item.home(), _ -> new ArrayList<>()).add(i);
            }
        }
        for (Map.Entry<Home, List<Integer>> entry : keyed.entrySet()) {
            readBack(entry.getKey(), items, entry.getValue(), fate.landed(), answers);
        }
    }

    private void readBack(
            Home home,
            List<Outgoing> items,
            List<Integer> which,
            Event.Landed landed,
            Arrival.@Nullable Answer[] answers)
            throws InterruptedException {
        List<Key> keys = new ArrayList<>();
        for (int i : which) {
            Outgoing item = items.get(i);
            Key key = item.write().key() == null ? item.named() : item.write().key();
            keys.add(Objects.requireNonNull(key));
        }
        List<NativeReading> found =
                line.persist(() -> line.connector().read(home.resource(), keys));
        for (int i = 0; i < found.size(); i++) {
            Outgoing item = items.get(which.get(i));
            answers[which.get(i)] = answer(item, readBack(item, landed, found.get(i)));
        }
    }

    private Event readBack(Outgoing item, Event.Landed landed, NativeReading found) {
        Event event =
                read(
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
            return unreadable(item, e);
        }
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = line.write(again, _ -> {}).getFirst();
            if (outcome instanceof Outcome.Refused(NativeReading current)) {
                return readBack(item, Event.Landed.UNKNOWN, current);
            }
            Event event = event(item, outcome);
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

    // Looking again

    List<Arrival.Sight> look(List<Look> looks) throws InterruptedException {
        Map<Home, List<Key>> wanted = new LinkedHashMap<>();
        for (Look look : looks) {
            List<Key> keys = wanted.computeIfAbsent(look.home(), _ -> new ArrayList<>());
            keys.add(look.key());
            if (look.beside() != null) {
                keys.add(look.beside());
            }
        }
        Map<Home, Map<Key, Noticed>> found = new LinkedHashMap<>();
        for (Map.Entry<Home, List<Key>> entry : wanted.entrySet()) {
            found.put(entry.getKey(), noticed(entry.getKey(), entry.getValue()));
        }
        List<Arrival.Sight> sights = new ArrayList<>();
        for (Look look : looks) {
            Map<Key, Noticed> here = found.getOrDefault(look.home(), Map.of());
            Noticed there = here.get(look.key());
            if (there != null) {
                Noticed beside = look.beside() == null ? null : here.get(look.beside());
                sights.add(new Arrival.Sight(look, there, beside));
            }
        }
        return sights;
    }

    private Map<Key, Noticed> noticed(Home home, List<Key> keys) throws InterruptedException {
        List<NativeReading> readings =
                line.persist(() -> line.connector().read(home.resource(), keys));
        Map<Key, Noticed> noticed = new LinkedHashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            noticed.put(keys.get(i), Inward.notice(home, keys.get(i), readings.get(i), line.now()));
        }
        return noticed;
    }
}
