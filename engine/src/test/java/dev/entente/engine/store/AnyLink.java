package dev.entente.engine.store;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
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
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.value.Key;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Links with anything in them that a link can have, from a seed. */
public final class AnyLink {

    private final Random random;
    private final int width;
    private final int systems;

    public AnyLink(long seed, int width, int systems) {
        this.random = new Random(seed);
        this.width = width;
        this.systems = systems;
    }

    /** An entity of that many text fields, of which these are personal, at that many systems. */
    public static Entity entity(int width, int systems, Integer... personal) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            fields.add(i + (List.of(personal).contains(i) ? "!" : ""));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < systems; i++) {
            names.add("s" + i);
        }
        return entity("thing", fields, names);
    }

    /**
     * An entity of these text fields, at these systems; a mark of exclamation makes one personal.
     */
    public static Entity entity(String name, List<String> fields, List<String> systems) {
        List<Field> made = new ArrayList<>();
        for (String field : fields) {
            made.add(
                    new Field(
                            made.size(),
                            "field " + field.replace("!", ""),
                            Type.Scalar.TEXT,
                            new Policy.LastWriterWins(),
                            field.endsWith("!")));
        }
        List<Branch> branches = new ArrayList<>();
        for (String system : systems) {
            branches.add(
                    new Branch(
                            branches.size(),
                            system,
                            Collections.nCopies(fields.size(), Branch.Use.FULL),
                            Branch.Rights.ALL,
                            true));
        }
        return new Entity(name, made, List.of(), DeletePolicy.ASK, branches);
    }

    public Link link() {
        Head head = head();
        LinkId id = new LinkId(random.nextLong(), random.nextLong());
        List<Replica> replicas = some(systems, () -> replica(id, head));
        return new Link(
                id,
                random.nextInt(3),
                head,
                replicas,
                some(random.nextInt(3), this::conflict),
                new Link.Tally(random.nextInt(1000), random.nextInt(5)));
    }

    private Head head() {
        Head.Tombstone tombstone =
                chance(5) ? new Head.Tombstone(random.nextInt(systems), stamp()) : null;
        return new Head(row(3), marks(), tombstone);
    }

    private Replica replica(LinkId id, Head head) {
        Seen seen =
                chance(2)
                        ? new Seen(
                                head.values(),
                                head.marks(),
                                Row.empty(width),
                                Row.empty(width),
                                version())
                        : seen(head);
        return new Replica(
                pick(Standing.values()),
                chance(4) ? null : key(),
                random.nextInt(3),
                seen,
                flight(id, head, seen),
                chance(6) ? new Parked(pick(Parked.Kind.values()), text()) : null);
    }

    private Seen seen(Head head) {
        return new Seen(like(head.values()), marks(), row(1), row(1), version());
    }

    private Row like(Row row) {
        @Nullable Value[] cells = row.cells();
        for (int i = 0; i < width; i++) {
            if (chance(4)) {
                cells[i] = chance(3) ? null : value();
            }
        }
        return Row.owning(cells);
    }

    private Flight flight(LinkId id, Head head, Seen seen) {
        return new Flight(
                chance(3) ? write(id, head, seen) : null,
                some(random.nextInt(3), this::observation),
                some(
                        random.nextInt(2),
                        () -> new Flight.Attempt(write(id, head, seen), random.nextLong())),
                chance(5) ? reading() : null,
                some(
                        random.nextInt(3),
                        () -> new Flight.Replaced(seen(head), version(), random.nextLong())));
    }

    public Write write(LinkId id, Head head, Seen seen) {
        return new Write(
                new Write.Id(id, random.nextInt(100)),
                random.nextInt(systems),
                pick(Write.Kind.values()),
                chance(3) ? null : key(),
                like(head.values()),
                marks(),
                chance(2) ? seen : seen(head));
    }

    public Write write(LinkId id) {
        Head head = head();
        return write(id, head, seen(head));
    }

    private Observation observation() {
        return new Observation(
                reading(),
                chance(3) ? Observation.NO_TIME : random.nextLong(),
                chance(2) ? null : text(),
                random.nextLong());
    }

    private Reading reading() {
        return new Reading(
                chance(4) ? null : key(), pick(Standing.values()), row(2), row(1), version());
    }

    public Conflict conflict() {
        return new Conflict(
                random.nextInt(width + 1) - 1,
                optional(),
                optional(),
                optional(),
                random.nextInt(systems));
    }

    public Version version() {
        return switch (random.nextInt(4)) {
            case 0 -> Version.None.NONE;
            case 1 -> new Version.Position(random.nextLong());
            case 2 -> new Version.Tag(text());
            default -> new Version.Vector(Map.of("a", 1L, "b", random.nextLong()));
        };
    }

    /** About so many of four cells have something. */
    public Row row(int often) {
        @Nullable Value[] cells = new @Nullable Value[width];
        for (int i = 0; i < width; i++) {
            cells[i] = random.nextInt(4) < often ? value() : null;
        }
        return Row.owning(cells);
    }

    private Marks marks() {
        Stamp one = stamp();
        boolean same = chance(3);
        @Nullable Mark[] cells = new @Nullable Mark[width];
        for (int i = 0; i < width; i++) {
            cells[i] = same ? one : chance(4) ? null : mark();
        }
        return Marks.owning(cells);
    }

    private Mark mark() {
        if (!chance(4)) {
            return stamp();
        }
        Map<Value, Stamp> stamps = new LinkedHashMap<>();
        for (int i = random.nextInt(100); i > 0; i--) {
            stamps.put(scalar(), stamp());
        }
        return new Mark.Elements(stamp(), stamps);
    }

    public Stamp stamp() {
        return switch (random.nextInt(6)) {
            case 0 -> Stamp.ZERO;
            case 1 -> new Stamp(random.nextLong(), Stamp.PERSON);
            case 2 -> new Stamp(random.nextLong(), random.nextInt());
            default -> new Stamp(1_800_000_000_000_000L + random.nextInt(50), random.nextInt(2));
        };
    }

    public Key key() {
        return new Key(some(1 + random.nextInt(3), this::scalar));
    }

    public @Nullable Value optional() {
        return chance(3) ? null : value();
    }

    public Value value() {
        return value(3);
    }

    private Value value(int depth) {
        if (depth == 0 || !chance(5)) {
            return scalar();
        }
        if (chance(2)) {
            return new Value.Items(some(random.nextInt(5), () -> value(depth - 1)));
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.put(text(), value(depth - 1));
        }
        return new Value.Struct(fields);
    }

    private Value scalar() {
        return switch (random.nextInt(11)) {
            case 0 -> Value.Null.NULL;
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of(chance(2) ? random.nextInt(300) - 100 : random.nextLong());
            case 3 -> new Value.Decimal(decimal());
            case 4 -> Value.of(text());
            case 5 -> new Value.Bytes(bytes());
            case 6 -> new Value.Day(LocalDate.ofEpochDay(random.nextInt(800_000) - 400_000L));
            case 7 -> new Value.Clock(time());
            case 8 ->
                    new Value.LocalMoment(
                            LocalDateTime.of(LocalDate.ofEpochDay(random.nextInt(40_000)), time()));
            case 9 ->
                    new Value.Moment(
                            Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
            default -> new Value.Uuid(new UUID(random.nextLong(), random.nextLong()));
        };
    }

    private LocalTime time() {
        return LocalTime.ofNanoOfDay(
                random.nextInt(86_400) * 1_000_000_000L + random.nextInt(1000));
    }

    private BigDecimal decimal() {
        BigInteger digits =
                chance(3)
                        ? new BigInteger(random.nextInt(200), random).negate()
                        : BigInteger.valueOf(random.nextInt(2000) - 1000);
        return new BigDecimal(digits, random.nextInt(40) - 10);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Short and long, ASCII and not, some with a surrogate alone. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int kind = random.nextInt(5);
        for (int i = random.nextInt(chance(4) ? 200 : 12); i > 0; i--) {
            switch (kind) {
                case 0 -> text.append((char) random.nextInt(0x10000));
                case 1 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
                case 2 -> text.append((char) ('ä' + random.nextInt(300)));
                default -> text.append((char) (' ' + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    public boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    public static <T> List<T> some(int count, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(one.get());
        }
        return all;
    }
}
