package dev.entente.core.step;

import static dev.entente.core.step.Dialogue.A;
import static dev.entente.core.step.Dialogue.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Policy;
import dev.entente.core.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R21: of a list, too, the normal form of a system is no edit, element by element. */
class NormalFormScenario {

    /** The second system trims and lower-cases whatever text is in an element. */
    private static Entity trimming() {
        Branch.Use trims = new Branch.Use(true, true, NormalFormScenario::trimmed);
        return Fields.with(
                Fields.entity(2, DeletePolicy.ASK, List.of(new Policy.ListMerge())), B, 0, trims);
    }

    private static Value trimmed(Value list) {
        return new Value.Items(
                UserEdit.items(list).stream()
                        .map(element -> {
                            Map<String, Value> fields =
                                    new LinkedHashMap<>(((Value.Struct) element).fields());
                            fields.replaceAll((_, value) -> Fields.TRIMMED.of(value));
                            return (Value) new Value.Struct(fields);
                        })
                        .toList());
    }

    private static Value list(Value... elements) {
        return new Value.Items(List.of(elements));
    }

    @Test
    void what_a_user_adds_there_leaves_the_other_elements_as_they_were_sent() {
        Dialogue told = new Dialogue(trimming()).met(list());
        told.sees(A, list(Fields.element("K1", "Two")));
        told.applied(B, list(Fields.element("k1", "two")));
        told.sees(B, list(Fields.element("k1", "two"), Fields.element("k2", "three")));
        assertThat(told.head(0))
                .isEqualTo(list(Fields.element("K1", "Two"), Fields.element("k2", "three")));
    }

    @Test
    void what_a_user_changes_there_leaves_the_other_fields_as_they_were_sent() {
        Dialogue told = new Dialogue(trimming()).met(list());
        told.sees(A, list(Fields.element("K1", "Two")));
        told.applied(B, list(Fields.element("k1", "two")));
        told.sees(B, list(Fields.element("k1", "nine")));
        assertThat(told.head(0)).isEqualTo(list(Fields.element("K1", "nine")));
    }
}
