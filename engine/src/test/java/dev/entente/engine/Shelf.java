package dev.entente.engine;

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
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One table in memory with an exact log, whose first column is its key. What its own people do is
 * in the feed; what is written through the connector is not.
 */
final class Shelf implements Connector {

    final Resource resource;
    final Map<Key, Row> rows = new LinkedHashMap<>();
    final List<WriteBatch> batches = new ArrayList<>();
    final Set<Key> locked = new HashSet<>();
    final Set<Value> forbidden = new HashSet<>();
    boolean isDown;
    boolean namesKeys;

    /** The connection is gone before what is written next takes effect. */
    boolean losesTheBatch;

    /** What is written next takes effect, and the connection is gone before that is said. */
    boolean losesTheAnswer;

    private final List<Feed.Batch> log = new ArrayList<>();
    private final Host.Queue<Boolean> bell;
    private final Host host;
    private long version = 100;
    private long landed;
    private long serial = 1000;

    Shelf(Resource resource, Host host) {
        this.resource = resource;
        this.host = host;
        this.bell = host.queue(1);
    }

    // People

    synchronized void put(Value... cells) {
        commit(List.of(put(Row.of(cells))));
    }

    synchronized void putAll(List<Row> all) {
        List<Feed.Change> changes = new ArrayList<>();
        all.forEach(row -> changes.add(put(row)));
        commit(changes);
    }

    private Feed.Change put(Row row) {
        Key key = Key.of(row.orNull(0));
        rows.put(key, row);
        return new Feed.Change.Upsert(resource, key, null, row, next(), host.now(), "somebody");
    }

    synchronized void delete(Value key) {
        rows.remove(Key.of(key));
        commit(
                List.of(
                        new Feed.Change.Delete(
                                resource, Key.of(key), next(), host.now(), "somebody")));
    }

    synchronized void truncate() {
        rows.clear();
        commit(List.of(new Feed.Change.Truncate(resource, next(), host.now())));
    }

    private void commit(List<Feed.Change> changes) {
        log.add(
                new Feed.Batch(
                        Feed.Phase.LIVE,
                        log.size() + 1,
                        true,
                        changes,
                        new Cursor(Integer.toString(log.size() + 1))));
        bell.offer(true);
    }

    private Version next() {
        return new Version.Position(++version);
    }

    synchronized @Nullable Row row(Value key) {
        return rows.get(Key.of(key));
    }

    synchronized int size() {
        return rows.size();
    }

    // The connector

    @Override
    public Catalog describe() {
        return new Catalog(List.of(resource));
    }

    @Override
    public Abilities abilities() {
        return new Abilities(true, true, namesKeys, true, true, 10_000, Duration.ZERO);
    }

    @Override
    public List<Finding> check(List<Resource> resources) {
        return List.of();
    }

    @Override
    public synchronized Feed open(List<Resource> resources, @Nullable Cursor from) {
        if (from != null) {
            return new LogFeed(List.of(), Integer.parseInt(from.text()));
        }
        List<Feed.Change> all = new ArrayList<>();
        rows.forEach((key, row) ->
                all.add(
                        new Feed.Change.Upsert(
                                resource,
                                key,
                                null,
                                row,
                                new Version.Position(version),
                                dev.entente.core.link.Observation.NO_TIME,
                                null)));
        Cursor here = new Cursor(Integer.toString(log.size()));
        return new LogFeed(
                List.of(new Feed.Batch(Feed.Phase.SNAPSHOT, 0, true, all, here)), log.size());
    }

    private final class LogFeed implements Feed {
        private final List<Feed.Batch> first;
        private int given;
        private int position;

        LogFeed(List<Feed.Batch> first, int position) {
            this.first = first;
            this.position = position;
        }

        @Override
        public @Nullable Batch next(Duration wait) {
            Batch batch = poll();
            if (batch == null) {
                try {
                    bell.poll(wait);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new Unavailable("interrupted", e);
                }
                batch = poll();
            }
            return batch;
        }

        private @Nullable Batch poll() {
            synchronized (Shelf.this) {
                if (isDown) {
                    throw new Unavailable("down", null);
                }
                if (given < first.size()) {
                    return first.get(given++);
                }
                return position < log.size() ? log.get(position++) : null;
            }
        }

