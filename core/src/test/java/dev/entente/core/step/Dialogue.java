package dev.entente.core.step;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One link, told event by event what happens. Each event is a millisecond after the one before;
 * each system has one key, its name, until it is told another.
 */
final class Dialogue {
    static final int A = 0;
    static final int B = 1;
    static final int C = 2;

    private final Entity entity;
    private final List<Fact> facts = new ArrayList<>();
    private Link link;
    private long now = 1_000_000;
    private long position = 10;

    Dialogue(Entity entity) {
        this.entity = entity;
        this.link = Link.unmet(new LinkId(1, 1), entity);
    }

    /** All systems have this record, and nobody knows since when. */
    Dialogue met(Value... cells) {
        for (int branch = 0; branch < entity.branches().size(); branch++) {
            sees(branch, Observation.NO_TIME, cells);
        }
        return this;
    }

    /** A user's edit, told as soon as it is made: what the system holds now. */
    Dialogue sees(int branch, Value... cells) {
        return sees(branch, now + 1_000, cells);
    }

    /** The first of the fields only: the system has no others. */
    Dialogue seesOnly(int branch, Value cell) {
        tick();
        Row row = Row.empty(entity.width()).with(0, cell);
        Row residue = Row.empty(entity.width());
        Reading reading = new Reading(key(branch), Standing.PRESENT, row, residue, version(branch));
        return step(new Event.Observed(branch, new Observation(reading, now, null, now)));
    }

    Dialogue sees(int branch, long time, Value... cells) {
        return seesUnder(key(branch), branch, time, cells);
    }

    Dialogue seesUnder(Key key, int branch, long time, Value... cells) {
        tick();
        Reading reading = reading(branch, key, cells);
        return step(new Event.Observed(branch, new Observation(reading, time, null, now)));
    }

    /**
     * What the log tells late: as it was at a position that is over by now.
     *
     * @param position of the log, as {@link #position} told it
     */
    Dialogue hears(int branch, long position, long time, Value... cells) {
        now += 1_000;
        Reading reading =
                new Reading(
                        key(branch),
                        Standing.PRESENT,
                        Row.of(cells),
                        Row.empty(entity.width()),
                        new Version.Position(position));
        return step(new Event.Observed(branch, new Observation(reading, time, null, now)));
    }

    /** Something happens at a system of which nothing is told yet; the position that it has. */
    long position() {
        tick();
        return position;
    }

    /** What a trigger made of a write of ours, told by the feed. */
    Dialogue triggered(int branch, Value... cells) {
        tick();
        Reading reading = reading(branch, key(branch), cells);
        return step(
                new Event.Observed(
                        branch, new Observation(reading, now, Observation.TRIGGER, now)));
    }

    Dialogue seesGone(int branch) {
        return seesGone(key(branch), branch);
    }

    Dialogue seesGone(Key key, int branch) {
        tick();
        Reading reading = Reading.gone(key, entity.width(), version(branch));
        return step(new Event.Observed(branch, new Observation(reading, now, null, now)));
    }

    /** Everything there was listed, and this record was not among it. */
    Dialogue lacks(int branch) {
        tick();
        return step(new Event.Unlisted(branch, now));
    }

    Dialogue leavesScope(int branch) {
        tick();
        Row nothing = Row.empty(entity.width());
        Reading reading =
                new Reading(key(branch), Standing.OUT_OF_SCOPE, nothing, nothing, version(branch));
        return step(new Event.Observed(branch, new Observation(reading, now, null, now)));
    }

    /** The unsettled write took effect; this is there now. */
    Dialogue applied(int branch, Value... cells) {
        tick();
        Reading held = reading(branch, key(branch), cells);
        return step(new Event.Applied(branch, unsettled(branch).id(), held, now));
    }

