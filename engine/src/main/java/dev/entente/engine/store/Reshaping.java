package dev.entente.engine.store;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Head;
import dev.entente.core.link.Link;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Write;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a link that was encoded in one shape becomes a link of its entity as the file has it now.
 *
 * <p>Fields and systems are found by name. What is in the file no more is left out; what is new is
 * unknown (R22) and not met yet, so that nothing is written there before it has been looked at.
 */
final class Reshaping {

    private static final int NONE = -1;

    private final Shape shape;
    private final boolean[] personal;
    private final Entity entity;
    private final boolean same;

    /** By old index the new one, or {@link #NONE}. */
    private final int[] fields;

    private final int[] branches;

    Reshaping(Shape shape, Shapes.Current now) {
        this.shape = shape;
        this.personal = shape.personal();
        this.entity = now.entity();
        this.same = shape.number() == now.shape().number();
        List<Shape.Cell> cells = now.shape().fields();
        this.fields = new int[shape.fields().size()];
        Arrays.setAll(fields, i -> find(cells, shape.fields().get(i)));
        this.branches = new int[shape.systems().size()];
        Arrays.setAll(branches, i -> now.shape().systems().indexOf(shape.systems().get(i)));
    }

    private static int find(List<Shape.Cell> cells, Shape.Cell old) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).name().equals(old.name()) && cells.get(i).type().equals(old.type())) {
                return i;
            }
        }
        return NONE;
    }

    Shape shape() {
        return shape;
    }

    boolean[] personal() {
        return personal;
    }

    Entity entity() {
        return entity;
    }

    Link of(Link link) {
        if (same) {
            return link;
        }
        Replica[] replicas = new Replica[entity.branches().size()];
        Arrays.fill(replicas, Replica.unmet(entity.width()));
        for (int old = 0; old < branches.length; old++) {
            if (branches[old] != NONE) {
                replicas[branches[old]] = replica(link.replica(old));
            }
        }
        return new Link(
                link.id(),
                link.generation(),
                head(link.head()),
                List.of(replicas),
                link.conflicts().stream().filter(this::isKnown).map(this::conflict).toList(),
                link.tally());
    }

    private Head head(Head head) {
        Head.Tombstone tombstone = head.tombstone();
        Head next = new Head(row(head.values()), marks(head.marks()), null);
        return tombstone == null
                ? next
                : next.withTombstone(
                        new Head.Tombstone(branch(tombstone.branch()), stamp(tombstone.at())));
    }

    private Replica replica(Replica replica) {
        return new Replica(
                replica.standing(),
                replica.key(),
                replica.generation(),
                seen(replica.seen()),
                flight(replica.flight()),
                replica.parked());
    }

    private Seen seen(Seen seen) {
        return new Seen(
                row(seen.values()),
                marks(seen.marks()),
                row(seen.paired()),
                row(seen.residue()),
                seen.version());
    }

    private Flight flight(Flight flight) {
        Write unsettled = flight.unsettled();
        Reading found = flight.found();
        return new Flight(
                unsettled == null ? null : write(unsettled),
                flight.waiting().stream().map(this::observation).toList(),
                flight.givenUp().stream()
                        .map(attempt ->
                                new Flight.Attempt(
                                        write(attempt.write()), attempt.deadlineMicros()))
                        .toList(),
                found == null ? null : reading(found),
                flight.replaced().stream().map(each -> each.withSeen(seen(each.seen()))).toList());
    }

    private Write write(Write write) {
        return new Write(
                write.id(),
                branch(write.branch()),
                write.kind(),
                write.key(),
                row(write.values()),
                marks(write.marks()),
                seen(write.expected()));
    }

    private Observation observation(Observation observation) {
        return new Observation(
                reading(observation.reading()),
                observation.time(),
                observation.actor(),
                observation.now());
    }

    private Reading reading(Reading reading) {
        return new Reading(
                reading.key(),
                reading.standing(),
                row(reading.values()),
                row(reading.residue()),
                reading.version());
    }

    private boolean isKnown(Conflict conflict) {
        return branches[conflict.branch()] != NONE
                && (conflict.field() == Conflict.PRESENCE || fields[conflict.field()] != NONE);
    }

    private Conflict conflict(Conflict conflict) {
        int field = conflict.field();
        return new Conflict(
                field == Conflict.PRESENCE ? field : fields[field],
                conflict.base(),
                conflict.ours(),
                conflict.theirs(),
                branches[conflict.branch()]);
    }

    /** Where a system is gone the first one stands for it. */
    private int branch(int old) {
        return Math.max(0, branches[old]);
    }

    private Row row(Row row) {
        @Nullable Value[] cells = new @Nullable Value[entity.width()];
        for (int old = 0; old < fields.length; old++) {
            if (fields[old] != NONE) {
                cells[fields[old]] = row.get(old);
            }
        }
        return Row.owning(cells);
    }

    private Marks marks(Marks marks) {
        @Nullable Mark[] cells = new @Nullable Mark[entity.width()];
        for (int old = 0; old < fields.length; old++) {
            Mark mark = marks.get(old);
            if (fields[old] != NONE && mark != null) {
                cells[fields[old]] = mark(mark);
            }
        }
        return Marks.owning(cells);
    }

    private Mark mark(Mark mark) {
        return switch (mark) {
            case Stamp stamp -> stamp(stamp);
            case Mark.Elements elements -> {
                Map<Value, Stamp> stamps = new LinkedHashMap<>();
                elements.stamps().forEach((element, stamp) -> stamps.put(element, stamp(stamp)));
                yield new Mark.Elements(stamp(elements.floor()), stamps);
            }
        };
    }

    /** A stamp names a system by its branch; one that is gone comes last among equal times. */
    private Stamp stamp(Stamp stamp) {
        int system = stamp.system();
        if (system < 0 || system >= branches.length) {
            return stamp;
        }
        int now = branches[system];
        return new Stamp(stamp.micros(), now == NONE ? Stamp.ZERO.system() : now);
    }
}
