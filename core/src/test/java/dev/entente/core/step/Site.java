package dev.entente.core.step;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One system that has one record at most, as a database has it: every commit has a position, a log
 * tells of commits in their order, writes are conditional. Immutable, so that all that can happen
 * next can be tried.
 *
 * @param row what is there, or null
 * @param key of the row, or of the last one
 * @param keys how many keys were made here
 * @param position of the last commit
 * @param log what was committed and not delivered yet
 * @param delivered what was
 * @param known which edits whoever looks here has seen
 */
record Site(
        Branch branch,
        @Nullable Row row,
        @Nullable Key key,
        int keys,
        long position,
        List<Entry> log,
        List<Entry> delivered,
        Known known) {

    /**
     * @param row may leave out what did not change
     */
    record Entry(Key key, @Nullable Row row, long position, long time, Known known) {}

    /** A field that this system changes by itself whenever another one changes. */
    record Trigger(int site, int when, int then) {}

    static Site empty(Entity entity, int index) {
        return new Site(
                entity.branches().get(index),
                null,
                null,
                0,
                0,
                List.of(),
                List.of(),
                Known.nothing(entity.width()));
    }

    int width() {
        return branch.fields().size();
    }

    /** What a reading shows now; later commits have greater positions. */
    Reading reading() {
        return reading(key, row, position);
    }

    Reading reading(@Nullable Key at, @Nullable Row there, long version) {
        Version.Position exact = new Version.Position(version);
        return there == null
                ? Reading.gone(at, width(), exact)
                : new Reading(at, Standing.PRESENT, there, Row.empty(width()), exact);
    }

    /** After a commit that leaves this row under this key. */
    Site commit(@Nullable Row next, Key at, long time, Known seen, boolean logged, boolean part) {
        List<Entry> after = log;
        if (logged) {
            after = new ArrayList<>(log);
            if (row != null && key != null && !key.equals(at)) {
                after.add(new Entry(key, null, position + 1, time, seen));
            }
            after.add(new Entry(at, part ? changed(next) : next, position + 2, time, seen));
        }
        int made = keys + (at.equals(key) ? 0 : 1);
        return new Site(branch, next, at, made, position + 2, List.copyOf(after), delivered, seen);
    }

    private @Nullable Row changed(@Nullable Row next) {
        if (next == null || row == null) {
            return next;
        }
        @Nullable Value[] cells = next.cells();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Objects.equals(cells[i], row.get(i)) ? null : cells[i];
        }
        return Row.owning(cells);
    }

    /** What the system makes of a row that it is given. */
    Row normal(Row next) {
        @Nullable Value[] cells = next.cells();
        for (int i = 0; i < cells.length; i++) {
            Value cell = cells[i];
            if (!branch.fields().get(i).read()) {
                cells[i] = null;
            } else {
                cells[i] =
                        branch.fields().get(i).normal().of(cell == null ? Value.Null.NULL : cell);
            }
        }
        return Row.owning(cells);
    }

    /** Whether a conditional write still finds what it was planned on. */
    boolean isAsExpected(Write write) {
        return switch (write.kind()) {
            case CREATE -> row == null;
            case UPDATE, DELETE -> isThere(write) && matches(write.expected().values());
        };
    }

    private boolean isThere(Write write) {
        return row != null && Objects.equals(key, write.key());
    }

    private boolean matches(Row expected) {
        for (int i = 0; i < width(); i++) {
            if (expected.has(i)
                    && !Objects.equals(expected.get(i), row == null ? null : row.get(i))) {
                return false;
            }
        }
        return true;
    }

    Key newKey() {
        return Key.of(Value.of("%s%d".formatted(name(), keys + 1)));
    }

    String name() {
        return branch.system();
    }

    Site handedOver() {
        List<Entry> all = new ArrayList<>(delivered);
        all.add(log.getFirst());
        return new Site(branch, row, key, keys, position, log.subList(1, log.size()), all, known);
    }

    /** The last deliveries once more, as after a reconnection from an older cursor. */
    Site rewound(int entries) {
        List<Entry> again = new ArrayList<>();
        again.addAll(delivered.subList(delivered.size() - entries, delivered.size()));
        again.addAll(log);
        return new Site(
                branch,
                row,
                key,
                keys,
                position,
                again,
                delivered.subList(0, delivered.size() - entries),
                known);
    }

    boolean maps(Field field) {
        return branch.maps(field);
    }
}
