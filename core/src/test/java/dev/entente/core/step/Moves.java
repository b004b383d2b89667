package dev.entente.core.step;

import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.step.World.Action;
import dev.entente.core.step.World.Lost;
import dev.entente.core.step.World.Op;
import dev.entente.core.step.World.Passage;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an action does to a world. Every step that it leads to is checked. */
final class Moves {
    private final World world;
    private final Action action;
    private final Story story;

    private Moves(World world, Action action, Story story) {
        this.world = world;
        this.action = action;
        this.story = story;
    }

    static World take(World world, Action action, Story story) {
        return new Moves(world, action, story).taken();
    }

    private World taken() {
        int at = action.site();
        return switch (action.kind()) {
            case USER -> user();
            case SKIP -> world.withOneMoreDone(at);
            case UNLIST -> step(world, new Event.Unlisted(at, world.now()), Known.nothing(width()));
            case DELIVER -> delivered();
            case ARRIVE -> arrived();
            case ANSWER -> answered();
            case READ_BACK -> readBack();
            case REVIEW ->
                    step(world, new Event.Reviewed("engine", world.now()), world.site(at).known());
            case BUSY -> {
                Write write = Objects.requireNonNull(world.passage(at).sent());
                World next = world.withOneFaultLess().withPassage(at, world.passage(at).idle());
                Event event = new Event.Unsent(at, write.id(), world.now());
                yield step(next, event, Known.nothing(width()));
            }
            case LOSE_BEFORE -> {
                Write write = Objects.requireNonNull(world.passage(at).sent());
                Passage lost = world.passage(at).losing(new Lost(write, false, null));
                yield world.withOneFaultLess().withPassage(at, lost);
            }
            case LOSE_AFTER -> lostAfter();
            case REWIND -> {
                Site site = world.site(at);
                int entries = Math.min(2, site.delivered().size());
                yield world.withOneFaultLess().withSite(site.rewound(entries));
            }
        };
    }

    private int width() {
        return world.setting().entity().width();
    }

    private World user() {
        int at = action.site();
        Site site = world.site(at);
        UserEdit edit = world.setting().scripts().get(at).get(world.done().get(at));
        World next = world.withOneMoreDone(at);
        Row after = edit.on(site.row());
        if (after == null && site.row() == null) {
            return next;
        }
        Row is = after == null ? null : site.normal(triggered(site, after));
        int id = world.ops().size() + 1;
        long time =
                switch (world.setting().habits().clock()) {
                    case TRUE -> id * 1_000L;
                    case SCRIPT -> 1_000L * (1 + world.done().get(at) * world.sites().size() + at);
                    case NONE -> Observation.NO_TIME;
                };
        boolean creates = edit instanceof UserEdit.Create && site.row() == null;
        boolean fresh = edit instanceof UserEdit.Create(_, boolean newKey) && newKey && creates;
        Key key = site.key() == null || fresh ? site.newKey() : site.key();
        Op op = new Op(id, at, edit, time, site.known(), site.row(), is);
        boolean partial = world.setting().habits().partial();
        boolean changes = !Objects.equals(op.was(), op.is());
        Known known = changes ? op.after() : site.known();
        story.tell(
                site.name() + ": a user does " + edit + (changes ? "" : ", which is so already"));
        World moved = next.withSite(site.commit(is, key, time, known, true, partial));
        return changes ? moved.withOp(op) : moved;
    }

    /** What the system makes of a row that somebody writes: its triggers fire once each. */
    private Row triggered(Site site, Row row) {
        Row after = row;
        for (Site.Trigger trigger : world.setting().triggers()) {
            Value cause = row.orNull(trigger.when());
            boolean fires =
                    trigger.site() == site.branch().index()
                            && site.row() != null
                            && !cause.equals(site.row().orNull(trigger.when()));
            if (fires) {
                after = after.with(trigger.then(), Value.of("T(" + Story.show(cause) + ")"));
            }
        }
        return after;
    }

