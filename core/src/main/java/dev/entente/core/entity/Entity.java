package dev.entente.core.entity;

import java.util.List;

/**
 * A canonical record type.
 *
 * @param fields in the order of their indices
 * @param matches fields that identify a record at the first meeting, each a list (all of them
 *     together), in order of preference
 * @param branches the systems that keep it, in the order of the file: the first named wins where
 *     nothing else decides
 */
public record Entity(
        String name,
        List<Field> fields,
        List<List<Field>> matches,
        DeletePolicy deletes,
        List<Branch> branches) {

    public Entity {
        fields = List.copyOf(fields);
        matches = matches.stream().map(List::copyOf).toList();
        branches = List.copyOf(branches);
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "field " + fields.get(i).name() + " is not at its index " + i);
            }
        }
    }

    public int width() {
        return fields.size();
    }

    public Field field(String fieldName) {
        for (Field field : fields) {
            if (field.name().equals(fieldName)) {
                return field;
            }
        }
        throw new IllegalArgumentException(
                "the entity `" + name + "` has no field `" + fieldName + "`");
    }

    public Branch branch(String system) {
        for (Branch branch : branches) {
            if (branch.system().equals(system)) {
                return branch;
            }
        }
        throw new IllegalArgumentException(
                "the entity `" + name + "` is not kept at `" + system + "`");
    }
}
