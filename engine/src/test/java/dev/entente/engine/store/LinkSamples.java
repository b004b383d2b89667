package dev.entente.engine.store;

import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Type;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Head;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Standing;
import dev.entente.core.value.Key;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links as they mostly are: all systems agree. */
public final class LinkSamples {

    public static final LinkId ID = new LinkId(0x0123456789abcdefL, 0xfedcba9876543210L);

    private LinkSamples() {}

    /** A link whose fields have these texts everywhere; its first replica is parked. */
    public static Link withText(Entity entity, String... texts) {
        @Nullable Value[] cells = new @Nullable Value[texts.length];
        @Nullable Mark[] marks = new @Nullable Mark[texts.length];
        for (int i = 0; i < texts.length; i++) {
            cells[i] = Value.of(texts[i]);
            marks[i] = new Stamp(1_800_000_000_000_000L, 0);
        }
        return agreed(entity, Row.owning(cells), Marks.owning(marks));
    }

    /** A link of these values everywhere; its first replica is parked. */
    public static Link agreed(Entity entity, Row row, Marks marks) {
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < entity.branches().size(); i++) {
            Seen seen =
                    new Seen(
                            row,
                            marks,
                            Row.empty(row.width()),
                            Row.empty(row.width()),
                            new Version.Position(123_456_789L + i));
            Parked parked = i == 0 ? new Parked(Parked.Kind.REJECTED, "duplicate key (Ada)") : null;
            replicas.add(
                    new Replica(
                            Standing.PRESENT,
                            Key.of(Value.of(4711 + i)),
                            0,
                            seen,
                            Flight.EMPTY,
                            parked));
        }
        return new Link(
                ID, 0, new Head(row, marks, null), replicas, List.of(), new Link.Tally(3, 0));
    }

    /** The entity with whole numbers in one of its fields. */
    public static Entity retyped(Entity entity, int index) {
        List<Field> fields = new ArrayList<>(entity.fields());
        Field old = fields.get(index);
        fields.set(
                index,
                new Field(index, old.name(), Type.Scalar.INTEGER, old.policy(), old.personal()));
        return new Entity(
                entity.name(), fields, entity.matches(), entity.deletes(), entity.branches());
    }
}