    /** As the engine does before a step: keys are found, retired ones looked after (R14, R15). */
    private World delivered() {
        int at = action.site();
        Site site = world.site(at);
        Site.Entry entry = site.log().getFirst();
        World next = world.withSite(site.handedOver());
        Replica replica = world.link().replica(at);
        Key bound = replica.key();
        story.tell("the log of " + site.name() + " comes in: " + Story.show(entry));
        Write unsettled = replica.flight().unsettled();
        boolean creating = unsettled != null && unsettled.kind() == Write.Kind.CREATE;
        Reading found = replica.flight().found();
        boolean finding = found != null && entry.key().equals(found.key());
        boolean waiting =
                replica.flight().waiting().stream()
                        .anyMatch(other -> entry.key().equals(other.reading().key()));
        if (bound == null || bound.equals(entry.key()) || creating || finding || waiting) {
            Reading reading = site.reading(entry.key(), entry.row(), entry.position());
            return step(next, observed(reading, entry.time()), entry.known());
        }
        if (entry.row() == null) {
            story.tell("  that key is not there any more: dropped");
            return next;
        }
        return lookedAt(next, entry.key(), entry.position(), entry.time());
    }

    /** A key that the link does not know, read before it counts. */
    private World lookedAt(World from, Key key, long position, long time) {
        Site site = from.site(action.site());
        if (site.row() == null || !key.equals(site.key())) {
            story.tell("  that key is not there any more: dropped");
            return from;
        }
        World next = from;
        Replica replica = from.link().replica(action.site());
        if (replica.standing() == Standing.PRESENT) {
            Reading gone = site.reading(replica.key(), null, position);
            next = step(next, observed(gone, time), site.known());
        }
        return step(next, observed(site.reading(), time), site.known());
    }

    /** What came while a record was made here, and was not about that one. */
    private World lookedAtOthers(World before, World after) {
        World next = after;
        for (Observation waited : before.link().replica(action.site()).flight().waiting()) {
            Replica replica = next.link().replica(action.site());
            Key key = waited.reading().key();
            boolean others =
                    !Objects.equals(key, replica.key())
                            && waited.reading().standing() == Standing.PRESENT
                            && replica.flight().waiting().isEmpty();
            if (key != null
                    && others
                    && waited.reading().version() instanceof Version.Position(long position)) {
                next = lookedAt(next, key, position, waited.time());
            }
        }
        return next;
    }

    private Event observed(Reading reading, long time) {
        return new Event.Observed(action.site(), new Observation(reading, time, null, world.now()));
    }

    private World arrived() {
        int at = action.site();
        Write write = Objects.requireNonNull(world.passage(at).sent());
        Site before = world.site(at);
        World next = carriedOut(write);
        boolean applied = before.isAsExpected(write);
        Reading reading = reading(next.site(at), write);
        if (applied && world.setting().habits().early()) {
            reading = at(before.position() + 1, reading);
        }
        Event answer =
                applied
                        ? new Event.Applied(at, write.id(), reading, world.now())
                        : new Event.Refused(at, write.id(), reading, world.now());
        story.tell(
                "%s: %s arrives and is %s; there is now %s"
                        .formatted(
                                before.name(),
                                Story.show(write),
                                applied ? "applied" : "refused",
                                Story.show(reading)));
        Known shown = next.site(at).known();
        return next.withPassage(at, world.passage(at).answered(answer, shown));
    }

    private static Reading at(long version, Reading reading) {
        return new Reading(
                reading.key(),
                reading.standing(),
                reading.values(),
                reading.residue(),
                new Version.Position(version));
    }

    private World carriedOut(Write write) {
        int at = action.site();
        Site site = world.site(at);
        if (!site.isAsExpected(write)) {
            return world;
        }
        Row after =
                switch (write.kind()) {
                    case CREATE -> write.values();
                    case UPDATE -> Objects.requireNonNull(site.row()).overlaidWith(write.values());
                    case DELETE -> null;
                };
        Row is = after == null ? null : site.normal(triggered(site, after));
        Key key = write.key() == null ? site.newKey() : write.key();
        Known carried = Objects.requireNonNull(world.passage(at).carries());
        Known known = site.known().and(carried.restrictedTo(write));
        boolean echo = world.setting().habits().echo();
        return world.withSite(site.commit(is, key, world.now(), known, echo, false));
    }

    /** What is read under the key of a write, or where it has none, of the record. */
    private static Reading reading(Site site, Write write) {
        return reading(site, write.kind(), write.key());
    }

    private static Reading reading(Site site, Write.Kind kind, @Nullable Key key) {
        if (key == null || key.equals(site.key())) {
            return site.row() == null ? site.reading(key, null, site.position()) : site.reading();
        }
        boolean isCreate = kind == Write.Kind.CREATE && site.row() != null;
        return isCreate ? site.reading() : site.reading(key, null, site.position());
    }

