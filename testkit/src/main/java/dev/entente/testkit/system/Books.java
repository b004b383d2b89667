package dev.entente.testkit.system;

import dev.entente.connector.Connector;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.WriteBatch;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeSystem} holds and has ever held. Kept under the system's lock. */
final class Books {
    /** Versions between two commits: one for every row of a transaction, and room for readings. */
    static final long PER_COMMIT = 1_000_000;

    private final Habits habits;
    private final Map<String, Rows> tables = new LinkedHashMap<>();
    private final List<Commit> history = new ArrayList<>();
    private long latestBatch;
    private long lastTaken;
    private Connector.Landed lastLanded = Connector.Landed.NO;

    Books(Habits habits, List<FakeTable> tables) {
        this.habits = habits;
        tables.forEach(table -> this.tables.put(table.name(), new Rows(table)));
    }

    Habits habits() {
        return habits;
    }

    List<FakeTable> tables() {
        return tables.values().stream().map(Rows::table).toList();
    }

    Rows rows(String table) {
        return Objects.requireNonNull(tables.get(table), "no table " + table);
    }

    List<Commit> history() {
        return history;
    }

    /** Later than every commit so far, earlier than every one to come. */
    Version after() {
        return new Version.Position((history.size() + 1) * PER_COMMIT - 1);
    }

    static Version versionOf(Commit commit, int change) {
        return new Version.Position(commit.number() * PER_COMMIT + change);
    }

    Transaction begin(String who, long batch, long now) {
        return new Transaction(this, who, batch, now);
    }

    void add(Commit commit) {
        history.add(commit);
    }

    /** As it was before the last commits, which never were. */
    void restore(int without) {
        for (int i = 0; i < without && !history.isEmpty(); i++) {
            undo(history.removeLast().changes());
        }
    }

    void undo(List<Commit.Change> changes) {
        for (Commit.Change change : changes.reversed()) {
            Rows rows = rows(change.table().name());
            if (change.after() != null) {
                rows.remove(change.key());
            }
            if (change.before() != null) {
                rows.put(change.former() == null ? change.key() : change.former(), change.before());
            }
        }
    }

    long nextNumber() {
        return history.size() + 1L;
    }

    /** Which items of a batch took effect that did not wholly, is not remembered here. */
    Connector.Landed landed(long batch) {
        return habits.certain() ? landedSurely(batch) : Connector.Landed.UNKNOWN;
    }

    /**
     * Of one batch it remembers what became of it, the last that took effect: as much as fits into
     * one number. Of those before it is known that they did, or that their answers are durable.
     */
    private Connector.Landed landedSurely(long batch) {
        if (batch == lastTaken) {
            return lastLanded;
        }
        return batch < lastTaken ? Connector.Landed.YES : Connector.Landed.NO;
    }

    /**
     * @param isOver whether that is what became of the batch; else it was undone, and is to be
     *     witnessed first
     */
    record Attempt(List<Outcome> outcomes, boolean isOver) {}

    /**
     * All in one commit, each item on its own conditions. Strict: numbers grow, and what is known
     * to have taken effect wholly is not sent again.
     *
     * @param heard what the witness knows of: it is undone where something else comes of it; new
     *     records have the keys that were said then
     */
    Attempt carryOut(
            WriteBatch batch, long now, Predicate<WriteBatch.Item> locked, List<Outcome> heard) {
        if (landed(batch.number()) == Connector.Landed.YES || batch.number() < latestBatch) {
            throw new IllegalStateException(
                    "batch %d is sent although %d was".formatted(batch.number(), latestBatch));
        }
        latestBatch = batch.number();
        Transaction transaction = begin("entente", batch.number(), now);
        List<Outcome> outcomes = new ArrayList<>();
        boolean named = true;
        for (int i = 0; i < batch.items().size(); i++) {
            WriteBatch.Item item = batch.items().get(i);
            Key made = i < heard.size() ? madeKey(heard.get(i)) : null;
            outcomes.add(
                    locked.test(item)
                            ? new Outcome.Unsent("locked by somebody else")
                            : carryOut(item, made, transaction));
            named &= !(item instanceof WriteBatch.Item.Create create) || namesKey(create);
        }
        boolean wholly = outcomes.stream().allMatch(Books::isApplied);
        if (!(wholly && named) && !areAlike(outcomes, heard)) {
            transaction.undo();
            return new Attempt(outcomes, false);
        }
        transaction.commit();
        lastTaken = batch.number();
        lastLanded = wholly ? Connector.Landed.YES : Connector.Landed.PARTLY;
        return new Attempt(outcomes, true);
    }

