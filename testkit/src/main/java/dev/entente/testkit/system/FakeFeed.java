package dev.entente.testkit.system;

import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.connector.Host;
import dev.entente.connector.Resource;
import dev.entente.connector.Unavailable;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A snapshot, where none was taken before, and every commit since, in order. */
final class FakeFeed implements Feed {
    private final FakeSystem system;
    private final Host host;
    private final Books books;
    private final List<String> tables;
    private final Deque<Batch> ahead = new ArrayDeque<>();
    private final Host.Queue<Boolean> news;
    private long next;
    private boolean dropped;

    FakeFeed(
            FakeSystem system,
            Host host,
            Books books,
            List<Resource> resources,
            @Nullable Cursor from) {
        this.system = system;
        this.host = host;
        this.books = books;
        this.tables = resources.stream().map(Resource::name).toList();
        this.news = host.queue(1);
        if (from == null) {
            next = books.history().size();
            snapshot(resources);
        } else {
            next = Long.parseLong(from.text());
        }
    }

    private void snapshot(List<Resource> resources) {
        Version version = books.after();
        int most = books.habits().mostInBatch();
        for (Resource resource : resources) {
            List<Change> changes = new ArrayList<>();
            for (Map.Entry<Key, Row> entry : books.rows(resource.name()).all().entrySet()) {
                if (changes.size() == most) {
                    ahead.add(new Batch(Phase.SNAPSHOT, 0, false, changes, cursor()));
                    changes = new ArrayList<>();
                }
                changes.add(
                        new Change.Upsert(
                                resource,
                                entry.getKey(),
                                null,
                                entry.getValue(),
                                version,
                                dev.entente.core.link.Observation.NO_TIME,
                                null));
            }
            ahead.add(new Batch(Phase.SNAPSHOT, 0, true, changes, cursor()));
        }
    }

    private Cursor cursor() {
        return new Cursor(Long.toString(next));
    }

    @Override
    public @Nullable Batch next(Duration wait) {
        long until = host.now() + wait.toNanos() / 1_000;
        while (true) {
            synchronized (system) {
                if (!dropped && system.dropsFeed()) {
                    drop();
                }
                if (dropped) {
                    throw new Unavailable(system.name() + ": the feed was dropped", null);
                }
                Batch batch = ahead.isEmpty() ? advance() : ahead.poll();
                if (batch != null) {
                    return batch;
                }
            }
            long left = until - host.now();
            if (left <= 0) {
                return null;
            }
            try {
                news.poll(Duration.ofNanos(left * 1_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    private @Nullable Batch advance() {
        while (next < books.history().size()) {
            Commit commit = books.history().get((int) next);
            List<Change> changes = changes(commit);
            if (!changes.isEmpty() && (!commit.isOurs() || books.habits().echo())) {
                cut(commit, changes);
                return ahead.poll();
            }
            next++;
        }
        return null;
    }

    /** A long transaction comes in several batches, of which the last moves the cursor. */
    private void cut(Commit commit, List<Change> changes) {
        int most = books.habits().mostInBatch();
        for (int from = 0; from < changes.size(); from += most) {
            int to = Math.min(from + most, changes.size());
            boolean last = to == changes.size();
            next += last ? 1 : 0;
            ahead.add(
                    new Batch(
                            Phase.LIVE,
                            commit.number(),
                            last,
                            changes.subList(from, to),
                            cursor()));
        }
    }

    private List<Change> changes(Commit commit) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < commit.changes().size(); i++) {
            Commit.Change change = commit.changes().get(i);
            if (tables.contains(change.table().name())) {
                changes.add(change(commit, change, Books.versionOf(commit, i)));
            }
        }
        return changes;
    }

    private Change change(Commit commit, Commit.Change change, Version version) {
        Resource resource = change.table().resource();
        Row after = change.after();
        if (after == null) {
            return new Change.Delete(
                    resource, change.key(), version, system.clock(commit), commit.by());
        }
        Row row = books.habits().partial() ? changed(change.before(), after, resource) : after;
        return new Change.Upsert(
                resource,
                change.key(),
                change.former(),
                row,
                version,
                system.clock(commit),
                commit.by());
    }

    /** Keys are always told, and texts that did not change are not. */
    private static Row changed(@Nullable Row before, Row after, Resource resource) {
        if (before == null) {
            return after;
        }
        @Nullable Value[] cells = after.cells();
        for (int i = 0; i < cells.length; i++) {
            boolean same = Objects.equals(before.get(i), after.get(i));
            if (same && !resource.key().contains(i)) {
                cells[i] = null;
            }
        }
        return Row.owning(cells);
    }

    @Override
    public void acknowledge(Cursor cursor) {
        if (Long.parseLong(cursor.text()) > books.history().size()) {
            throw new IllegalArgumentException("acknowledged what was never told: " + cursor);
        }
    }

    void wake() {
        boolean _ = news.offer(true);
    }

    /** Ends it from the system's side. */
    void drop() {
        dropped = true;
        wake();
    }

    @Override
    public void close() {
        synchronized (system) {
            drop();
        }
    }
}
