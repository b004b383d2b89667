package dev.entente.engine.store;

import dev.entente.core.link.Conflict;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Head;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
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
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link LinkWriter} wrote, in the shape it was written in. */
final class LinkReader {

    private final LinkId id;
    private final Unpacker open;
    private final Unpacker secret;
    private final Unpacker texts;
    private final boolean[] personal;
    private final int version;
    private final int systems;
    private final StampTable stamps = new StampTable();
    private final int width;
    private final Row none;
    private final Marks noMarks;
    private Row head;
    private Marks headMarks;
    private Row seen;

    LinkReader(LinkId id, Unpacker open, Unpacker secret, Reshaping reshaping, int version) {
        this.id = id;
        this.open = open;
        this.secret = secret;
        this.version = version;
        this.personal = reshaping.personal();
        this.systems = reshaping.shape().systems().size();
        this.width = personal.length;
        boolean any = false;
        for (boolean one : personal) {
            any |= one;
        }
        texts = any ? secret : open;
        none = Row.empty(width);
        noMarks = Marks.none(width);
        head = none;
        headMarks = noMarks;
        seen = head;
    }

    Link read() {
        int generation = open.small();
        Link.Tally tally = new Link.Tally(open.small(), open.small());
        Head trunk = head();
        int count = open.count();
        if (count != systems) {
            throw open.damaged();
        }
        List<Replica> replicas = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            replicas.add(replica());
        }
        int waiting = open.count();
        List<Conflict> conflicts = new ArrayList<>(waiting);
        for (int i = 0; i < waiting; i++) {
            conflicts.add(conflict());
        }
        open.end();
        secret.end();
        return new Link(id, generation, trunk, replicas, conflicts, tally);
    }

    private Head head() {
        Row values = row();
        Marks marks = marks();
        Head.Tombstone tombstone = null;
        if (flag()) {
            tombstone = new Head.Tombstone(branch(), stamps.read(open));
        }
        head = values;
        headMarks = marks;
        return new Head(values, marks, tombstone);
    }

    private Replica replica() {
        var standing = Codes.STANDING.of(open.u8());
        int generation = open.small();
        Key key = key();
        seen = none;
        Seen current = seen();
        seen = current.values();
        Flight flight = flight(current);
        Parked parked = null;
        if (flag()) {
            parked = new Parked(Codes.PARKED.of(open.u8()), texts.text());
        }
        return new Replica(standing, key, generation, current, flight, parked);
    }

    private Seen seen() {
        return new Seen(row(), marks(), row(), row(), VersionCodec.read(open));
    }

    private Flight flight(Seen current) {
        Write unsettled = flag() ? write(current) : null;
        int waiting = open.count();
        List<Observation> observations = new ArrayList<>(waiting);
        for (int i = 0; i < waiting; i++) {
            observations.add(observation());
        }
        int givenUp = open.count();
        List<Flight.Attempt> attempts = new ArrayList<>(givenUp);
        for (int i = 0; i < givenUp; i++) {
            attempts.add(new Flight.Attempt(write(current), open.signed()));
        }
        Reading found = flag() ? reading() : null;
        int count = version < 2 ? 0 : open.count();
        List<Flight.Replaced> replaced = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            replaced.add(new Flight.Replaced(seen(), VersionCodec.read(open), open.signed()));
        }
        return new Flight(unsettled, observations, attempts, found, replaced);
    }

    private Write write(Seen current) {
        Write.Id number = new Write.Id(id, open.small());
        int branch = branch();
        Write.Kind kind = Codes.WRITE.of(open.u8());
        Key key = key();
        Row values = row();
        Marks marks = marks();
        Seen expected = flag() ? current : seen();
        return new Write(number, branch, kind, key, values, marks, expected);
    }

    private Observation observation() {
        Reading reading = reading();
        long time = open.signed();
        long now = open.signed();
        String actor = texts.u8() == 0 ? null : texts.text();
        return new Observation(reading, time, actor, now);
    }

    private Reading reading() {
        Key key = key();
        var standing = Codes.STANDING.of(open.u8());
        return new Reading(key, standing, row(), row(), VersionCodec.read(open));
    }

    private Conflict conflict() {
        long field = open.signed();
        if (field < Conflict.PRESENCE || field >= width) {
            throw open.damaged();
        }
        int index = (int) field;
        int branch = branch();
        Unpacker in = index != Conflict.PRESENCE && personal[index] ? secret : open;
        return new Conflict(index, optional(in), optional(in), optional(in), branch);
    }

    private static @Nullable Value optional(Unpacker in) {
        int tag = in.u8();
        return tag == LinkWriter.ABSENT ? null : ValueCodec.read(in, tag);
    }

    private boolean flag() {
        int flag = open.u8();
        if (flag > 1) {
            throw open.damaged();
        }
        return flag == 1;
    }

    private int branch() {
        int branch = open.small();
        if (branch >= systems) {
            throw open.damaged();
        }
        return branch;
    }

    private @Nullable Key key() {
        return flag() ? ValueCodec.readKey(open) : null;
    }

    private Row row() {
        return switch (open.u8()) {
            case LinkWriter.EMPTY_ROW -> none;
            case LinkWriter.HEAD_ROW -> head;
            case LinkWriter.SEEN_ROW -> seen;
            case LinkWriter.CELLS -> {
                @Nullable Value[] cells = new @Nullable Value[width];
                for (int i = 0; i < width; i++) {
                    cells[i] = cell(personal[i] ? secret : open, i);
                }
                yield Row.owning(cells);
            }
            default -> throw open.damaged();
        };
    }

    private @Nullable Value cell(Unpacker in, int index) {
        int tag = in.u8();
        return switch (tag) {
            case LinkWriter.ABSENT -> null;
            case LinkWriter.AS_HEAD -> head.get(index);
            case LinkWriter.AS_SEEN -> seen.get(index);
            default -> ValueCodec.read(in, tag);
        };
    }

    private Marks marks() {
        return switch (open.u8()) {
            case LinkWriter.NO_MARKS -> noMarks;
            case LinkWriter.HEAD_MARKS -> headMarks;
            case LinkWriter.ONE_MARK -> {
                @Nullable Mark[] all = new @Nullable Mark[width];
                Arrays.fill(all, stamps.readMark(open, open));
                yield Marks.owning(all);
            }
            case LinkWriter.EACH_MARK -> {
                @Nullable Mark[] all = new @Nullable Mark[width];
                for (int i = 0; i < width; i++) {
                    all[i] = stamps.readMark(open, personal[i] ? secret : open);
                }
                yield Marks.owning(all);
            }
            default -> throw open.damaged();
        };
    }
}
