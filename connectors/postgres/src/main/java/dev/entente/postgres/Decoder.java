package dev.entente.postgres;

import dev.entente.connector.Feed.Change;
import dev.entente.connector.Halt;
import dev.entente.connector.Resource;
import dev.entente.core.link.Observation;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the {@code pgoutput} plugin says of transactions: its messages, in binary, one by one.
 * Every change carries the place of its own record in the log, which is what makes versions exact.
 *
 * <p>Source: "Logical Replication Message Formats" in PostgreSQL's documentation, protocol version
 * 1.
 */
final class Decoder {
    private final Map<Integer, Table> tables = new HashMap<>();
    private final Map<Integer, @Nullable Shape> shapes = new HashMap<>();
    private final Map<Resource, Resource> told = new HashMap<>();
    private final Types types;
    private final Function<Table, Resource> now;
    private final String ours;
    private final boolean skipsOurs;

    private List<Change> changes = new ArrayList<>();
    private long size;
    private long transaction;
    private long time;
    private long end;
    private boolean open;
    private boolean isOurs;

    private int lastRelation;
    private @Nullable Shape lastShape;

    /**
     * @param now what a table is like now, asked when the log speaks of another shape
     * @param ours the origin of our own transactions
     * @param skipsOurs whether those are skipped; else what they tell was caused by what we wrote
     */
    Decoder(
            List<Table> tables,
            Types types,
            Function<Table, Resource> now,
            String ours,
            boolean skipsOurs) {
        for (Table table : tables) {
            this.tables.put(table.relation().oid(), table);
        }
        this.types = types;
        this.now = now;
        this.ours = ours;
        this.skipsOurs = skipsOurs;
    }

    /** Whether a transaction has begun and not ended. */
    boolean isOpen() {
        return open;
    }

    /** Where the transaction commits: what identifies it. */
    long transaction() {
        return transaction;
    }

    /** When it was committed, in microseconds since 1970. */
    long time() {
        return time;
    }

    /** The place after the last transaction that ended. */
    long end() {
        return end;
    }

    int count() {
        return changes.size();
    }

    /** How many bytes the changes came in. */
    long size() {
        return size;
    }

    List<Change> take() {
        List<Change> taken = changes;
        changes = new ArrayList<>();
        size = 0;
        return taken;
    }

    /**
     * Reads one message.
     *
     * @param lsn its place in the log
     */
    void read(byte[] message, int at, long lsn) {
        byte kind = message[at];
        switch (kind) {
            case 'B' -> begin(message, at + 1);
            case 'C' -> commit(message, at + 1);
            case 'O' -> isOurs = cString(message, at + 9).equals(ours);
            case 'R' -> relation(message, at + 1);
            default -> {
                if (!isOurs || !skipsOurs) {
                    change(kind, message, at + 1, lsn);
                }
            }
        }
    }

    private void begin(byte[] message, int at) {
        transaction = BinaryValues.int64(message, at);
        time = BinaryValues.epochMicros(BinaryValues.int64(message, at + 8));
        open = true;
        isOurs = false;
    }

    private void commit(byte[] message, int at) {
        end = BinaryValues.int64(message, at + 9);
        open = false;
        isOurs = false;
    }

    private @Nullable String actor() {
        return isOurs ? Observation.TRIGGER : null;
    }

    private void change(byte kind, byte[] message, int at, long lsn) {
        switch (kind) {
            case 'I' -> insert(message, at, lsn);
            case 'U' -> update(message, at, lsn);
            case 'D' -> delete(message, at, lsn);
            case 'T' -> truncate(message, at, lsn);
            default -> {
                // Types and messages of applications: nothing that we need.
            }
        }
    }

    private void insert(byte[] message, int at, long lsn) {
        Shape shape = shape(BinaryValues.int32(message, at));
        if (shape == null) {
            return;
        }
        @Nullable Value[] cells = cells(shape);
        shape.read(message, at + 5, cells, false);
        upsert(shape, cells, null, lsn, message.length);
    }

