package dev.entente.core.step;

import dev.entente.core.link.Reading;
import dev.entente.core.link.Seen;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is seen at a system while a reading of it is taken in, cell by cell. */
final class SeenDraft {

    private final Seen before;
    private @Nullable Value @Nullable [] values;
    private @Nullable Mark @Nullable [] marks;
    private @Nullable Value @Nullable [] paired;
    private Row residue;
    private Version version;

    SeenDraft(Seen before) {
        this.before = before;
        this.residue = before.residue();
        this.version = before.version();
    }

    @Nullable Value value(int field) {
        return values == null ? before.values().get(field) : values[field];
    }

    Mark mark(int field) {
        if (marks == null) {
            return before.marks().at(field);
        }
        return Objects.requireNonNullElse(marks[field], dev.entente.core.value.Stamp.ZERO);
    }

    @Nullable Value paired(int field) {
        return paired == null ? before.paired().get(field) : paired[field];
    }

    /** Wherever a value is set, so is its mark (R10), and its pair is kept or ends (R2). */
    void set(int field, Value value, Mark mark, @Nullable Value pair) {
        if (values == null || marks == null) {
            values = before.values().cells();
            marks = before.marks().marks();
        }
        values[field] = value;
        marks[field] = mark;
        if (!Objects.equals(pair, paired(field))) {
            if (paired == null) {
                paired = before.paired().cells();
            }
            paired[field] = pair;
        }
    }

    /**
     * The native side of a reading: its version, and the residue of every field that it speaks of.
     */
    void takeNative(Reading reading) {
        if (reading.version() != Version.None.NONE) {
            version = reading.version();
        }
        residue = residue.overlaidWith(reading.residue());
    }

    boolean isChanged() {
        return values != null || !residue.equals(before.residue());
    }

    Seen finish() {
        return new Seen(
                values == null ? before.values() : Row.owning(values),
                marks == null ? before.marks() : Marks.owning(marks),
                paired == null ? before.paired() : Row.owning(paired),
                residue,
                version);
    }
}
