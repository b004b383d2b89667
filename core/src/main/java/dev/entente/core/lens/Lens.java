package dev.entente.core.lens;

import dev.entente.core.entity.NormalForm;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one field of an entity and the columns of one table become each other. Fields and columns are
 * named by their indices.
 */
public sealed interface Lens {

    /** The field, or -1 for a constant. */
    static int field(Lens lens) {
        return switch (lens) {
            case Column column -> column.field();
            case Piece piece -> piece.field();
            case Joined joined -> joined.field();
            case Constant _ -> -1;
        };
    }

    /** The native columns. */
    static List<Integer> columns(Lens lens) {
        return switch (lens) {
            case Column column -> List.of(column.column());
            case Piece piece -> List.of(piece.column());
            case Joined joined -> joined.columns();
            case Constant constant -> List.of(constant.column());
        };
    }

    /** A whole column is the field, in some form. A rename is this with {@link Form.Same}. */
    record Column(int field, int column, Form form, boolean written) implements Lens {}

    /** A piece of a column is the field; other fields may be other pieces of the same column. */
    record Piece(int field, int column, Cut cut, Form form, boolean written) implements Lens {}

    /** A column that no field fills gets this value in every record that is made. */
    record Constant(int column, Value value) implements Lens {}

    /**
     * Several text columns together are the field. What is written is cut at the separator, the
     * last column taking the rest.
     *
     * @param separator what stands between them in the field
     * @param nullable whether a part that is missing is null in its column; else it is empty
     */
    record Joined(
            int field, List<Integer> columns, String separator, boolean nullable, boolean written)
            implements Lens {

        public Joined {
            columns = List.copyOf(columns);
        }

        /** The columns' values as one, or null where one of them is absent. */
        @Nullable Value parts(Row nativeRow) {
            List<Value> parts = new ArrayList<>(columns.size());
            for (int column : columns) {
                Value part = nativeRow.get(column);
                if (part == null) {
                    return null;
                }
                parts.add(part);
            }
            return new Value.Items(parts);
        }

        /** The field that these parts make; parts that are missing at the end are left out. */
        Value get(Value parts) {
            List<String> texts = new ArrayList<>();
            int used = 0;
            for (Value part : ((Value.Items) parts).values()) {
                texts.add(part instanceof Value.Text(String text) ? text : "");
                used = isMissing(part) ? used : texts.size();
            }
            return used == 0
                    ? Value.Null.NULL
                    : Value.of(String.join(separator, texts.subList(0, used)));
        }

        private boolean isMissing(Value part) {
            return part.isNull() || (!nullable && part.equals(Value.of("")));
        }

        void put(Value value, @Nullable Value residue, @Nullable Value[] cells) {
            List<Value> parts =
                    residue instanceof Value.Items items && get(items).equals(value)
                            ? items.values()
                            : parts(value);
            for (int i = 0; i < columns.size(); i++) {
                cells[columns.get(i)] = parts.get(i);
            }
        }

        private List<Value> parts(Value value) {
            List<Value> parts = new ArrayList<>();
            if (value instanceof Value.Text(String text)) {
                for (String part : text.split(Pattern.quote(separator), columns.size())) {
                    parts.add(Value.of(part));
                }
            }
            while (parts.size() < columns.size()) {
                parts.add(nullable ? Value.Null.NULL : Value.of(""));
            }
            return parts;
        }

        NormalForm normal() {
            return value -> get(new Value.Items(parts(value)));
        }
    }
}
