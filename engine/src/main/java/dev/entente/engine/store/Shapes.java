package dev.entente.engine.store;

import dev.entente.connector.Halt;
import dev.entente.core.entity.Entity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the entities looked like whenever something was encoded, so that a value is decoded by name
 * though the file has changed since (I28), and the lasting numbers of entities and systems, which
 * stand for their names in keys. Does not change once it is open.
 */
public final class Shapes {

    private static final String SHAPE = "shape/";
    private static final String ENTITY = "name/entity/";
    private static final String SYSTEM = "name/system/";

    /** Two bytes in keys. */
    private static final int MOST_NAMES = 0xFFFF;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, Shape> shapes = new HashMap<>();
    private final IdentityHashMap<Entity, Current> current = new IdentityHashMap<>();
    private final Map<Integer, Reshaping> reshapings = new HashMap<>();

    /** An entity of the file, with its number and the shape in which its links are encoded. */
    record Current(Entity entity, int number, Shape shape, boolean[] personal) {}

    private Shapes() {}

    /**
     * The shapes that the store knows, and those of these entities; what is new is committed at
     * once.
     */
    public static Shapes open(Store store, List<Entity> entities) {
        Shapes shapes = new Shapes();
        shapes.load(store);
        StoreBatch batch = new StoreBatch();
        entities.forEach(entity -> shapes.add(entity, batch));
        if (!batch.isEmpty()) {
            store.commit(batch);
        }
        shapes.shapes.values().forEach(shapes::prepare);
        return shapes;
    }

    /** The entity's number in keys. The entity is one of those this was opened with. */
    public int entity(Entity entity) {
        return current(entity).number;
    }

    /** The system's number in keys, by its name in the file. */
    public int system(String name) {
        Integer number = numbers.get(SYSTEM + name);
        if (number == null) {
            throw new IllegalArgumentException("no entity is kept at `" + name + "`");
        }
        return number;
    }

    /** What was encoded under this number. */
    public Shape shape(int number) {
        Shape shape = shapes.get(number);
        if (shape == null) {
            throw new Halt(
                    "The store refers to the shape "
                            + number
                            + " of an entity, which it does not have: it is damaged. Restore the"
                            + " data folder from a backup, or begin with an empty one: the first"
                            + " meeting links the records again.");
        }
        return shape;
    }

    /** The shape in which the entity is encoded now. */
    public Shape shape(Entity entity) {
        return current(entity).shape;
    }

    Current current(Entity entity) {
        Current known = current.get(entity);
        if (known == null) {
            throw new IllegalArgumentException(
                    "the entity `" + entity.name() + "` is not one that the store was opened with");
        }
        return known;
    }

    /**
     * How a link of this shape becomes one of the entity as it is now; null where the entity is in
     * the file no more.
     */
    @Nullable Reshaping reshaping(int shape) {
        return reshapings.get(shape);
    }

    private void load(Store store) {
        store.scan(
                Space.META,
                Layout.meta(SHAPE),
                (_, value) -> {
                    Shape shape = Shape.of(value);
                    shapes.put(shape.number(), shape);
                    return true;
                });
        for (String names : List.of(ENTITY, SYSTEM)) {
            store.scan(
                    Space.META,
                    Layout.meta(names),
                    (key, value) -> {
                        numbers.put(
                                new String(key, StandardCharsets.UTF_8),
                                (int) Layout.numberOf(value));
                        return true;
                    });
        }
    }

    private void add(Entity entity, StoreBatch batch) {
        int number = number(ENTITY, entity.name(), batch);
        entity.branches().forEach(branch -> number(SYSTEM, branch.system(), batch));
        Shape wanted = Shape.of(entity, shapes.size());
        Shape shape = wanted;
        for (Shape known : shapes.values()) {
            if (known.looksLike(wanted)) {
                shape = known;
            }
        }
        if (shapes.putIfAbsent(shape.number(), shape) == null) {
            batch.put(Space.META, Layout.meta(SHAPE + shape.number()), shape.bytes());
        }
        current.put(entity, new Current(entity, number, shape, shape.personal()));
    }

    /** Numbers count the names of their kind; names are never forgotten, so none comes twice. */
    private int number(String kind, String name, StoreBatch batch) {
        Integer known = numbers.get(kind + name);
        if (known != null) {
            return known;
        }
        int next = (int) numbers.keySet().stream().filter(it -> it.startsWith(kind)).count();
        if (next > MOST_NAMES) {
            throw new Halt(
                    "The store has had "
                            + next
                            + " different names of entities or systems; there is no room for `"
                            + name
                            + "`. Begin with an empty data folder: the first meeting links the"
                            + " records again.");
        }
        numbers.put(kind + name, next);
        batch.put(Space.META, Layout.meta(kind + name), Layout.number(next));
        return next;
    }

    private void prepare(Shape shape) {
        List<Current> all = new ArrayList<>(current.values());
        for (Current candidate : all) {
            if (candidate.entity.name().equals(shape.entity())) {
                reshapings.put(shape.number(), new Reshaping(shape, candidate));
            }
        }
    }

    @Override
    public String toString() {
        return Objects.toString(shapes.values());
    }
}
