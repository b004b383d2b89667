package dev.entente.simulator.history;

import dev.entente.connector.Host;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import dev.entente.testkit.system.FakeSystem;
import dev.entente.testkit.system.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Users of one system, who do as they please: every value that they give is one that nobody gave
 * before, so that it can be told later whose it was.
 */
public final class People {
    private final Orders orders;
    private final int system;
    private final Manners manners;
    private final SplittableRandom random;
    private int values;

    /**
     * @param edits how many things they do
     * @param pause the longest that they rest between two
     * @param act what they do
     * @param numbers how many orders there are to quarrel about
     */
    public record Manners(int edits, Duration pause, Act act, int numbers) {}

    /** What somebody may do. */
    public enum Act {
        /** Edits, now and then two in one transaction. */
        EDIT,
        /** Edits, and makes and deletes orders. */
        ANY,
        CREATE,
        DELETE,
        /** Edits one field of one order, the same one everywhere. */
        CONFLICT,
        /** Edits three orders in one transaction. */
        THREE_AT_ONCE;

        /** Whether orders come and go. */
        public boolean deletes() {
            return this == ANY || this == CREATE || this == DELETE;
        }
    }

    public People(Orders orders, int system, Manners manners, long seed) {
        this.orders = orders;
        this.system = system;
        this.manners = manners;
        this.random = new SplittableRandom(seed);
    }

    /** What is there before Entente comes. */
    public void begin(List<Row> given) {
        for (Row values : given) {
            users().insert(table(), orders.nativeRow(system, values));
        }
    }

    public void work(Host host) {
        try {
            for (int i = 0; i < manners.edits; i++) {
                host.sleep(Duration.ofNanos(random.nextLong(manners.pause.toNanos())));
                act();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void act() {
        switch (manners.act) {
            case EDIT, ANY -> anything();
            case CREATE -> insert(Value.of("new at " + there().name()));
            case DELETE -> delete();
            case CONFLICT -> disagree();
            case THREE_AT_ONCE ->
                    users().together(users -> {
                        edit(users);
                        edit(users);
                        edit(users);
                    });
        }
    }

    private void disagree() {
        Key key = there().rows(table()).keySet().stream().findFirst().orElse(null);
        if (key != null) {
            Row patch = Row.empty(9).with(Orders.STATUS, fresh(""));
            boolean _ =
                    users().update(table(), key, orders.mapping(system).write(patch, Row.empty(9)));
        }
    }

    private void anything() {
        if (manners.act == Act.ANY && random.nextInt(5) == 0) {
            if (random.nextBoolean()) {
                insert(Value.of("N" + random.nextInt(manners.numbers)));
            } else {
                delete();
            }
        } else if (random.nextInt(4) == 0) {
            users().together(users -> {
                edit(users);
                edit(users);
            });
        } else {
            edit(users());
        }
    }

    private Users users() {
        return there().user("user of " + there().name());
    }

    private FakeSystem there() {
        return orders.system(system);
    }

    private String table() {
        return orders.table(system);
    }

    private void insert(Value number) {
        if (!orders.at(system).containsKey(number)) {
            Row values = edited(edited(order(number)));
            users().insert(table(), orders.nativeRow(system, values));
        }
    }

    private void delete() {
        Key key = any();
        if (key != null) {
            boolean _ = users().delete(table(), key);
        }
    }

    private void edit(Users users) {
        Key key = any();
        Row row = key == null ? null : there().rows(table()).get(key);
        if (key != null && row != null) {
            Row before = orders.values(system, row);
            Row after = edited(before);
            Row patch = orders.mapping(system).write(changed(before, after), Row.empty(9));
            boolean _ = users.update(table(), key, patch);
        }
    }

    private @Nullable Key any() {
        List<Key> keys = new ArrayList<>(there().rows(table()).keySet());
        return keys.isEmpty() ? null : keys.get(random.nextInt(keys.size()));
    }

    private static Row changed(Row before, Row after) {
        Row patch = after;
        for (int i = 0; i < after.width(); i++) {
            if (after.orNull(i).equals(before.orNull(i))) {
                patch = patch.with(i, null);
            }
        }
        return patch;
    }

    /** An order as somebody makes it who knows no more than its number. */
    public static Row order(Value number) {
        return Row.empty(9)
                .with(Orders.NUMBER, number)
                .with(Orders.STOCK, Value.of(100))
                .with(Orders.BEST, Value.of(1));
    }

    private Row edited(Row order) {
        return switch (random.nextInt(9)) {
            case 0 -> order.with(Orders.PATIENT, fresh(random.nextInt(3) == 0 ? " " : ""));
            case 1 ->
                    order.with(
                            Orders.PRIORITY, Value.of(random.nextBoolean() ? "routine" : "urgent"));
            case 2 -> order.with(Orders.STATUS, fresh(""));
            case 3 -> {
                long stock = whole(order.orNull(Orders.STOCK));
                yield order.with(Orders.STOCK, Value.of(stock + random.nextInt(-9, 10)));
            }
            case 4 -> order.with(Orders.TAGS, tags(order.orNull(Orders.TAGS)));
            case 5 -> order.with(Orders.BEST, Value.of(random.nextInt(100_000)));
            case 6 -> order.with(Orders.REMARK, fresh(""));
            case 7 -> order.with(Orders.LINES, lines(order.orNull(Orders.LINES)));
            default -> order.with(Orders.PATIENT, fresh(""));
        };
    }

    private Value fresh(String before) {
        return Value.of(before + there().name() + "-" + ++values);
    }

    private Value tags(Value now) {
        List<Value> tags = new ArrayList<>(items(now));
        if (!tags.isEmpty() && random.nextInt(3) == 0) {
            tags.remove(random.nextInt(tags.size()));
        } else {
            tags.add(fresh("tag "));
        }
        tags.sort(ValueOrder.INSTANCE);
        return new Value.Items(tags);
    }

    private Value lines(Value now) {
        List<Value> lines = new ArrayList<>(items(now));
        int which = lines.isEmpty() ? 0 : random.nextInt(lines.size() + 1);
        if (which == lines.size()) {
            lines.add(line(fresh("line "), Value.of(random.nextInt(1000)), Value.Null.NULL));
        } else if (random.nextInt(3) == 0) {
            lines.remove(which);
        } else {
            Map<String, Value> line = ((Value.Struct) lines.get(which)).fields();
            Value code = line.getOrDefault("code", Value.Null.NULL);
            Value amount = line.getOrDefault("amount", Value.Null.NULL);
            lines.set(which, line(code, amount, fresh("note ")));
        }
        return new Value.Items(lines);
    }

    private static Value line(Value code, Value amount, Value note) {
        Map<String, Value> line = new LinkedHashMap<>();
        line.put("code", code);
        line.put("amount", amount);
        line.put("note", note);
        return new Value.Struct(line);
    }

    static List<Value> items(Value value) {
        return value instanceof Value.Items(List<Value> values) ? values : List.of();
    }

    static long whole(Value value) {
        return value instanceof Value.Whole(long whole) ? whole : 0;
    }
}
