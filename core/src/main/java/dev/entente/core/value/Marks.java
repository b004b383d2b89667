package dev.entente.core.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A mark per field, beside a {@link Row} of the same width. Immutable. A field without one is as
 * old as can be.
 */
public final class Marks {

    private static final Marks[] NONE = new Marks[64];

    static {
        Arrays.setAll(NONE, width -> new Marks(new @Nullable Mark[width]));
    }

    private final @Nullable Mark[] marks;

    private Marks(@Nullable Mark[] marks) {
        this.marks = marks;
    }

    public static Marks none(int width) {
        return width < NONE.length ? NONE[width] : new Marks(new @Nullable Mark[width]);
    }

    /** Marks that take the array as their own: the caller lets go of it. */
    public static Marks owning(@Nullable Mark[] marks) {
        return new Marks(marks);
    }

    public int width() {
        return marks.length;
    }

    public @Nullable Mark get(int index) {
        return marks[index];
    }

    public Mark at(int index) {
        Mark mark = marks[index];
        return mark == null ? Stamp.ZERO : mark;
    }

    public Stamp latest(int index) {
        return at(index).latest();
    }

    public Marks with(int index, @Nullable Mark mark) {
        @Nullable Mark[] copy = marks.clone();
        copy[index] = mark;
        return new Marks(copy);
    }

    /** A copy of the marks, to be changed and handed to {@link #owning}. */
    public @Nullable Mark[] marks() {
        return marks.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Marks that && Arrays.equals(marks, that.marks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(marks);
    }

    @Override
    public String toString() {
        return Arrays.toString(marks);
    }
}
