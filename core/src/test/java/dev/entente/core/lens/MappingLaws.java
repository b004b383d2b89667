package dev.entente.core.lens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.Seed;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Type;
import dev.entente.core.entity.Type.Scalar;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** I26 and I10 for whole rows, under lenses of every sort. */
class MappingLaws {

    private static final int SEEDS = 2000;

    private static final Type.ListBy LIST =
            new Type.ListBy("code", Map.of("code", Scalar.TEXT, "result", Scalar.NUMBER));

    private static final Mapping MAPPING =
            Tables.entity()
                    .field("number", Scalar.INTEGER)
                    .field("name", Scalar.TEXT)
                    .field("price", Scalar.NUMBER)
                    .field("first", Scalar.TEXT)
                    .field("last", Scalar.TEXT)
                    .field("city", Scalar.TEXT)
                    .field("size", Scalar.INTEGER)
                    .field("tests", LIST)
                    .field("made", Scalar.TEXT)
                    .field("nowhere", Scalar.TEXT)
                    .at(
                            List.of("no", "a", "b", "price", "full", "doc", "tests", "made", "own"),
                            Tables.column(0, 0, Coercion.between(Kind.TEXT, Kind.WHOLE)),
                            new Lens.Joined(1, List.of(1, 2), ", ", true, true),
                            Tables.column(2, 3, Scale.rounded(2)),
                            part(3, 0),
                            part(4, 1),
                            path(5, Form.Same.SAME, "home", "city"),
                            path(6, Coercion.between(Kind.JSON, Kind.WHOLE), "size"),
                            Tables.column(7, 6, list()),
                            new Lens.Column(8, 7, Form.Same.SAME, false));

    private static final List<Kind> COLUMNS =
            List.of(
                    Kind.TEXT,
                    Kind.TEXT,
                    Kind.TEXT,
                    Kind.DECIMAL,
                    Kind.TEXT,
                    Kind.JSON,
                    Kind.JSON,
                    Kind.TEXT,
                    Kind.TEXT);

    private static Form list() {
        Form list = Forms.list(LIST, Map.of("code", "test"));
        assertThat(list).isNotNull();
        return list;
    }

    private static Lens part(int field, int index) {
        return new Lens.Piece(field, 4, new Cut.Part(" ", index, 2), Form.Same.SAME, true);
    }

    private static Lens path(int field, Form form, String... path) {
        return new Lens.Piece(field, 5, new Cut.Path(List.of(path)), form, true);
    }

    /** A row as the system could have it: made by writing, or wild; some cells say nothing. */
    private static Row nativeRow(Seed seed, Samples samples) {
        @Nullable Value[] cells = new Value[COLUMNS.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = seed.oneIn(8) ? Value.Null.NULL : samples.some(COLUMNS.get(i));
        }
        cells[6] = list().put(samples.of(LIST));
        if (!seed.oneIn(10)) {
            cells[0] = Value.of(" " + seed.below(100));
            cells[5] = doc(seed, samples);
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = seed.oneIn(15) ? null : cells[i];
        }
        return Row.owning(cells);
    }

    private static Value doc(Seed seed, Samples samples) {
        return new Value.Struct(
                Map.of(
                        "home",
                        new Value.Struct(Map.of("city", samples.of(Scalar.TEXT), "x", Value.of(1))),
                        seed.oneIn(2) ? "size" : "other",
                        Value.of("" + seed.below(9))));
    }

    private static Row canonical(Samples samples) {
        List<Value> cells = new ArrayList<>();
        for (Field field : MAPPING.entity().fields()) {
            cells.add(samples.of(field.type()));
        }
        return Row.of(cells.toArray(Value[]::new));
    }

    private static @Nullable Viewed read(Row row) {
        try {
            return MAPPING.hidesAPart(row) ? null : MAPPING.read(row);
        } catch (NoForm e) {
            return null;
        }
    }

    @Test
    void what_is_read_and_written_back_changes_nothing() {
        Seed.each(
                SEEDS,
                seed -> {
                    Row there = nativeRow(seed, new Samples(seed.number()));
                    Viewed viewed = read(there);
                    if (viewed != null) {
                        assertThat(
                                        there.overlaidWith(
                                                MAPPING.write(viewed.values(), viewed.residue())))
                                .isEqualTo(there);
                    }
                });
    }

    @Test
    void what_is_expected_is_what_was_there() {
        Seed.each(
                SEEDS,
                seed -> {
                    Samples samples = new Samples(seed.number());
                    Row there = nativeRow(seed, samples);
                    Viewed viewed = read(there);
                    if (viewed != null) {
                        Row of = canonical(samples).with(seed.below(10), null);
                        assertThat(there.overlaidWith(MAPPING.expected(Tables.seen(viewed), of)))
                                .isEqualTo(there);
                    }
                });
    }

    @Test
    void a_patch_changes_its_fields_to_their_normal_form_and_no_other() {
        Seed.each(
                SEEDS,
                seed -> {
                    Samples samples = new Samples(seed.number());
                    Row there = nativeRow(seed, samples);
                    Viewed viewed = read(there);
                    if (viewed == null) {
                        return;
                    }
                    Field field = seed.pick(MAPPING.entity().fields());
                    Value value = canonical(samples).orNull(field.index());
                    Row patch = Row.empty(10).with(field.index(), value);
                    Row after;
                    try {
                        after = there.overlaidWith(MAPPING.write(patch, viewed.residue()));
                    } catch (NoForm e) {
                        return;
                    }
                    Viewed then = read(after);
                    assertThat(then).isNotNull();
                    assertOnly(field, value, viewed.values(), then.values());
                });
    }

    private static void assertOnly(Field field, Value value, Row before, Row after) {
        for (Field other : MAPPING.entity().fields()) {
            int index = other.index();
            if (!other.equals(field) || !MAPPING.branch().writes(other)) {
                assertThat(after.get(index)).as(other.name()).isEqualTo(before.get(index));
            } else if (before.has(index)) {
                assertThat(after.get(index))
                        .as(other.name())
                        .isIn(value, MAPPING.branch().normal(field).of(value));
            }
        }
    }

    @Test
    void what_is_made_is_read_back_in_its_normal_form() {
        Seed.each(
                SEEDS,
                seed -> {
                    Row values = canonical(new Samples(seed.number()));
                    Row made;
                    try {
                        made = MAPPING.create(values);
                    } catch (NoForm e) {
                        return;
                    }
                    Row back = MAPPING.read(made).values();
                    for (Field field : MAPPING.entity().fields()) {
                        if (MAPPING.branch().writes(field)) {
                            assertThat(back.get(field.index()))
                                    .as(field.name())
                                    .isEqualTo(
                                            MAPPING.branch()
                                                    .normal(field)
                                                    .of(values.orNull(field.index())));
                        }
                    }
                });
    }
}
