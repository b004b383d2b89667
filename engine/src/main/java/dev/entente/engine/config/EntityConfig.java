package dev.entente.engine.config;

import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code entities:}, as the file has it.
 *
 * @param fields empty where they are to be found in the tables
 * @param matches names of fields, each list all of them together; empty for the default
 * @param conflicts of single fields
 * @param everyField for those not named, or null
 * @param at in the order of {@code systems:}, since the first named wins where nothing else decides
 */
public record EntityConfig(
        Name name,
        List<FieldConfig> fields,
        List<List<Name>> matches,
        List<PolicyConfig> conflicts,
        @Nullable PolicyConfig everyField,
        DeletePolicy deletes,
        Brakes guard,
        List<AtConfig> at) {

    public EntityConfig {
        fields = List.copyOf(fields);
        matches = matches.stream().map(List::copyOf).toList();
        conflicts = List.copyOf(conflicts);
        at = List.copyOf(at);
    }

    /** A field that is declared. */
    public record FieldConfig(Name name, Type type, boolean personal) {}

    /**
     * How conflicts of a field are settled.
     *
     * @param word as {@link dev.entente.core.entity.Policy#word}
     * @param argument the system of {@code owner}, {@code prefer} and {@code counter prefer}, the
     *     key of {@code list by}; else null
     */
    public record PolicyConfig(Name field, String word, @Nullable String argument, Place place) {}
}
