package dev.entente.core.lens;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.link.Seen;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mappings of an entity to one table, in few words. */
final class Tables {

    private final List<Field> fields = new ArrayList<>();

    static Tables entity() {
        return new Tables();
    }

    Tables field(String name, Type type) {
        return field(name, type, false);
    }

    Tables field(String name, Type type, Policy policy) {
        fields.add(new Field(fields.size(), name, type, policy, false));
        return this;
    }

    Tables field(String name, Type type, boolean personal) {
        fields.add(new Field(fields.size(), name, type, new Policy.LastWriterWins(), personal));
        return this;
    }

    Mapping at(List<String> columns, Lens... lenses) {
        Branch branch =
                new Branch(
                        0,
                        "lab",
                        Mapping.uses(fields.size(), List.of(lenses)),
                        Branch.Rights.ALL,
                        true);
        Entity entity =
                new Entity(
                        "order",
                        fields,
                        List.of(List.of(fields.getFirst())),
                        DeletePolicy.ASK,
                        List.of(branch));
        return new Mapping(entity, branch, columns, List.of(lenses));
    }

    static Lens.Column column(int field, int column, Form... forms) {
        return new Lens.Column(field, column, Chain.of(forms), true);
    }

    /** A row of texts; null is an absent cell. */
    static Row texts(@Nullable String... cells) {
        return Row.owning(
                Arrays.stream(cells)
                        .map(text -> text == null ? null : Value.of(text))
                        .toArray(Value[]::new));
    }

    static Seen seen(Viewed viewed) {
        int width = viewed.values().width();
        return new Seen(
                viewed.values(),
                Marks.none(width),
                Row.empty(width),
                viewed.residue(),
                Version.None.NONE);
    }
}
