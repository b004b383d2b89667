package dev.entente.core.lens;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.NormalForm;
import dev.entente.core.entity.Policy;
import dev.entente.core.link.Seen;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the native rows of one table at one system and the canonical records of an entity become each
 * other: one lens a field. Fields that are a column as it is cost a copy of the cell.
 */
public final class Mapping {

    private static final int NO_COLUMN = -1;

    private final Entity entity;
    private final Branch branch;
    private final List<String> columns;
    private final List<Lens> lenses;

    private final Row nothing;

    /** Per field its column, where that is the field as it is; else {@link #NO_COLUMN}. */
    private final int[] plain;

    private final boolean[] written;

    /** The fields that are added up. */
    private final int[] counters;

    private final boolean isIdentity;
    private final boolean isLossy;
    private final List<Lens.Column> formed = new ArrayList<>();
    private final List<Lens.Joined> joined = new ArrayList<>();
    private final List<Lens.Constant> constants = new ArrayList<>();
    private final List<SharedColumn> shared = new ArrayList<>();
    private final Wording wording;

    /**
     * @param columns the names of the native columns, in the order of the native row's cells
     * @param lenses at most one a field; a column is written by one lens, or by pieces only
     */
    public Mapping(Entity entity, Branch branch, List<String> columns, List<Lens> lenses) {
        this.entity = entity;
        this.branch = branch;
        this.columns = List.copyOf(columns);
        this.lenses = List.copyOf(lenses);
        this.nothing = Row.empty(entity.width());
        this.plain = new int[entity.width()];
        this.written = new boolean[entity.width()];
        this.counters =
                entity.fields().stream()
                        .filter(field -> field.policy() instanceof Policy.Counter)
                        .mapToInt(Field::index)
                        .toArray();
        this.wording = new Wording(entity, branch, this.columns);
        Arrays.fill(plain, NO_COLUMN);
        Map<Integer, List<Lens.Piece>> pieces = new LinkedHashMap<>();
        for (Lens lens : lenses) {
            switch (lens) {
                case Lens.Column column -> sort(column);
                case Lens.Joined several -> joined.add(several);
                case Lens.Constant constant -> constants.add(constant);
                case Lens.Piece piece ->
                        pieces.computeIfAbsent(piece.column(), _ -> new ArrayList<>()).add(piece);
            }
        }
        pieces.forEach((column, of) -> shared.add(new SharedColumn(entity, column, of)));
        this.isIdentity =
                columns.size() == entity.width()
                        && IntStream.range(0, plain.length).allMatch(i -> plain[i] == i);
        this.isLossy =
                !joined.isEmpty()
                        || !shared.isEmpty()
                        || formed.stream().anyMatch(column -> column.form().isLossy());
    }

    private void sort(Lens.Column column) {
        written[column.field()] = column.written();
        if (column.form() == Form.Same.SAME) {
            plain[column.field()] = column.column();
        } else {
            formed.add(column);
        }
    }

    /** Columns that are the fields, in their order and as they are. */
    public static Mapping identity(Entity entity, Branch branch) {
        return new Mapping(
                entity,
                branch,
                entity.fields().stream().map(Field::name).toList(),
                IntStream.range(0, entity.width())
                        .<Lens>mapToObj(i -> new Lens.Column(i, i, Form.Same.SAME, true))
                        .toList());
    }

    /** What a {@link Branch} must know of these lenses: one use a field, in the fields' order. */
    public static List<Branch.Use> uses(int width, List<Lens> lenses) {
        Branch.Use[] uses = new Branch.Use[width];
        Arrays.fill(uses, Branch.Use.NONE);
        for (Lens lens : lenses) {
            switch (lens) {
                case Lens.Column column ->
                        uses[column.field()] = use(column.written(), column.form().normal());
                case Lens.Piece piece ->
                        uses[piece.field()] = use(piece.written(), piece.form().normal());
                case Lens.Joined several ->
                        uses[several.field()] = use(several.written(), several.normal());
                case Lens.Constant _ -> {}
            }
        }
        return List.of(uses);
    }

    private static Branch.Use use(boolean written, NormalForm normal) {
        return written && normal.equals(NormalForm.EXACT)
                ? Branch.Use.FULL
                : new Branch.Use(true, written, normal);
    }

    public Entity entity() {
        return entity;
    }

    public Branch branch() {
        return branch;
    }

    public List<String> columns() {
        return columns;
    }

    public List<Lens> lenses() {
        return lenses;
    }

    /** What each lens does, for people. */
    public List<String> words() {
        return lenses.stream().map(wording::of).toList();
    }

