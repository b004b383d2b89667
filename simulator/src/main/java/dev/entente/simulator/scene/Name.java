package dev.entente.simulator.scene;

import dev.entente.core.value.Value;
import dev.entente.engine.desk.Wording;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people know a record by, wherever it is kept.
 *
 * @param match the values of the fields that the entity is matched by first
 */
public record Name(String entity, List<Value> match) {

    public Name {
        match = List.copyOf(match);
    }

    /** The match as {@code explain} takes it. */
    public String words() {
        return match.stream()
                .map(value -> String.valueOf(Wording.of(value)))
                .collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return entity + " " + words();
    }
}