        @Override
        public void acknowledge(Cursor cursor) {}

        @Override
        public void close() {}
    }

    @Override
    public synchronized List<NativeReading> read(Resource of, List<Key> keys) {
        up();
        return keys.stream().map(this::reading).toList();
    }

    private NativeReading reading(Key key) {
        return new NativeReading(key, rows.get(key), new Version.Position(version));
    }

    private void up() {
        if (isDown) {
            throw new Unavailable("down", null);
        }
    }

    @Override
    public synchronized Listing list(Resource of) {
        up();
        List<NativeReading> page = rows.keySet().stream().map(this::reading).toList();
        return new Listing() {
            private boolean isOver;

            @Override
            public @Nullable List<NativeReading> next() {
                boolean over = isOver;
                isOver = true;
                return over ? null : page;
            }

            @Override
            public boolean isComplete() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<Outcome> write(WriteBatch batch, Witness witness) {
        witness.await();
        return write(batch);
    }

    private synchronized List<Outcome> write(WriteBatch batch) {
        isDown |= losesTheBatch;
        up();
        if (batch.number() <= landed) {
            throw new IllegalStateException("batch " + batch.number() + " after " + landed);
        }
        landed = batch.number();
        batches.add(batch);
        List<Outcome> outcomes = batch.items().stream().map(this::write).toList();
        isDown |= losesTheAnswer;
        up();
        return outcomes;
    }

    private Outcome write(WriteBatch.Item item) {
        return switch (item) {
            case WriteBatch.Item.Create(_, _, Row row, List<Integer> natural) ->
                    create(row, natural);
            case WriteBatch.Item.Update(_, _, Key key, Row patch, Row expected) ->
                    change(key, expected, patch);
            case WriteBatch.Item.Delete(_, _, Key key, Row expected) -> change(key, expected, null);
        };
    }

    private Outcome create(Row row, List<Integer> natural) {
        Row made = row;
        if (namesKeys) {
            made = row.with(0, Value.of(++serial));
        }
        if (isForbidden(made)) {
            return new Outcome.Rejected("violates check constraint");
        }
        Key key = Key.of(made.orNull(0));
        if (rows.containsKey(key)) {
            return new Outcome.Refused(reading(key));
        }
        for (Map.Entry<Key, Row> there :
                namesKeys ? rows.entrySet() : Set.<Map.Entry<Key, Row>>of()) {
            if (hasSame(natural, there.getValue(), made)) {
                return new Outcome.Refused(reading(there.getKey()));
            }
        }
        rows.put(key, made);
        version++;
        return new Outcome.Applied(reading(key));
    }

    private static boolean hasSame(List<Integer> natural, Row one, Row other) {
        return !natural.isEmpty()
                && natural.stream().allMatch(i -> one.orNull(i).equals(other.orNull(i)));
    }

    private Outcome change(Key key, Row expected, @Nullable Row patch) {
        Row there = rows.get(key);
        if (locked.contains(key)) {
            return new Outcome.Unsent("locked");
        }
        if (there == null) {
            return new Outcome.Refused(reading(key));
        }
        for (int i = 0; i < expected.width(); i++) {
            if (expected.has(i) && !expected.orNull(i).equals(there.orNull(i))) {
                return new Outcome.Refused(reading(key));
            }
        }
        if (patch == null) {
            rows.remove(key);
        } else if (isForbidden(patch)) {
            return new Outcome.Rejected("violates check constraint");
        } else {
            rows.put(key, there.overlaidWith(patch));
        }
        version++;
        return new Outcome.Applied(reading(key));
    }

    private boolean isForbidden(Row row) {
        for (int i = 0; i < row.width(); i++) {
            if (row.has(i) && forbidden.contains(row.orNull(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized Landed landed(long batch) {
        up();
        return batch <= landed ? Landed.YES : Landed.NO;
    }

    @Override
    public List<String> remove() {
        return List.of();
    }

    @Override
    public void close() {}

    synchronized Map<Key, Row> content() {
        return new HashMap<>(rows);
    }
}