    private static boolean areAlike(List<Outcome> some, List<Outcome> others) {
        return some.stream()
                .map(Books::madeKey)
                .toList()
                .equals(others.stream().map(Books::madeKey).toList());
    }

    /** The key of a record that was written; null where it was not. */
    private static @Nullable Key madeKey(Outcome outcome) {
        return outcome instanceof Outcome.Applied(NativeReading held) ? held.key() : null;
    }

    private static boolean namesKey(WriteBatch.Item.Create create) {
        return create.resource().key().stream().allMatch(create.row()::has);
    }

    private static boolean isApplied(Outcome outcome) {
        return outcome instanceof Outcome.Applied;
    }

    private Outcome carryOut(WriteBatch.Item item, @Nullable Key made, Transaction transaction) {
        try {
            return switch (item) {
                case WriteBatch.Item.Create create -> create(create, made, transaction);
                case WriteBatch.Item.Update update -> update(update, transaction);
                case WriteBatch.Item.Delete delete -> delete(delete, transaction);
            };
        } catch (Rows.Broken e) {
            return new Outcome.Rejected(String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param made the key that the system has given it before; null where it did not
     */
    private Outcome create(
            WriteBatch.Item.Create create, @Nullable Key made, Transaction transaction)
            throws Rows.Broken {
        Rows rows = rows(create.resource().name());
        isOurs(create.row(), rows);
        Key there = rows.find(create.row(), create.natural());
        if (there == null) {
            there = rows.find(create.row(), create.resource().key());
        }
        if (there != null) {
            return new Outcome.Refused(new NativeReading(there, rows.get(there), after()));
        }
        Key key = transaction.add(rows, made == null ? create.row() : withKey(create, made));
        return applied(key, rows.get(key), transaction);
    }

    private Outcome update(WriteBatch.Item.Update update, Transaction transaction)
            throws Rows.Broken {
        Rows rows = rows(update.resource().name());
        isOurs(update.patch(), rows);
        Row row = rows.get(update.key());
        if (row == null || !isAs(update.expected(), row)) {
            return new Outcome.Refused(new NativeReading(update.key(), row, after()));
        }
        Key key = transaction.change(rows, update.key(), row, update.patch());
        return applied(key, rows.get(key), transaction);
    }

    private Outcome delete(WriteBatch.Item.Delete delete, Transaction transaction) {
        Rows rows = rows(delete.resource().name());
        Row row = rows.get(delete.key());
        if (row == null || !isAs(delete.expected(), row)) {
            return new Outcome.Refused(new NativeReading(delete.key(), row, after()));
        }
        transaction.remove(rows, delete.key(), row);
        return applied(delete.key(), null, transaction);
    }

    private Outcome applied(Key key, @Nullable Row row, Transaction transaction) {
        long own = nextNumber() * PER_COMMIT;
        long version = habits.early() ? own - 1 : own + transaction.size() - 1;
        return new Outcome.Applied(new NativeReading(key, row, new Version.Position(version)));
    }

    private static Row withKey(WriteBatch.Item.Create create, Key key) {
        Row row = create.row();
        List<Integer> columns = create.resource().key();
        for (int i = 0; i < columns.size(); i++) {
            row = row.with(columns.get(i), key.parts().get(i));
        }
        return row;
    }

    private static boolean isAs(Row expected, Row row) {
        for (int i = 0; i < expected.width(); i++) {
            Value value = expected.get(i);
            if (value != null && !value.equals(row.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Strict: what the system makes itself is never written. */
    private static void isOurs(Row row, Rows rows) {
        rows.table().resource().columns().stream()
                .filter(column -> column.generated() && row.has(column.index()))
                .forEach(column -> {
                    throw new IllegalArgumentException(
                            "column \"" + column.name() + "\" is generated");
                });
    }
}