    /**
     * Translates in. A cell that is absent in the native row is absent in the values.
     *
     * @throws NoForm where a value has no canonical form
     */
    public Viewed read(Row nativeRow) {
        if (isIdentity) {
            return counted(new Viewed(nativeRow, nothing));
        }
        @Nullable Value[] values = new Value[plain.length];
        for (int field = 0; field < plain.length; field++) {
            if (plain[field] != NO_COLUMN) {
                values[field] = nativeRow.get(plain[field]);
            }
        }
        @Nullable Value[] residue = isLossy ? new Value[plain.length] : null;
        for (Lens.Column column : formed) {
            Value value = nativeRow.get(column.column());
            if (value != null) {
                values[column.field()] = read(column, value);
                if (residue != null && column.form().isLossy()) {
                    residue[column.field()] = value;
                }
            }
        }
        if (residue != null) {
            readSeveral(nativeRow, values, residue);
        }
        return counted(
                new Viewed(Row.owning(values), residue == null ? nothing : Row.owning(residue)));
    }

    /** What a system may hold in place of a number ({@code NaN}) cannot be added up. */
    private Viewed counted(Viewed viewed) {
        for (int field : counters) {
            Value value = viewed.values().get(field);
            if (value instanceof Value.Text) {
                throw wording.uncountable(field, value);
            }
        }
        return viewed;
    }

    private Value read(Lens.Column column, Value value) {
        try {
            return column.form().get(value);
        } catch (NoForm e) {
            throw wording.unreadable(column.field(), column.column(), value, e);
        }
    }

    private void readSeveral(Row nativeRow, @Nullable Value[] values, @Nullable Value[] residue) {
        for (SharedColumn column : shared) {
            Value whole = nativeRow.get(column.column());
            if (whole != null) {
                column.read(whole, values, wording);
                residue[column.keeper()] = whole;
            }
        }
        for (Lens.Joined several : joined) {
            Value parts = several.parts(nativeRow);
            if (parts != null) {
                values[several.field()] = several.get(parts);
                residue[several.field()] = parts;
            }
        }
    }

    /**
     * Whether an absent cell of this native row hides a part of a field whose other part is here:
     * then the record must be read whole before {@link #read}, or an edit would be missed.
     */
    public boolean hidesAPart(Row nativeRow) {
        for (Lens.Joined several : joined) {
            long here = several.columns().stream().filter(nativeRow::has).count();
            if (here > 0 && here < several.columns().size()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Translates out, for an update: the native cells to set, absent where nothing is to be
     * touched.
     *
     * @param patch the fields to write, absent where not; those that are only read are passed over
     * @param residue as kept in {@link Seen#residue}
     * @throws NoForm where a value has no form at the system
     */
    public Row write(Row patch, Row residue) {
        return out(patch, residue, Purpose.UPDATE);
    }

    /**
     * Translates out, for a create: the fields that the system has, and the constants.
     *
     * @throws NoForm where a value has no form at the system
     */
    public Row create(Row values) {
        Row row = out(values, nothing, Purpose.CREATE);
        if (constants.isEmpty()) {
            return row;
        }
        @Nullable Value[] cells = row.cells();
        for (Lens.Constant constant : constants) {
            cells[constant.column()] = constant.value();
        }
        return Row.owning(cells);
    }

    /**
     * The native cells that must still be as they were seen.
     *
     * @param of the fields to compare: those with a cell here ({@code write.values()} for an
     *     update, {@code seen.values()} for a delete)
     */
    public Row expected(Seen seen, Row of) {
        Row values = seen.values();
        for (int field = 0; field < plain.length; field++) {
            if (values.has(field) && !of.has(field)) {
                return out(only(values, of), seen.residue(), Purpose.COMPARE);
            }
        }
        return out(values, seen.residue(), Purpose.COMPARE);
    }

    private static Row only(Row values, Row of) {
        @Nullable Value[] cells = values.cells();
        for (int field = 0; field < cells.length; field++) {
            if (!of.has(field)) {
                cells[field] = null;
            }
        }
        return Row.owning(cells);
    }

    private Row out(Row patch, Row residue, Purpose purpose) {
        @Nullable Value[] cells = new Value[columns.size()];
        for (int field = 0; field < plain.length; field++) {
            Value value = purpose.takes(written[field]) ? patch.get(field) : null;
            if (value != null && plain[field] != NO_COLUMN) {
                cells[plain[field]] = value;
            }
        }
        for (Lens.Column column : formed) {
            Value value = purpose.takes(column.written()) ? patch.get(column.field()) : null;
            if (value != null) {
                cells[column.column()] = write(column, value, residue.get(column.field()));
            }
        }
        for (SharedColumn column : shared) {
            Value whole = column.write(patch, residue.get(column.keeper()), purpose, wording);
            if (whole != null) {
                cells[column.column()] = whole;
            }
        }
        for (Lens.Joined several : joined) {
            Value value = purpose.takes(several.written()) ? patch.get(several.field()) : null;
            if (value != null) {
                several.put(value, residue.get(several.field()), cells);
            }
        }
        return Row.owning(cells);
    }

    private Value write(Lens.Column column, Value value, @Nullable Value residue) {
        try {
            return residue == null ? column.form().put(value) : column.form().put(value, residue);
        } catch (NoForm e) {
            throw wording.unwritable(column.field(), column.column(), value, e);
        }
    }
}
