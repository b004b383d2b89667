package dev.entente.engine.store;

import dev.entente.core.link.Conflict;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Head;
import dev.entente.core.link.Link;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Write;
import dev.entente.core.value.Key;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Writes the state of one link, in two streams: what is open, and what will be sealed. {@link
 * LinkReader} reads the same, in the same order.
 */
final class LinkWriter {

    /** A cell with nothing in it, and cells that say what another row says. */
    static final int ABSENT = 0;

    static final int AS_HEAD = 1;
    static final int AS_SEEN = 2;

    /** A row without any cell, rows that are another row, and a row cell by cell. */
    static final int EMPTY_ROW = 0;

    static final int HEAD_ROW = 1;
    static final int SEEN_ROW = 2;
    static final int CELLS = 3;

    /** Marks, likewise. */
    static final int NO_MARKS = 0;

    static final int HEAD_MARKS = 1;
    static final int ONE_MARK = 2;
    static final int EACH_MARK = 3;

    private final Link link;
    private final boolean[] personal;
    private final Packer open;
    private final Packer secret;
    private final Packer texts;
    private final StampTable stamps = new StampTable();
    private final int width;

    /** What cells are compared with; empty before there is something to compare with. */
    private Row head;

    private Marks headMarks;
    private final Marks noMarks;
    private final Row none;
    private Row seen;

    /**
     * @param personal a flag a field
     * @param scratch what is written goes there
     */
    LinkWriter(Link link, boolean[] personal, Scratch scratch) {
        this.link = link;
        this.personal = personal;
        this.open = scratch.open();
        this.secret = scratch.secret();
        this.width = personal.length;
        boolean any = false;
        for (boolean one : personal) {
            any |= one;
        }
        texts = any ? secret : open;
        none = Row.empty(width);
        head = none;
        noMarks = Marks.none(width);
        headMarks = noMarks;
        seen = head;
    }

    void write() {
        open.varint(link.generation());
        open.varint(link.tally().writes()).varint(link.tally().bounces());
        head(link.head());
        open.varint(link.replicas().size());
        link.replicas().forEach(this::replica);
        open.varint(link.conflicts().size());
        link.conflicts().forEach(this::conflict);
    }

    private void head(Head it) {
        row(it.values());
        marks(it.marks());
        Head.Tombstone tombstone = it.tombstone();
        open.u8(tombstone == null ? 0 : 1);
        if (tombstone != null) {
            open.varint(tombstone.branch());
            stamps.write(open, tombstone.at());
        }
        head = it.values();
        headMarks = it.marks();
    }

    private void replica(Replica replica) {
        open.u8(Codes.STANDING.code(replica.standing())).varint(replica.generation());
        key(replica.key());
        seen = none;
        seen(replica.seen());
        seen = replica.seen().values();
        flight(replica);
        Parked parked = replica.parked();
        open.u8(parked == null ? 0 : 1);
        if (parked != null) {
            open.u8(Codes.PARKED.code(parked.kind()));
            texts.text(parked.message());
        }
    }

    private void seen(Seen it) {
        row(it.values());
        marks(it.marks());
        row(it.paired());
        row(it.residue());
        VersionCodec.write(open, it.version());
    }

    private void flight(Replica replica) {
        Flight flight = replica.flight();
        Write unsettled = flight.unsettled();
        open.u8(unsettled == null ? 0 : 1);
        if (unsettled != null) {
            write(unsettled, replica.seen());
        }
        open.varint(flight.waiting().size());
        flight.waiting().forEach(this::observation);
        open.varint(flight.givenUp().size());
        for (Flight.Attempt attempt : flight.givenUp()) {
            write(attempt.write(), replica.seen());
            open.signed(attempt.deadlineMicros());
        }
        Reading found = flight.found();
        open.u8(found == null ? 0 : 1);
        if (found != null) {
            reading(found);
        }
        open.varint(flight.replaced().size());
        for (Flight.Replaced replaced : flight.replaced()) {
            seen(replaced.seen());
            VersionCodec.write(open, replaced.until());
            open.signed(replaced.atMicros());
        }
    }

