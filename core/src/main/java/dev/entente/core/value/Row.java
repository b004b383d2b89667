package dev.entente.core.value;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of values under a schema known when the file was read: cell {@code i} belongs to field (or
 * column) {@code i}. A cell may be <em>absent</em> ({@code null} here): nothing was said about that
 * field. That is not the same as {@link Value.Null#NULL}. Immutable; equality is by cells.
 */
public final class Row {

    /** Every link has several of them. */
    private static final Row[] EMPTY = new Row[64];

    static {
        Arrays.setAll(EMPTY, width -> new Row(new @Nullable Value[width]));
    }

    private final @Nullable Value[] cells;

    private Row(@Nullable Value[] cells) {
        this.cells = cells;
    }

    /** A row of {@code width} absent cells. */
    public static Row empty(int width) {
        return width < EMPTY.length ? EMPTY[width] : new Row(new @Nullable Value[width]);
    }

    /** A row that takes the array as its own: the caller lets go of it. */
    public static Row owning(@Nullable Value[] cells) {
        return new Row(cells);
    }

    public static Row of(@Nullable Value... cells) {
        return new Row(cells.clone());
    }

    public int width() {
        return cells.length;
    }

    public @Nullable Value get(int index) {
        return cells[index];
    }

    /** The cell's value, or null's value where the cell is absent. */
    public Value orNull(int index) {
        Value value = cells[index];
        return value == null ? Value.Null.NULL : value;
    }

    public boolean has(int index) {
        return cells[index] != null;
    }

    public boolean isEmpty() {
        for (Value cell : cells) {
            if (cell != null) {
                return false;
            }
        }
        return true;
    }

    public Row with(int index, @Nullable Value value) {
        if (Objects.equals(cells[index], value)) {
            return this;
        }
        @Nullable Value[] copy = cells.clone();
        copy[index] = value;
        return new Row(copy);
    }

    /** This row where the other says nothing, the other where it says something. */
    public Row overlaidWith(Row other) {
        @Nullable Value[] copy = null;
        for (int i = 0; i < cells.length; i++) {
            Value value = other.cells[i];
            if (value != null && !value.equals(cells[i])) {
                copy = copy == null ? cells.clone() : copy;
                copy[i] = value;
            }
        }
        return copy == null ? this : new Row(copy);
    }

    /** A copy of the cells, to be changed and handed to {@link #owning}. */
    public @Nullable Value[] cells() {
        return cells.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && Arrays.equals(cells, row.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return Arrays.toString(cells);
    }
}
