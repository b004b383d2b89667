package dev.entente.core.entity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The type of a canonical field. */
public sealed interface Type permits Type.Scalar, Type.OneOf, Type.ListBy, Type.SetOf {

    /** Types of one value, by the names the file uses. */
    enum Scalar implements Type {
        TEXT,
        /** At most 64 bits. */
        INTEGER,
        /** Exact decimal. */
        NUMBER,
        BOOLEAN,
        DATE,
        TIME,
        /** Date and time without a zone. */
        DATETIME,
        /** A point in time. */
        TIMESTAMP,
        UUID,
        BYTES,
        /** Any JSON value, compared by meaning. */
        JSON;

        /** The name in the file. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One of the named texts. */
    record OneOf(List<String> values) implements Type {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** A list of structs, each with a key field that is unique within the list. */
    record ListBy(String key, Map<String, Type> of) implements Type {
        public ListBy {
            of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
            if (!of.containsKey(key)) {
                throw new IllegalArgumentException(
                        "the key `" + key + "` is not among the fields of the list");
            }
        }
    }

    /**
     * A set of values of one type, kept in the order of {@link dev.entente.core.value.ValueOrder}.
     */
    record SetOf(Type of) implements Type {}
}
