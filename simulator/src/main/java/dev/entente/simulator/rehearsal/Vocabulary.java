package dev.entente.simulator.rehearsal;

import dev.entente.core.entity.Field;
import dev.entente.core.lens.Chain;
import dev.entente.core.lens.Form;
import dev.entente.core.lens.Lens;
import dev.entente.core.lens.ValueTable;
import dev.entente.core.value.Value;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that fields with codes can have: those for which every system has a code. */
final class Vocabulary {
    private final Map<Field, List<Value>> values = new HashMap<>();

    Vocabulary(EntityBinding entity) {
        for (Placement place : entity.placements()) {
            for (Lens lens : place.mapping().lenses()) {
                for (ValueTable table : tables(lens)) {
                    Field field = entity.entity().fields().get(Lens.field(lens));
                    Set<Value> meanings = new LinkedHashSet<>(table.meanings().values());
                    values.merge(
                            field,
                            List.copyOf(meanings),
                            (some, _) -> some.stream().filter(meanings::contains).toList());
                }
            }
        }
    }

    private static List<ValueTable> tables(Lens lens) {
        return switch (lens) {
            case Lens.Column column -> tables(column.form());
            case Lens.Piece piece -> tables(piece.form());
            case Lens.Joined _, Lens.Constant _ -> List.of();
        };
    }

    private static List<ValueTable> tables(Form form) {
        List<ValueTable> tables = new ArrayList<>();
        for (Form each : form instanceof Chain(List<Form> forms) ? forms : List.of(form)) {
            if (each instanceof ValueTable table) {
                tables.add(table);
            }
        }
        return tables;
    }

    /** Empty where the field has no codes anywhere. */
    List<Value> of(Field field) {
        return values.getOrDefault(field, List.of());
    }
}
