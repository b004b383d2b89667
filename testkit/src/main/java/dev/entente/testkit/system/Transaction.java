package dev.entente.testkit.system;

import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One transaction, a user's or a batch of Entente's. What is done in it is seen at once. */
final class Transaction implements Users {
    private final Books books;
    private final String who;
    private final long batch;
    private final long now;
    private final List<Commit.Change> changes = new ArrayList<>();

    Transaction(Books books, String who, long batch, long now) {
        this.books = books;
        this.who = who;
        this.batch = batch;
        this.now = now;
    }

    int size() {
        return changes.size();
    }

    void commit() {
        if (!changes.isEmpty()) {
            books.add(new Commit(books.nextNumber(), now, who, batch, changes));
        }
    }

    void undo() {
        books.undo(changes);
        changes.clear();
    }

    Key add(Rows rows, Row given) throws Rows.Broken {
        Row row = rows.made(given);
        rows.check(row, null);
        Key key = rows.keyOf(row);
        rows.put(key, row);
        changes.add(new Commit.Change(rows.table(), key, null, null, row));
        return key;
    }

    Key change(Rows rows, Key key, Row before, Row patch) throws Rows.Broken {
        Row after = rows.changed(before, patch);
        rows.check(after, key);
        Key next = rows.keyOf(after);
        rows.remove(key);
        rows.put(next, after);
        changes.add(
                new Commit.Change(
                        rows.table(), next, next.equals(key) ? null : key, before, after));
        return next;
    }

    void remove(Rows rows, Key key, Row before) {
        rows.remove(key);
        changes.add(new Commit.Change(rows.table(), key, null, before, null));
    }

    @Override
    public Key insert(String table, Row row) {
        try {
            return add(books.rows(table), row);
        } catch (Rows.Broken e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public boolean update(String table, Key key, Row patch) {
        Rows rows = books.rows(table);
        Row before = rows.get(key);
        if (before == null) {
            return false;
        }
        try {
            change(rows, key, before, patch);
        } catch (Rows.Broken e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return true;
    }

    @Override
    public boolean delete(String table, Key key) {
        Rows rows = books.rows(table);
        Row before = rows.get(key);
        if (before == null) {
            return false;
        }
        remove(rows, key, before);
        return true;
    }

    @Override
    public void together(Consumer<Users> work) {
        work.accept(this);
    }
}
