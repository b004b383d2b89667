package dev.entente.testkit.system;

import dev.entente.connector.Abilities;
import dev.entente.connector.Catalog;
import dev.entente.connector.Connector;
import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.connector.Finding;
import dev.entente.connector.Host;
import dev.entente.connector.Listing;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.Unavailable;
import dev.entente.connector.WriteBatch;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A system with tables, transactions and a log, as strict as a database and under the test's hand:
 * users work past the connector, faults are switched on and off, and every commit ever made can be
 * read with who made it.
 *
 * <p>It outlives the engines that are connected to it. All that it keeps is kept under its own
 * lock; it never waits while it holds that.
 */
public final class FakeSystem implements Connector {
    private final String name;
    private final Host host;
    private final Habits habits;
    private final Books books;
    private Faults faults = Faults.NONE;
    private boolean isDown;
    private @Nullable FakeFeed feed;
    private @Nullable Abilities declared;
    private long batches;
    private long looks;
    private long ahead;

    public FakeSystem(String name, Host host, Habits habits, FakeTable... tables) {
        this.name = name;
        this.host = host;
        this.habits = habits;
        this.books = new Books(habits, List.of(tables));
    }

    // What the test sees and does

    public String name() {
        return name;
    }

    public FakeTable table(String table) {
        return books.rows(table).table();
    }

    public synchronized void set(Faults next) {
        faults = next;
    }

    /** What it says of itself from now on, whatever it is. */
    public void declare(Abilities abilities) {
        declared = abilities;
    }

    /**
     * How often it was called.
     *
     * @param writes batches that it was sent, each attempt counted
     * @param readings readings by key, and questions about a batch
     */
    public record Calls(long writes, long readings) {}

    public synchronized Calls calls() {
        return new Calls(batches, looks);
    }

    /**
     * From now on its feed gives times by a clock that is wrong.
     *
     * @param micros how far it goes ahead; behind, where that is negative
     */
    public synchronized void setClock(long micros) {
        ahead = micros;
    }

    /** When a commit was, by the system's own clock. */
    long clock(Commit commit) {
        return commit.time() + ahead;
    }

    /** Switched off, or on again. */
    public synchronized void setDown(boolean down) {
        isDown = down;
    }

    /** Restored from a backup in which the last commits are missing. Its log begins anew there. */
    public synchronized void restore(int without) {
        books.restore(without);
        if (feed != null) {
            feed.drop();
        }
    }

    /** Every commit ever made. */
    public synchronized List<Commit> history() {
        return List.copyOf(books.history());
    }

    public synchronized int commits() {
        return books.history().size();
    }

    public synchronized Map<Key, Row> rows(String table) {
        return new LinkedHashMap<>(books.rows(table).all());
    }

    /** Somebody who works here past Entente. Each thing done is a transaction of its own. */
    public Users user(String who) {
        return new Worker(who);
    }

    // The connector

    @Override
    public Catalog describe() {
        delay();
        return catalog();
    }

    /** What it describes, without asking it. */
    public Catalog catalog() {
        return new Catalog(books.tables().stream().map(FakeTable::resource).toList());
    }

    @Override
    public Abilities abilities() {
        Abilities own = declared;
        if (own != null) {
            return own;
        }
        boolean namesKeys =
                books.tables().stream()
                        .map(FakeTable::resource)
                        .anyMatch(resource ->
                                resource.key().stream()
                                        .anyMatch(i -> resource.columns().get(i).generated()));
        return new Abilities(true, true, namesKeys, true, true, 10_000, Duration.ZERO);
    }

    @Override
    public List<Finding> check(List<Resource> resources) {
        return List.of();
    }

    /** One feed at a time: the one before ends. */
    @Override
    public Feed open(List<Resource> resources, @Nullable Cursor from) {
        delay();
        synchronized (this) {
            connect();
            if (feed != null) {
                feed.drop();
            }
            feed = new FakeFeed(this, host, books, resources, from);
            return feed;
        }
    }

    @Override
    public List<NativeReading> read(Resource resource, List<Key> keys) {
        delay();
        List<NativeReading> readings = new ArrayList<>();
        synchronized (this) {
            looks++;
            connect();
            for (Key key : keys) {
                readings.add(
                        new NativeReading(
                                key, books.rows(resource.name()).get(key), books.after()));
            }
        }
        delay();
        return readings;
    }

    @Override
    public Listing list(Resource resource) {
        delay();
        synchronized (this) {
            connect();
            return new FakeListing(
                    books.rows(resource.name()).page(null, Integer.MAX_VALUE), books.after());
        }
    }

    /** Whether it can tell what became of a batch whose answer was lost. */
    public boolean canTell() {
        return books.habits().certain();
    }