    private boolean isAboutCreate(int at) {
        Write write = world.link().replica(at).flight().unsettled();
        return write != null && write.kind() == Write.Kind.CREATE;
    }

    private World answered() {
        int at = action.site();
        Passage passage = world.passage(at);
        Event answer = Objects.requireNonNull(passage.answer());
        boolean teaches = !(answer instanceof Event.Refused);
        Known shown = teaches ? Objects.requireNonNull(passage.carries()) : Known.nothing(width());
        story.tell("the answer of " + world.site(at).name() + " comes in");
        World next = step(world.withPassage(at, passage.idle()), answer, shown);
        return isAboutCreate(at) ? lookedAtOthers(world, next) : next;
    }

    private World lostAfter() {
        int at = action.site();
        Write write = Objects.requireNonNull(world.passage(at).sent());
        boolean landed = world.site(at).isAsExpected(write);
        story.tell(
                "%s: %s arrives, %s, and the answer is lost"
                        .formatted(
                                world.site(at).name(),
                                Story.show(write),
                                landed ? "is applied" : "is refused"));
        World next = carriedOut(write);
        boolean tells = landed && world.setting().habits().certain();
        Key key = tells ? next.site(at).key() : write.key();
        Passage lost = world.passage(at).losing(new Lost(write, landed, key));
        return next.withOneFaultLess().withPassage(at, lost);
    }

    private World readBack() {
        int at = action.site();
        Lost lost = Objects.requireNonNull(world.passage(at).lost());
        Event.Landed landed =
                world.setting().habits().certain()
                        ? (lost.landed() ? Event.Landed.YES : Event.Landed.NO)
                        : Event.Landed.UNKNOWN;
        Reading reading = reading(world.site(at), lost.write().kind(), lost.key());
        story.tell(
                "%s: %s is read back, landed %s: %s"
                        .formatted(
                                world.site(at).name(),
                                Story.show(lost.write()),
                                landed,
                                Story.show(reading)));
        World next = world.withPassage(at, world.passage(at).idle());
        Event event = new Event.ReadBack(at, lost.write().id(), landed, reading, world.now());
        boolean teaches = landed != Event.Landed.NO && !leavesItToTheFeed(next, event, at);
        return step(next, event, teaches ? world.site(at).known() : Known.nothing(width()));
    }

    private static boolean leavesItToTheFeed(World world, Event event, int at) {
        Step step = Steps.step(world.link(), event, world.setting().entity());
        return step.after().replica(at).flight().found() != null;
    }

    /** One step, checked, and what follows from it between the link and the systems. */
    private World step(World from, Event event, Known shown) {
        Step step = Steps.step(from.link(), event, from.setting().entity());
        step.facts().forEach(fact -> story.tell("  " + Story.show(fact)));
        StepChecks.check(from.link(), event, step, from.setting().entity());
        Set<World.Kept> journal = new HashSet<>(from.journal());
        Journal.keep(from.link(), step.facts(), journal);
        World next = from.withLink(step.after(), from.head(), Set.copyOf(journal));
        next = seeing(next, event, shown);
        for (Write write : step.writes()) {
            Passage passage = next.passage(write.branch());
            next = next.withPassage(write.branch(), passage.sending(write, next.head()));
        }
        return next;
    }

    /** What an observation shows is known to the link once it does not wait there any more. */
    private static World seeing(World world, Event event, Known shown) {
        World next = world;
        int branch = branch(event);
        if (branch >= 0) {
            next = next.withPassage(branch, next.passage(branch).showing(shown));
        }
        for (int i = 0; i < next.passages().size(); i++) {
            if (next.link().replica(i).flight().waiting().isEmpty()) {
                Passage passage = next.passage(i);
                next =
                        next.withLink(
                                        next.link(),
                                        next.head().and(passage.waiting()),
                                        next.journal())
                                .withPassage(i, passage.seen());
            }
        }
        return next;
    }

    private static int branch(Event event) {
        return switch (event) {
            case Event.Observed e -> e.branch();
            case Event.Applied e -> e.branch();
            case Event.Refused e -> e.branch();
            case Event.ReadBack e -> e.branch();
            case Event.Unlisted _,
                    Event.LogLost _,
                    Event.Accepted _,
                    Event.Rejected _,
                    Event.Unsent _,
                    Event.Decided _,
                    Event.Reviewed _,
                    Event.Erased _ ->
                    -1;
        };
    }
}
