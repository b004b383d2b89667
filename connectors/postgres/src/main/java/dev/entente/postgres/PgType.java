package dev.entente.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A type as the server knows it, domains resolved to what they are made of.
 *
 * @param oid as relation messages name it: of the domain, where it is one
 * @param form how its values are sent
 * @param element of an array, else null
 * @param sql its name in SQL, quoted, with its schema; for a domain, that of its base
 */
record PgType(int oid, Form form, @Nullable PgType element, String sql) {

    boolean isMapped() {
        return form != Form.OTHER;
    }

    /** The type of the elements of the one array by which values of this type are sent. */
    String sentAs() {
        return form == Form.ARRAY ? "pg_catalog.text" : sql;
    }

    /** What was sent, as an expression of this type. */
    String received(String sent) {
        return form == Form.ARRAY ? sent + "::" + sql : sent;
    }

    /**
     * Whether a column still holds what was sent, by meaning and to the last byte: a collation that
     * takes two texts for one does not count, two spellings of one JSON value do.
     */
    String holds(String column, String sent) {
        return switch (form) {
            case JSON, JSONB ->
                    "NULLIF("
                            + column
                            + "::jsonb,'null'::jsonb) IS NOT DISTINCT FROM NULLIF("
                            + sent
                            + "::jsonb,'null'::jsonb)";
            case TEXT -> column + "::text COLLATE \"C\" IS NOT DISTINCT FROM " + sent + "::text";
            case BOOL,
                    INT2,
                    INT4,
                    INT8,
                    NUMERIC,
                    FLOAT4,
                    FLOAT8,
                    PADDED,
                    LABEL,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMPTZ,
                    UUID,
                    BYTEA,
                    ARRAY,
                    OTHER ->
                    column + " IS NOT DISTINCT FROM " + received(sent);
        };
    }
}
