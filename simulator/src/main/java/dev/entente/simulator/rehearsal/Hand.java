package dev.entente.simulator.rehearsal;

import dev.entente.connector.Resource;
import dev.entente.core.entity.Field;
import dev.entente.core.lens.Lens;
import dev.entente.core.lens.Mapping;
import dev.entente.core.lens.NoForm;
import dev.entente.core.lens.Viewed;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.simulator.scene.Name;
import dev.entente.simulator.scene.Scene;
import dev.entente.simulator.scene.Scenery;
import dev.entente.testkit.system.FakeSystem;
import dev.entente.testkit.system.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people can do to one entity at one system: they fill in whatever that system lets them,
 * whether Entente may write it or not.
 */
final class Hand {
    private final EntityBinding entity;
    private final Placement place;
    private final FakeSystem system;
    private final Mapping mapping;
    private final List<Field> fields = new ArrayList<>();

    Hand(Scene scene, EntityBinding entity, Placement place) {
        this.entity = entity;
        this.place = place;
        this.system = scene.system(place);
        List<Lens> lenses = place.mapping().lenses().stream().map(this::filled).toList();
        this.mapping =
                new Mapping(entity.entity(), place.branch(), place.mapping().columns(), lenses);
        for (Lens lens : lenses) {
            int field = Lens.field(lens);
            if (field >= 0 && isWritten(lens)) {
                fields.add(entity.entity().fields().get(field));
            }
        }
    }

    EntityBinding entity() {
        return entity;
    }

    int branch() {
        return place.branch().index();
    }

    FakeSystem system() {
        return system;
    }

    /** The fields that people fill in here. */
    List<Field> fields() {
        return fields;
    }

    /** The fields that people change here: not those that they know the record by. */
    List<Field> changeable() {
        return fields.stream()
                .filter(field -> !entity.entity().matches().getFirst().contains(field))
                .toList();
    }

    private Lens filled(Lens lens) {
        return switch (lens) {
            case Lens.Column one when mayFill(lens, one.written()) ->
                    new Lens.Column(one.field(), one.column(), one.form(), true);
            case Lens.Piece one when mayFill(lens, one.written()) ->
                    new Lens.Piece(one.field(), one.column(), one.cut(), one.form(), true);
            case Lens.Joined one when mayFill(lens, one.written()) ->
                    new Lens.Joined(
                            one.field(), one.columns(), one.separator(), one.nullable(), true);
            case Lens.Column _, Lens.Piece _, Lens.Joined _, Lens.Constant _ -> lens;
        };
    }

    private static boolean isWritten(Lens lens) {
        return switch (lens) {
            case Lens.Column one -> one.written();
            case Lens.Piece one -> one.written();
            case Lens.Joined one -> one.written();
            case Lens.Constant _ -> false;
        };
    }

    private boolean mayFill(Lens lens, boolean written) {
        boolean made =
                Lens.columns(lens).stream()
                        .anyMatch(i -> place.resource().columns().get(i).generated());
        boolean another =
                place.mapping().lenses().stream()
                        .filter(other -> !other.equals(lens))
                        .anyMatch(other ->
                                Lens.columns(other).stream()
                                        .anyMatch(Lens.columns(lens)::contains));
        return !made && (written || !another);
    }

    Users users() {
        return system.user("a user of " + system.name());
    }

    Map<Key, Row> rows() {
        return system.rows(place.resource().name());
    }

    /** The key of a record that people know by this, or null where it is not here. */
    @Nullable Key find(Name name) {
        for (Map.Entry<Key, Row> row : rows().entrySet()) {
            if (name(row.getValue()).equals(name)) {
                return row.getKey();
            }
        }
        return null;
    }

    Name name(Row nativeRow) {
        return Scene.name(entity, mapping.read(nativeRow).values());
    }

    /** Whether the system takes such a record. */
    boolean create(Row values) {
        try {
            Row row = mapping.create(values);
            for (Resource.Column column : place.resource().columns()) {
                boolean needed = !column.nullable() && !column.generated() && !column.defaulted();
                if (needed && !row.has(column.index())) {
                    row = row.with(column.index(), Scenery.some(column.kind()));
                }
            }
            Key _ = users().insert(place.resource().name(), row);
            return true;
        } catch (NoForm | IllegalArgumentException refused) {
            return false;
        }
    }

    /** Whether the system takes such a change. */
    boolean change(Users users, Key key, Field field, Value value) {
        Row row = rows().get(key);
        if (row == null) {
            return false;
        }
        try {
            Viewed viewed = mapping.read(row);
            Row patch = Row.empty(entity.entity().width()).with(field.index(), value);
            return users.update(
                    place.resource().name(), key, mapping.write(patch, viewed.residue()));
        } catch (NoForm | IllegalArgumentException refused) {
            return false;
        }
    }

    void delete(Key key) {
        boolean _ = users().delete(place.resource().name(), key);
    }

    /** What a record has in a field. */
    Value value(Row nativeRow, Field field) {
        return mapping.read(nativeRow).values().orNull(field.index());
    }
}
