package dev.entente.engine.config;

import dev.entente.core.entity.Branch;
import java.util.List;

/**
 * Where a system keeps an entity, as the file has it.
 *
 * @param fields how fields are mapped; those not named are the columns of the same name
 * @param constants what columns hold in every record that is made there
 */
public record AtConfig(
        Name system,
        Name table,
        Branch.Rights rights,
        List<FieldAt> fields,
        List<ConstantAt> constants) {

    public AtConfig {
        fields = List.copyOf(fields);
        constants = List.copyOf(constants);
    }

    public record ConstantAt(Name column, Name value) {}

    /**
     * How a field is mapped.
     *
     * @param from its columns: one, or several that are joined; none where the system does not have
     *     the field
     * @param turns what is done to the value on the way in, in this order; on the way out backwards
     */
    public record FieldAt(
            Name field, List<Name> from, Share share, List<Turn> turns, boolean written) {
        public FieldAt {
            from = List.copyOf(from);
            turns = List.copyOf(turns);
        }
    }

    /** How much of its columns a field is. */
    public sealed interface Share {
        /** All of one column. */
        enum Whole implements Share {
            WHOLE
        }

        /** Several columns with this between them. */
        record Joined(String separator) implements Share {}

        /** What stands at a path in JSON. */
        record AtPath(List<String> names) implements Share {
            public AtPath {
                names = List.copyOf(names);
            }
        }

        /**
         * One part of a text.
         *
         * @param index from 0
         * @param count 0 where it is one more than the greatest index among the fields that share
         *     the column
         */
        record Part(String separator, int index, int count) implements Share {}
    }
}
