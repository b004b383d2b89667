package dev.entente.core.step;

import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record, the systems that keep it, their users, and {@link Steps} between them: everything but
 * the engine. What happens next is an {@link Action} that somebody chooses. Immutable, so that a
 * search can try all of them.
 *
 * @param passages what is between the link and each system
 * @param done how much of each script is done
 * @param ops what users did, in the order of time
 * @param head which edits have come into the link
 * @param journal every value that a fact has kept
 */
record World(
        Setting setting,
        Link link,
        List<Site> sites,
        List<Passage> passages,
        List<Integer> done,
        List<Op> ops,
        Known head,
        Set<Kept> journal,
        int faults) {

    /**
     * What a user did.
     *
     * @param before what its author had seen
     */
    record Op(
            int id,
            int site,
            UserEdit edit,
            long time,
            Known before,
            @Nullable Row was,
            @Nullable Row is) {

        /** Whether it gave this field another value than it had. */
        boolean touches(int field) {
            return is != null
                    && is.has(field)
                    && (was == null || !Objects.equals(was.get(field), is.get(field)));
        }

        boolean isCreate() {
            return was == null;
        }

        boolean isDelete() {
            return is == null;
        }

        /** What is known where it was done, from then on. */
        Known after() {
            Known known = before;
            int width = before.masks().size() - 1;
            for (int field = 0; field < width; field++) {
                known = touches(field) ? known.with(field, id) : known;
            }
            return isCreate() || isDelete() ? known.with(width, id) : known;
        }

        /** Whether its author had seen the other, as far as a field is concerned. */
        boolean isAfter(Op other, int field) {
            return before.has(field, other.id) || (site == other.site && id > other.id);
        }
    }

    /** A value of a field in the journal. */
    record Kept(int field, Value value) {}

    /**
     * What is between the link and one system.
     *
     * @param sent a write that has not arrived
     * @param carries which edits are in the write or in the answer
     * @param answer of a write that has arrived
     * @param lost a write whose answer never came
     * @param waiting which edits are in observations that wait in the link
     */
    record Passage(
            @Nullable Write sent,
            @Nullable Known carries,
            @Nullable Event answer,
            @Nullable Lost lost,
            Known waiting) {
        Passage idle() {
            return new Passage(null, null, null, null, waiting);
        }

        Passage sending(Write write, Known carried) {
            if (sent != null || answer != null || lost != null) {
                throw new AssertionError(
                        "I16: a second write is on its way to one system: " + write);
            }
            return new Passage(write, carried, null, null, waiting);
        }

        Passage answered(Event event, Known shown) {
            return new Passage(null, shown, event, null, waiting);
        }

        Passage losing(Lost write) {
            return new Passage(null, null, null, write, waiting);
        }

        Passage showing(Known shown) {
            return new Passage(sent, carries, answer, lost, waiting.and(shown));
        }

        Passage seen() {
            return new Passage(
                    sent, carries, answer, lost, Known.nothing(waiting.masks().size() - 1));
        }
    }

    /**
     * @param key under which the record was made or changed, where the system can tell
     */
    record Lost(Write write, boolean landed, @Nullable Key key) {}

    record Action(Kind kind, int site) {}

    enum Kind {
        /** The next of the script. */
        USER,
        /** The user thinks better of it. Never chosen, only tried when a history is shortened. */
        SKIP,
        /** The listing ends without the record. */
        UNLIST,
        /** The next entry of the log comes in. */
        DELIVER,
        /** The write comes to the system. */
        ARRIVE,
        /** The answer comes in. */
        ANSWER,
        READ_BACK,
        /** What a refused write found is taken in, because the log does not tell of it. */
        REVIEW,
        BUSY,
        LOSE_BEFORE,
        LOSE_AFTER,
        REWIND;

        boolean isFault() {
            return this == BUSY || this == LOSE_BEFORE || this == LOSE_AFTER || this == REWIND;
        }
    }

    static World of(Setting setting) {
        int width = setting.entity().width();
        Link link = Link.unmet(new LinkId(1, 1), setting.entity());
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < setting.initial().size(); i++) {
            Site site = Site.empty(setting.entity(), i);
            Row row = setting.initial().get(i);
            Known initial = Known.nothing(width);
            if (row == null) {
                link = setting.habits().met() ? link.withReplica(i, Replica.absent(width)) : link;
            } else {
                for (int field = 0; field <= width; field++) {
                    initial = initial.with(field, 0);
                }
                site =
                        site.commit(
                                site.normal(row),
                                site.newKey(),
                                Observation.NO_TIME,
                                initial,
                                true,
                                false);
            }
            sites.add(site);
        }
        Passage quiet = new Passage(null, null, null, null, Known.nothing(width));
        return new World(
                setting,
                link,
                sites,
                Collections.nCopies(sites.size(), quiet),
                Collections.nCopies(sites.size(), 0),
                List.of(),
                Known.nothing(width),
                Set.of(),
                setting.faults());
    }

    /** The same state of affairs, from which users go on with other scripts. */
    World goingOn(Setting next) {
        return new World(
                next,
                link,
                sites,
                passages,
                Collections.nCopies(sites.size(), 0),
                ops,
                head,
                journal,
                next.faults());
    }

    /** All that can happen next. */
    List<Action> enabled() {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            for (Kind kind : Kind.values()) {
                if (kind != Kind.SKIP && isEnabled(kind, i)) {
                    actions.add(new Action(kind, i));
                }
            }
        }
        return actions;
    }

    boolean isEnabled(Kind kind, int site) {
        Site at = sites.get(site);
        Passage passage = passages.get(site);
        boolean unlisted =
                setting.initial().get(site) == null
                        && link.replica(site).standing() == Standing.UNMET;
        return switch (kind) {
            case USER, SKIP -> done.get(site) < setting.scripts().get(site).size();
            case UNLIST -> unlisted;
            case DELIVER -> !unlisted && !at.log().isEmpty();
            case ARRIVE -> passage.sent != null;
            case ANSWER -> passage.answer != null;
            case READ_BACK -> passage.lost != null;
            case REVIEW -> isForsaken(site);
            case BUSY, LOSE_BEFORE, LOSE_AFTER -> faults > 0 && passage.sent != null;
            case REWIND -> faults > 0 && !at.delivered().isEmpty();
        };
    }

    private boolean isForsaken(int site) {
        Passage passage = passages.get(site);
        boolean idle = passage.sent == null && passage.answer == null && passage.lost == null;
        return idle
                && link.replica(site).flight().found() != null
                && sites.get(site).log().isEmpty()
                && done.get(site) == setting.scripts().get(site).size();
    }

    /** The engine's clock: later than whatever happened. */
    long now() {
        return setting.habits().clock() == Setting.Clock.SCRIPT
                ? 1_000_000
                : ops.size() * 1_000L + 500;
    }

    Site site(int index) {
        return sites.get(index);
    }

    Passage passage(int index) {
        return passages.get(index);
    }

    World withLink(Link next, Known nextHead, Set<Kept> nextJournal) {
        return new World(setting, next, sites, passages, done, ops, nextHead, nextJournal, faults);
    }

    World withSite(Site site) {
        List<Site> next = new ArrayList<>(sites);
        next.set(site.branch().index(), site);
        return new World(setting, link, next, passages, done, ops, head, journal, faults);
    }

    World withPassage(int index, Passage passage) {
        List<Passage> next = new ArrayList<>(passages);
        next.set(index, passage);
        return new World(setting, link, sites, next, done, ops, head, journal, faults);
    }

    World withOneMoreDone(int index) {
        List<Integer> next = new ArrayList<>(done);
        next.set(index, next.get(index) + 1);
        return new World(setting, link, sites, passages, next, ops, head, journal, faults);
    }

    World withOp(Op op) {
        List<Op> next = new ArrayList<>(ops);
        next.add(op);
        return new World(setting, link, sites, passages, done, next, head, journal, faults);
    }

    World withOneFaultLess() {
        return new World(setting, link, sites, passages, done, ops, head, journal, faults - 1);
    }

    /** What still happens once users and faults have stopped. */
    List<Action> unfinished() {
        return enabled().stream().filter(action -> !action.kind().isFault()).toList();
    }
}