    private void write(Write write, Seen current) {
        if (!write.id().link().equals(link.id())) {
            throw new IllegalArgumentException("a write of another link: " + write.id());
        }
        open.varint(write.id().number()).varint(write.branch());
        open.u8(Codes.WRITE.code(write.kind()));
        key(write.key());
        row(write.values());
        marks(write.marks());
        boolean same = isIdentical(write.expected(), current);
        open.u8(same ? 1 : 0);
        if (!same) {
            seen(write.expected());
        }
    }

    private static boolean isIdentical(Seen one, Seen other) {
        return areIdentical(one.marks(), other.marks())
                && one.version().equals(other.version())
                && areIdentical(one.values(), other.values())
                && areIdentical(one.paired(), other.paired())
                && areIdentical(one.residue(), other.residue());
    }

    private void observation(Observation observation) {
        reading(observation.reading());
        open.signed(observation.time()).signed(observation.now());
        String actor = observation.actor();
        texts.u8(actor == null ? 0 : 1);
        if (actor != null) {
            texts.text(actor);
        }
    }

    private void reading(Reading reading) {
        key(reading.key());
        open.u8(Codes.STANDING.code(reading.standing()));
        row(reading.values());
        row(reading.residue());
        VersionCodec.write(open, reading.version());
    }

    private void conflict(Conflict conflict) {
        open.signed(conflict.field()).varint(conflict.branch());
        boolean isField = conflict.field() != Conflict.PRESENCE;
        Packer out = isField && personal[conflict.field()] ? secret : open;
        optional(out, conflict.base());
        optional(out, conflict.ours());
        optional(out, conflict.theirs());
    }

    private static void optional(Packer out, @Nullable Value value) {
        if (value == null) {
            out.u8(ABSENT);
        } else {
            ValueCodec.write(out, value);
        }
    }

    private void key(@Nullable Key key) {
        open.u8(key == null ? 0 : 1);
        if (key != null) {
            ValueCodec.writeKey(open, key);
        }
    }

    private void row(Row row) {
        if (row.width() != width) {
            throw new IllegalArgumentException(
                    "a row of " + row.width() + " cells where the entity has " + width + " fields");
        }
        if (row.isEmpty()) {
            open.u8(EMPTY_ROW);
        } else if (areIdentical(row, head)) {
            open.u8(HEAD_ROW);
        } else if (areIdentical(row, seen)) {
            open.u8(SEEN_ROW);
        } else {
            open.u8(CELLS);
            for (int i = 0; i < width; i++) {
                cell(personal[i] ? secret : open, i, row.get(i));
            }
        }
    }

    private void cell(Packer out, int index, @Nullable Value value) {
        if (value == null) {
            out.u8(ABSENT);
        } else if (areIdentical(value, head.get(index))) {
            out.u8(AS_HEAD);
        } else if (areIdentical(value, seen.get(index))) {
            out.u8(AS_SEEN);
        } else {
            ValueCodec.write(out, value);
        }
    }

    /** Mostly they are one object: systems that agree share the head's row. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean areIdentical(Row one, Row other) {
        if (one == other) {
            return true;
        }
        for (int i = 0; i < one.width(); i++) {
            if (!areIdentical(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean areIdentical(@Nullable Value one, @Nullable Value other) {
        return one == other || (one != null && other != null && ValueCodec.identical(one, other));
    }

    private void marks(Marks marks) {
        if (marks.width() != width) {
            throw new IllegalArgumentException(
                    "marks of "
                            + marks.width()
                            + " cells where the entity has "
                            + width
                            + " fields");
        }
        if (areIdentical(marks, noMarks)) {
            open.u8(NO_MARKS);
        } else if (areIdentical(marks, headMarks)) {
            open.u8(HEAD_MARKS);
        } else if (isOneStamp(marks)) {
            open.u8(ONE_MARK);
            stamps.writeMark(open, open, marks.get(0));
        } else {
            open.u8(EACH_MARK);
            for (int i = 0; i < width; i++) {
                stamps.writeMark(open, personal[i] ? secret : open, marks.get(i));
            }
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean areIdentical(Marks one, Marks other) {
        return one == other || one.equals(other);
    }

    private static boolean isOneStamp(Marks marks) {
        Mark first = marks.get(0);
        if (!(first instanceof Stamp)) {
            return false;
        }
        for (int i = 1; i < marks.width(); i++) {
            if (!first.equals(marks.get(i))) {
                return false;
            }
        }
        return true;
    }
}