    @Override
    public List<Outcome> write(WriteBatch batch, Witness witness) {
        delay();
        witness.await();
        Predicate<WriteBatch.Item> locked = locked(batch);
        Books.Attempt attempt = write(batch, locked, List.of());
        while (!attempt.isOver()) {
            witness.hear(attempt.outcomes());
            attempt = write(batch, locked, attempt.outcomes());
        }
        delay();
        return attempt.outcomes();
    }

    /** The rows that somebody holds as long as this batch is written. */
    private synchronized Predicate<WriteBatch.Item> locked(WriteBatch batch) {
        Set<WriteBatch.Item> locked = Collections.newSetFromMap(new IdentityHashMap<>());
        batch.items().stream().filter(_ -> strikes(faults.locked())).forEach(locked::add);
        return locked::contains;
    }

    private synchronized Books.Attempt write(
            WriteBatch batch, Predicate<WriteBatch.Item> locked, List<Outcome> heard) {
        batches += heard.isEmpty() ? 1 : 0;
        connect();
        if (strikes(faults.refused())) {
            throw new Unavailable(name + ": connection refused", null);
        }
        boolean inCommit = strikes(faults.inCommit());
        if (inCommit && strikes(500)) {
            return new Books.Attempt(batch.items().stream().map(_ -> lost()).toList(), true);
        }
        Books.Attempt attempt = books.carryOut(batch, host.now(), locked, heard);
        if (!attempt.isOver()) {
            return attempt;
        }
        wakeFeed();
        return inCommit || strikes(faults.lost())
                ? new Books.Attempt(attempt.outcomes().stream().map(this::lost).toList(), true)
                : attempt;
    }

    /** What was not written is known before the commit; the rest is not. */
    private Outcome lost(Outcome outcome) {
        return outcome instanceof Outcome.Applied ? lost() : outcome;
    }

    private Outcome lost() {
        return new Outcome.Unknown(name + ": connection lost");
    }

    @Override
    public Landed landed(long batch) {
        delay();
        synchronized (this) {
            looks++;
            connect();
            return books.landed(batch);
        }
    }

    @Override
    public List<String> remove() {
        return List.of();
    }

    @Override
    public synchronized void close() {
        if (feed != null) {
            feed.drop();
        }
    }

    // What goes wrong, and how long it takes

    synchronized boolean dropsFeed() {
        return isDown || strikes(faults.feedDropped());
    }

    private void connect() {
        if (isDown) {
            throw new Unavailable(name + ": switched off", null);
        }
    }

    private boolean strikes(int ofThousand) {
        return ofThousand > 0 && host.chance(1000) < ofThousand;
    }

    private void delay() {
        long most = habits.slowest().toNanos() / 1_000;
        if (most > 0) {
            try {
                host.sleep(Duration.ofNanos(host.chance(most) * 1_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unavailable(name + ": interrupted", e);
            }
        }
    }

    private void wakeFeed() {
        if (feed != null) {
            feed.wake();
        }
    }

    /** A user's hands. */
    private final class Worker implements Users {
        private final String who;

        private Worker(String who) {
            this.who = who;
        }

        @Override
        public Key insert(String table, Row row) {
            Key[] key = new Key[1];
            together(users -> key[0] = users.insert(table, row));
            return key[0];
        }

        @Override
        public boolean update(String table, Key key, Row patch) {
            boolean[] found = new boolean[1];
            together(users -> found[0] = users.update(table, key, patch));
            return found[0];
        }

        @Override
        public boolean delete(String table, Key key) {
            boolean[] found = new boolean[1];
            together(users -> found[0] = users.delete(table, key));
            return found[0];
        }

        @Override
        public void together(Consumer<Users> work) {
            synchronized (FakeSystem.this) {
                Transaction transaction = books.begin(who, 0, host.now());
                work.accept(transaction);
                transaction.commit();
                wakeFeed();
            }
        }
    }

    /** A listing of what was there when it began. */
    private static final class FakeListing implements Listing {
        private static final int PAGE = 100;

        private final List<Map.Entry<Key, Row>> entries;
        private final Version version;
        private int next;

        private FakeListing(List<Map.Entry<Key, Row>> entries, Version version) {
            this.entries = entries;
            this.version = version;
        }

        @Override
        public @Nullable List<NativeReading> next() {
            if (next >= entries.size()) {
                return null;
            }
            List<Map.Entry<Key, Row>> page =
                    entries.subList(next, Math.min(next + PAGE, entries.size()));
            next += page.size();
            return page.stream()
                    .map(entry -> new NativeReading(entry.getKey(), entry.getValue(), version))
                    .toList();
        }

        @Override
        public boolean isComplete() {
            return next >= entries.size();
        }

        @Override
        public void close() {}
    }
}
