package dev.entente.simulator.rehearsal;

import dev.entente.connector.Host;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.simulator.scene.Name;
import dev.entente.simulator.scene.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Everybody who works at the systems, and what is there before they begin. */
final class Crew {
    /** People at each system. */
    private static final int PEOPLE = 2;

    /** One edit of so many meets another of the same field, elsewhere, within a moment. */
    private static final int MEETING = 20;

    /** One record of so many is made at every system at once. */
    private static final int SAME = 10;

    /** One record of so many that are deleted is edited elsewhere at the same time. */
    private static final int MISSED = 4;

    /** In nanoseconds. */
    private static final long MOMENT = 800_000_000;

    /** So often it is tried to find a value that every system takes. */
    private static final int MOST_ATTEMPTS = 4;

    private final SplittableRandom random;
    private final Host host;
    private final List<Hand> hands = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final Map<String, Vocabulary> vocabularies = new HashMap<>();
    private final Inventor inventor;
    private final Scene scene;

    Crew(Scene scene, Host host, SplittableRandom random) {
        this.scene = scene;
        this.host = host;
        this.random = random;
        for (EntityBinding entity : scene.sync().entities()) {
            vocabularies.put(entity.entity().name(), new Vocabulary(entity));
            for (Placement place : entity.placements()) {
                hands.add(new Hand(scene, entity, place));
            }
        }
        int all = scene.systems().size() * PEOPLE + 1;
        inventor = new Inventor(random.split(), all - 1, all);
        for (int i = 0; i < all - 1; i++) {
            String system = scene.systems().get(i / PEOPLE).name();
            List<Hand> own =
                    hands.stream().filter(hand -> hand.system().name().equals(system)).toList();
            SplittableRandom chance = random.split();
            if (!own.isEmpty()) {
                people.add(new Person(this, own, new Inventor(chance, i, all), chance));
            }
        }
    }

    List<Person> people() {
        return people;
    }

    Vocabulary vocabulary(Entity entity) {
        return Objects.requireNonNull(vocabularies.get(entity.name()));
    }

    /** Records that every system has alike. */
    void begin(int records) {
        for (EntityBinding entity : scene.sync().entities()) {
            List<Hand> own = hands.stream().filter(hand -> hand.entity().equals(entity)).toList();
            for (int i = 0; i < records; i++) {
                for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                    Row values = values(entity.entity(), inventor, attempt);
                    if (own.stream().allMatch(hand -> hand.create(values))) {
                        break;
                    }
                }
            }
        }
    }

    /** A record as somebody makes it. */
    Row values(Entity entity, Inventor by, int attempt) {
        Row values = Row.empty(entity.width());
        Vocabulary vocabulary = vocabulary(entity);
        for (Field field : entity.fields()) {
            Value value =
                    entity.matches().getFirst().contains(field)
                            ? by.identity(field)
                            : by.next(field, vocabulary, Value.Null.NULL, attempt);
            values = values.with(field.index(), value);
        }
        return values;
    }

    /** Now and then somebody else is at the same field of the same record. */
    void edited(Hand hand, Name name, Field field, Inventor by) {
        if (random.nextInt(MEETING) > 0) {
            return;
        }
        List<Hand> others =
                others(hand).stream().filter(other -> other.changeable().contains(field)).toList();
        if (!others.isEmpty()) {
            Hand other = others.get(random.nextInt(others.size()));
            long after = random.nextLong(MOMENT);
            Host.Task _ = host.start("colleague", () -> meet(other, name, field, by, after));
        }
    }

    /** Now and then somebody else makes the same record. */
    void created(Hand hand, Row values) {
        if (random.nextInt(SAME) > 0) {
            return;
        }
        long after = random.nextLong(MOMENT);
        for (Hand other : others(hand)) {
            Host.Task _ = host.start("colleague", () -> makeToo(other, values, after));
        }
    }

    /** Now and then somebody else edits what is being deleted. */
    void deleted(Hand hand, Name name, Inventor by) {
        List<Hand> others = others(hand);
        if (random.nextInt(MISSED) > 0 || others.isEmpty()) {
            return;
        }
        Hand other = others.get(random.nextInt(others.size()));
        List<Field> fields = other.changeable();
        if (!fields.isEmpty()) {
            Field field = fields.get(random.nextInt(fields.size()));
            long after = random.nextLong(MOMENT / 8);
            Host.Task _ = host.start("colleague", () -> meet(other, name, field, by, after));
        }
    }

    private List<Hand> others(Hand hand) {
        return hands.stream()
                .filter(other -> other.entity().equals(hand.entity()))
                .filter(other -> other.branch() != hand.branch())
                .toList();
    }

    private void makeToo(Hand hand, Row values, long after) {
        try {
            host.sleep(Duration.ofNanos(after));
            boolean _ = hand.create(values);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void meet(Hand hand, Name name, Field field, Inventor by, long after) {
        try {
            host.sleep(Duration.ofNanos(after));
            boolean _ =
                    Person.change(hand, hand.users(), hand.find(name), field, by, vocabulary(hand));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Vocabulary vocabulary(Hand hand) {
        return vocabulary(hand.entity().entity());
    }
}