    /** The unsettled write took effect, and nothing else happened meanwhile. */
    Dialogue applied(int branch) {
        Write write = unsettled(branch);
        return switch (write.kind()) {
            case DELETE -> {
                tick();
                Reading gone = Reading.gone(write.key(), entity.width(), version(branch));
                yield step(new Event.Applied(branch, write.id(), gone, now));
            }
            case CREATE, UPDATE -> {
                Row row = replica(branch).seen().values().overlaidWith(write.values());
                yield applied(branch, cells(row));
            }
        };
    }

    Dialogue accepted(int branch) {
        tick();
        return step(new Event.Accepted(branch, unsettled(branch).id(), now));
    }

    Dialogue refused(int branch, Value... cells) {
        tick();
        Reading current = reading(branch, key(branch), cells);
        return step(new Event.Refused(branch, unsettled(branch).id(), current, now));
    }

    /** The system does not take the unsettled write. */
    Dialogue rejected(int branch, Parked.Kind kind) {
        tick();
        Parked why = new Parked(kind, "no");
        return step(new Event.Rejected(branch, unsettled(branch).id(), why, now));
    }

    Dialogue refusedGone(int branch) {
        tick();
        Reading gone = Reading.gone(unsettled(branch).key(), entity.width(), version(branch));
        return step(new Event.Refused(branch, unsettled(branch).id(), gone, now));
    }

    /** Under another key than before, as where the system names keys. */
    Dialogue appliedUnder(Key key, int branch) {
        tick();
        Write write = unsettled(branch);
        Reading held = reading(branch, key, cells(write.values()));
        return step(new Event.Applied(branch, write.id(), held, now));
    }

    Dialogue readBack(int branch, Event.Landed landed, Value... cells) {
        tick();
        Reading current = reading(branch, key(branch), cells);
        return step(new Event.ReadBack(branch, unsettled(branch).id(), landed, current, now));
    }

    Dialogue reviewed() {
        tick();
        return step(new Event.Reviewed("somebody", now));
    }

    /** Any other event, made of the time. */
    Dialogue happens(java.util.function.LongFunction<Event> event) {
        tick();
        return step(event.apply(now));
    }

    private void tick() {
        now += 1_000;
        position++;
    }

    private Dialogue step(Event event) {
        Step step = Steps.step(link, event, entity);
        StepChecks.check(link, event, step, entity);
        facts.addAll(step.facts());
        link = step.after();
        return this;
    }

    private Reading reading(int branch, Key key, Value... cells) {
        return new Reading(
                key, Standing.PRESENT, Row.of(cells), Row.empty(entity.width()), version(branch));
    }

    private Version version(int branch) {
        return entity.branches().get(branch).exact()
                ? new Version.Position(position)
                : Version.None.NONE;
    }

    /** A change that the mapping makes to what is known. */
    Dialogue forgetting(UnaryOperator<Link> change) {
        link = change.apply(link);
        return this;
    }

    static Key key(int branch) {
        return Key.of(Value.of("k" + branch));
    }

    private static Value[] cells(Row row) {
        Value[] cells = new Value[row.width()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.orNull(i);
        }
        return cells;
    }

    // What is to be seen

    long now() {
        return now;
    }

    Link link() {
        return link;
    }

    Replica replica(int branch) {
        return link.replica(branch);
    }

    @Nullable Value head(int field) {
        return link.head().values().get(field);
    }

    boolean isDeleted() {
        return link.head().isDeleted();
    }

    /** The write that is on its way there. */
    Write unsettled(int branch) {
        return Objects.requireNonNull(
                replica(branch).flight().unsettled(), "nothing is on its way to " + branch);
    }

    boolean isQuiet(int branch) {
        return replica(branch).flight().unsettled() == null;
    }

    /** Every change of a field that a fact tells of, in order. */
    List<Fact.Change> changes(int field) {
        return facts.stream()
                .filter(Fact.Edited.class::isInstance)
                .flatMap(fact -> ((Fact.Edited) fact).changes().stream())
                .filter(change -> change.field() == field)
                .toList();
    }

    Rule lastRule(int field) {
        return changes(field).getLast().rule();
    }

    boolean tells(Class<? extends Fact> kind) {
        return facts.stream().anyMatch(kind::isInstance);
    }
}
