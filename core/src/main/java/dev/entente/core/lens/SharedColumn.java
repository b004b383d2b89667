package dev.entente.core.lens;

import dev.entente.core.entity.Entity;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that several fields, or one field and things unmapped, have pieces of. Its residue is
 * the column's whole value: kept in the cell of one of the fields, a personal one where there is
 * one, so that whoever seals personal fields seals it.
 */
final class SharedColumn {

    private static final String UNREAD =
            "would overwrite the rest of the column, which has not been read yet";

    private final int column;
    private final List<Lens.Piece> pieces;
    private final int keeper;

    SharedColumn(Entity entity, int column, List<Lens.Piece> pieces) {
        this.column = column;
        this.pieces = List.copyOf(pieces);
        this.keeper =
                pieces.stream()
                        .map(Lens.Piece::field)
                        .filter(field -> entity.fields().get(field).personal())
                        .findFirst()
                        .orElse(pieces.getFirst().field());
    }

    int column() {
        return column;
    }

    /** The field in whose cell the residue is. */
    int keeper() {
        return keeper;
    }

    void read(Value whole, @Nullable Value[] values, Wording wording) {
        for (Lens.Piece piece : pieces) {
            Value part = null;
            try {
                part = piece.cut().of(whole);
                values[piece.field()] = piece.form().get(part);
            } catch (NoForm e) {
                throw wording.unreadable(piece.field(), column, part == null ? whole : part, e);
            }
        }
    }

    /** The whole column with the fields of the patch in it, or null where it has none of them. */
    @Nullable Value write(Row patch, @Nullable Value residue, Purpose purpose, Wording wording) {
        Value before = residue == null ? Value.Null.NULL : residue;
        Value whole = before;
        boolean any = false;
        for (Lens.Piece piece : pieces) {
            Value value = sent(piece, patch, purpose);
            if (value == null) {
                continue;
            }
            any = true;
            if (residue == null && purpose == Purpose.UPDATE) {
                throw wording.unwritable(piece.field(), column, value, new NoForm(UNREAD));
            }
            try {
                Value part = piece.cut().of(whole);
                whole = piece.cut().into(whole, piece.form().put(value, part));
            } catch (NoForm e) {
                throw wording.unwritable(piece.field(), column, value, e);
            }
        }
        if (any) {
            verify(before, whole, patch, purpose, wording);
        }
        return any ? whole : null;
    }

    private static @Nullable Value sent(Lens.Piece piece, Row patch, Purpose purpose) {
        return purpose.takes(piece.written()) ? patch.get(piece.field()) : null;
    }

    /** No piece may be understood as part of another, and none may move that was not sent. */
    private void verify(Value before, Value after, Row patch, Purpose purpose, Wording wording) {
        for (Lens.Piece piece : pieces) {
            Value value = sent(piece, patch, purpose);
            Value part = piece.cut().of(after);
            boolean stands =
                    value == null
                            ? part.equals(piece.cut().of(before))
                            : piece.form().get(part).equals(piece.form().normal().of(value));
            if (!stands) {
                throw wording.unwritable(
                        piece.field(),
                        column,
                        value == null ? piece.cut().of(before) : value,
                        new NoForm("cannot stand in one text with the other parts"));
            }
        }
    }
}