    private void update(byte[] message, int from, long lsn) {
        Shape shape = shape(BinaryValues.int32(message, from));
        if (shape == null) {
            return;
        }
        int at = from + 4;
        byte part = message[at++];
        @Nullable Value[] old = null;
        if (part != 'N') {
            old = cells(shape);
            at = shape.read(message, at, old, part == 'K') + 1;
        }
        @Nullable Value[] cells = cells(shape);
        shape.read(message, at, cells, false);
        Key former = null;
        if (old != null) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i] == null ? old[i] : cells[i];
            }
            former = shape.table().keyOf(Row.owning(old));
        }
        upsert(shape, cells, former, lsn, message.length);
    }

    private void upsert(
            Shape shape, @Nullable Value[] cells, @Nullable Key former, long lsn, int bytes) {
        Row row = Row.owning(cells);
        Key key = keyOf(shape, row);
        add(
                new Change.Upsert(
                        shape.table().resource(),
                        key,
                        key.equals(former) ? null : former,
                        row,
                        new Version.Position(lsn),
                        time,
                        actor()),
                bytes);
    }

    private void delete(byte[] message, int at, long lsn) {
        Shape shape = shape(BinaryValues.int32(message, at));
        if (shape == null) {
            return;
        }
        @Nullable Value[] cells = cells(shape);
        shape.read(message, at + 5, cells, message[at + 4] == 'K');
        Key key = keyOf(shape, Row.owning(cells));
        add(
                new Change.Delete(
                        shape.table().resource(), key, new Version.Position(lsn), time, actor()),
                message.length);
    }

    private void truncate(byte[] message, int at, long lsn) {
        int count = BinaryValues.int32(message, at);
        for (int i = 0; i < count; i++) {
            Shape shape = shape(BinaryValues.int32(message, at + 5 + 4 * i));
            if (shape != null) {
                add(
                        new Change.Truncate(
                                shape.table().resource(), new Version.Position(lsn), time),
                        message.length);
            }
        }
    }

    private void add(Change change, int bytes) {
        changes.add(change);
        size += bytes;
    }

    private static @Nullable Value[] cells(Shape shape) {
        return new @Nullable Value[shape.table().width()];
    }

    private static Key keyOf(Shape shape, Row row) {
        Key key = shape.table().keyOf(row);
        if (key == null) {
            throw new Halt(
                    "The log has a change of table `"
                            + shape.table().resource().name()
                            + "` whose key cannot be read: the table has another key than when it"
                            + " was described. What to do: run the check, then start again.");
        }
        return key;
    }

    private @Nullable Shape shape(int relation) {
        if (relation != lastRelation) {
            lastRelation = relation;
            lastShape = shapes.get(relation);
        }
        return lastShape;
    }

    /** Number, schema, name, replica identity; for each column flags, name, type, modifier. */
    private void relation(byte[] message, int at) {
        int oid = BinaryValues.int32(message, at);
        lastRelation = 0;
        Table table = tables.get(oid);
        if (table == null) {
            shapes.put(oid, null);
            return;
        }
        int next = afterCString(message, afterCString(message, at + 4)) + 1;
        int count = BinaryValues.int16(message, next);
        next += 2;
        List<Shape.Told> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean inKey = (message[next] & 1) != 0;
            String name = cString(message, next + 1);
            next = afterCString(message, next + 1);
            columns.add(new Shape.Told(name, BinaryValues.int32(message, next), inKey));
            next += 8;
        }
        Shape shape = Shape.of(table, columns, types);
        shapes.put(oid, shape);
        if (!shape.isAsDescribed()) {
            reshaped(table);
        }
    }

    /** The log may speak of the past: what counts is what the table is like now, told once. */
    private void reshaped(Table table) {
        Resource resource = table.resource();
        Resource current = now.apply(table);
        if (!current.equals(told.getOrDefault(resource, resource))) {
            told.put(resource, current);
            add(new Change.Reshaped(resource, current), 0);
        }
    }

    private static String cString(byte[] message, int at) {
        return new String(message, at, afterCString(message, at) - at - 1, StandardCharsets.UTF_8);
    }

    private static int afterCString(byte[] message, int from) {
        int at = from;
        while (message[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
