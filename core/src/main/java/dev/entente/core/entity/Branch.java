package dev.entente.core.entity;

import java.util.List;

/**
 * What the core must know of one system where it keeps an entity.
 *
 * @param index its place in {@link Entity#branches()} and in every {@link
 *     dev.entente.core.link.Link}
 * @param system its name in the file
 * @param fields one use per field of the entity, in the entity's order
 * @param rights which kinds of write may be made there
 * @param exact whether its versions are ordered and exact (a log position), so that a stale
 *     observation is known to be one (R11–R13)
 */
public record Branch(int index, String system, List<Use> fields, Rights rights, boolean exact) {

    /** How a system uses one field. */
    public record Use(boolean read, boolean written, NormalForm normal) {
        /** Read and written as it is. */
        public static final Use FULL = new Use(true, true, NormalForm.EXACT);

        /** The system does not know the field. */
        public static final Use NONE = new Use(false, false, NormalForm.EXACT);
    }

    /** Which kinds of write may be made. */
    public record Rights(boolean create, boolean update, boolean delete) {
        public static final Rights ALL = new Rights(true, true, true);
    }

    public Branch {
        fields = List.copyOf(fields);
    }

    /** Whether the system has the field at all. */
    public boolean maps(Field field) {
        return fields.get(field.index()).read();
    }

    public boolean writes(Field field) {
        return fields.get(field.index()).written();
    }

    public NormalForm normal(Field field) {
        return fields.get(field.index()).normal();
    }
}
