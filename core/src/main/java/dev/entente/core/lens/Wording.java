package dev.entente.core.lens;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.value.Value;
import java.util.List;

/** Says of a value without a form which it was, and of which field and column. */
final class Wording {

    private static final int LONGEST = 60;

    private final Entity entity;
    private final Branch branch;
    private final List<String> columns;

    Wording(Entity entity, Branch branch, List<String> columns) {
        this.entity = entity;
        this.branch = branch;
        this.columns = columns;
    }

    /** What a lens does, for people. */
    String of(Lens lens) {
        return switch (lens) {
            case Lens.Column(int field, int column, Form form, boolean written) ->
                    said(field, columns.get(column), form, form.isLossy(), written);
            case Lens.Piece(int field, int column, Cut cut, Form form, boolean written) ->
                    said(field, columns.get(column) + " " + cut.words(), form, true, written);
            case Lens.Joined joined -> {
                String names =
                        String.join(" and ", joined.columns().stream().map(columns::get).toList());
                yield said(joined.field(), names, Form.Same.SAME, true, joined.written());
            }
            case Lens.Constant(int column, Value value) ->
                    columns.get(column) + " is " + shown(value) + " in every record that is made";
        };
    }

    private String said(int field, String of, Form form, boolean isLossy, boolean written) {
        return entity.fields().get(field).name()
                + " is "
                + of
                + (form == Form.Same.SAME ? "" : ": " + form.words())
                + (written ? "" : " (only read)")
                + (isLossy ? " (loses something: what was there is kept)" : "");
    }

    NoForm unreadable(int field, int column, Value value, NoForm why) {
        Field of = entity.fields().get(field);
        return new NoForm(
                "`"
                        + columns.get(column)
                        + "` at "
                        + branch.system()
                        + " cannot be read as `"
                        + of.name()
                        + "`: "
                        + shown(of, value)
                        + " "
                        + why.getMessage());
    }

    NoForm unwritable(int field, int column, Value value, NoForm why) {
        Field of = entity.fields().get(field);
        return new NoForm(
                "`"
                        + of.name()
                        + "` cannot be written to `"
                        + columns.get(column)
                        + "` at "
                        + branch.system()
                        + ": "
                        + shown(of, value)
                        + " "
                        + why.getMessage());
    }

    NoForm uncountable(int field, Value value) {
        Field of = entity.fields().get(field);
        return new NoForm(
                "`"
                        + of.name()
                        + "` at "
                        + branch.system()
                        + " cannot be counted: "
                        + shown(of, value)
                        + " is not a number that can be added up. Give it one");
    }

    /** A value for a person to see: short, and masked where it is personal. */
    static String shown(Field field, Value value) {
        return field.personal() ? "its value (not shown: personal)" : shown(value);
    }

    static String shown(Value value) {
        String text = value instanceof Value.Bytes ? value.toString() : JsonWriter.write(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
