package dev.entente.core.lens;

import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.NormalForm;
import dev.entente.core.entity.Type;
import dev.entente.core.link.Seen;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries a mapping before anything runs: what is read and written back must be what was there; what
 * is written and read back must be its normal form (I26). Of each field and each sort of trouble
 * the first is told.
 */
public final class RoundTrip {

    private static final int GENERATED = 200;

    private final Mapping mapping;
    private final Entity entity;
    private final Map<String, String> violations = new LinkedHashMap<>();

    private RoundTrip(Mapping mapping) {
        this.mapping = mapping;
        this.entity = mapping.entity();
    }

    /**
     * @param nativeRows as the system has them
     * @param seed of the values that are generated from the fields' types
     * @return what is wrong, each as a sentence; nothing where all is well
     */
    public static List<String> check(Mapping mapping, List<Row> nativeRows, long seed) {
        RoundTrip trip = new RoundTrip(mapping);
        Viewed before = null;
        for (Row nativeRow : nativeRows) {
            Viewed viewed = trip.tryNative(nativeRow, before);
            before = viewed == null ? before : viewed;
        }
        Samples samples = new Samples(seed);
        for (Field field : trip.entity.fields()) {
            if (mapping.branch().maps(field) && mapping.branch().writes(field)) {
                trip.tryGenerated(field, samples);
            }
        }
        return List.copyOf(trip.violations.values());
    }

    private @Nullable Viewed tryNative(Row nativeRow, @Nullable Viewed before) {
        Viewed viewed;
        try {
            viewed = mapping.read(nativeRow);
        } catch (NoForm e) {
            violations.putIfAbsent(subject(e) + " unreadable", e.getMessage() + ".");
            return null;
        }
        Row values = viewed.values();
        Seen seen =
                new Seen(
                        values,
                        Marks.none(entity.width()),
                        Row.empty(entity.width()),
                        viewed.residue(),
                        Version.None.NONE);
        compare(nativeRow, mapping.expected(seen, values), "would be compared as");
        compare(nativeRow, mapping.write(values, viewed.residue()), "would be written back as");
        if (before != null) {
            tryOver(viewed, before.values());
        }
        return viewed;
    }

    /** Where a message names its field or column first, that is what tells troubles apart. */
    private static String subject(NoForm trouble) {
        String message = String.valueOf(trouble.getMessage());
        int colon = message.indexOf(':');
        return colon < 0 ? message : message.substring(0, colon);
    }

    private void compare(Row nativeRow, Row back, String how) {
        for (int column = 0; column < back.width(); column++) {
            Value was = nativeRow.get(column);
            Value is = back.get(column);
            if (was != null && is != null && !was.equals(is)) {
                String name = mapping.columns().get(column);
                violations.putIfAbsent(
                        name + how,
                        "`%s` at %s holds %s and %s %s."
                                .formatted(
                                        name,
                                        mapping.branch().system(),
                                        shown(column, was),
                                        how,
                                        shown(column, is)));
            }
        }
    }

    private String shown(int column, Value value) {
        boolean personal =
                mapping.lenses().stream()
                        .anyMatch(lens ->
                                Lens.columns(lens).contains(column)
                                        && Lens.field(lens) >= 0
                                        && entity.fields().get(Lens.field(lens)).personal());
        return personal ? "a value (not shown: personal)" : Wording.shown(value);
    }

    /** Another record's values written over this one. */
    private void tryOver(Viewed there, Row values) {
        for (Field field : entity.fields()) {
            Value value = values.get(field.index());
            if (value != null && mapping.branch().writes(field)) {
                Row patch = Row.empty(entity.width()).with(field.index(), value);
                tryWritten(field, value, () -> mapping.write(patch, there.residue()));
            }
        }
    }

    private void tryGenerated(Field field, Samples samples) {
        if (field.type() instanceof Type.OneOf oneOf) {
            oneOf.values().forEach(text -> tryAlone(field, Value.of(text)));
        }
        for (int i = 0; i < GENERATED; i++) {
            tryAlone(field, samples.of(field.type()));
        }
    }

    private void tryAlone(Field field, Value value) {
        NormalForm normal = mapping.branch().normal(field);
        Value once = normal.of(value);
        if (!normal.of(once).equals(once)) {
            tell(field, "normal form", "has no stable form", value);
        }
        Row alone = Row.empty(entity.width()).with(field.index(), value);
        tryWritten(field, value, () -> mapping.create(alone));
    }

    private void tryWritten(Field field, Value value, Supplier<Row> written) {
        Value back;
        try {
            Viewed viewed = mapping.read(written.get());
            back = viewed.values().get(field.index());
        } catch (NoForm e) {
            violations.putIfAbsent(subject(e) + " unwritable", e.getMessage() + ".");
            return;
        }
        if (back != null && !back.equals(mapping.branch().normal(field).of(value))) {
            tell(field, "written", "would be read back as " + Wording.shown(field, back), value);
        }
    }

    private void tell(Field field, String sort, String what, Value value) {
        violations.putIfAbsent(
                field.name() + " " + sort,
                "`%s`: %s, written to %s, %s."
                        .formatted(
                                field.name(),
                                Wording.shown(field, value),
                                mapping.branch().system(),
                                what));
    }
}
