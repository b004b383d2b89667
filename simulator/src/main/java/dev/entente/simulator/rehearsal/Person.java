package dev.entente.simulator.rehearsal;

import dev.entente.connector.Host;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.testkit.system.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works at one system: mostly edits, now and then makes a record or deletes one, and
 * is half of the time at the few records that everybody is at.
 */
final class Person {
    /** The longest rest between two things that somebody does. */
    private static final Duration REST = Duration.ofSeconds(60);

    /** Of a hundred things that somebody does. */
    private static final int CREATES = 2;

    private static final int DELETES = 1;

    /** Records that everybody is at. */
    private static final int FAVOURITES = 5;

    /** So often somebody tries to find a value that the system takes. */
    private static final int MOST_ATTEMPTS = 4;

    private final Crew crew;
    private final List<Hand> hands;
    private final Inventor inventor;
    private final SplittableRandom random;

    Person(Crew crew, List<Hand> hands, Inventor inventor, SplittableRandom random) {
        this.crew = crew;
        this.hands = hands;
        this.inventor = inventor;
        this.random = random;
    }

    void work(Host host, long until) {
        try {
            long rest = random.nextLong(REST.toNanos());
            while (host.now() + rest / 1_000 < until) {
                host.sleep(Duration.ofNanos(rest));
                act(hands.get(random.nextInt(hands.size())));
                rest = random.nextLong(REST.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void act(Hand hand) {
        int what = random.nextInt(100);
        if (what < CREATES) {
            create(hand);
        } else if (what < CREATES + DELETES) {
            delete(hand);
        } else if (random.nextInt(6) == 0) {
            hand.users()
                    .together(users -> {
                        edit(hand, users);
                        edit(hand, users);
                    });
        } else {
            edit(hand, hand.users());
        }
    }

    private void delete(Hand hand) {
        Key key = any(hand);
        Row row = key == null ? null : hand.rows().get(key);
        if (key != null && row != null) {
            hand.delete(key);
            crew.deleted(hand, hand.name(row), inventor);
        }
    }

    private void create(Hand hand) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Row values = crew.values(hand.entity().entity(), inventor, attempt);
            if (hand.create(values)) {
                crew.created(hand, values);
                return;
            }
        }
    }

    private void edit(Hand hand, Users users) {
        Key key = any(hand);
        Field field = field(hand);
        Row row = key == null ? null : hand.rows().get(key);
        if (field != null
                && row != null
                && change(
                        hand,
                        users,
                        key,
                        field,
                        inventor,
                        crew.vocabulary(hand.entity().entity()))) {
            crew.edited(hand, hand.name(row), field, inventor);
        }
    }

    /** Whether somebody found a value that the system takes. */
    static boolean change(
            Hand hand,
            Users users,
            @Nullable Key key,
            Field field,
            Inventor by,
            Vocabulary vocabulary) {
        Row row = key == null ? null : hand.rows().get(key);
        if (key == null || row == null) {
            return false;
        }
        Value now = hand.value(row, field);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (hand.change(users, key, field, by.next(field, vocabulary, now, attempt))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Key any(Hand hand) {
        List<Key> keys = new ArrayList<>(hand.rows().keySet());
        if (keys.isEmpty()) {
            return null;
        }
        int among = random.nextBoolean() ? Math.min(FAVOURITES, keys.size()) : keys.size();
        return keys.get(random.nextInt(among));
    }

    /** Where a field belongs to another system, people here mostly leave it alone. */
    private @Nullable Field field(Hand hand) {
        List<Field> fields = hand.changeable();
        if (fields.isEmpty()) {
            return null;
        }
        Field field = fields.get(random.nextInt(fields.size()));
        boolean foreign =
                field.policy() instanceof Policy.Owner(int system) && system != hand.branch();
        return foreign && random.nextInt(5) > 0 ? null : field;
    }
}
