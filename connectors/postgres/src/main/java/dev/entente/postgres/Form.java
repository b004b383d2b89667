package dev.entente.postgres;

import dev.entente.connector.Resource.Kind;

/** The binary forms in which PostgreSQL sends values, one for each way of reading them. */
enum Form {
    BOOL(Kind.BOOL),
    INT2(Kind.WHOLE),
    INT4(Kind.WHOLE),
    INT8(Kind.WHOLE),
    NUMERIC(Kind.DECIMAL),
    FLOAT4(Kind.DECIMAL),
    FLOAT8(Kind.DECIMAL),
    TEXT(Kind.TEXT),
    /** {@code char(n)}: trailing blanks are padding, and mean nothing. */
    PADDED(Kind.TEXT),
    /** A label of an enum. */
    LABEL(Kind.TEXT),
    DATE(Kind.DAY),
    TIME(Kind.CLOCK),
    TIMESTAMP(Kind.LOCAL_MOMENT),
    TIMESTAMPTZ(Kind.MOMENT),
    UUID(Kind.UUID),
    BYTEA(Kind.BYTES),
    JSON(Kind.JSON),
    JSONB(Kind.JSON),
    ARRAY(Kind.ITEMS),
    /** None that a value could be made of. */
    OTHER(Kind.UNMAPPABLE);

    private final Kind kind;

    Form(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** The form of a built-in type, by its name in {@code pg_catalog}. */
    static Form ofBuiltIn(String name) {
        return switch (name) {
            case "bool" -> BOOL;
            case "int2" -> INT2;
            case "int4" -> INT4;
            case "int8" -> INT8;
            case "numeric" -> NUMERIC;
            case "float4" -> FLOAT4;
            case "float8" -> FLOAT8;
            case "text", "varchar", "name" -> TEXT;
            case "bpchar" -> PADDED;
            case "date" -> DATE;
            case "time" -> TIME;
            case "timestamp" -> TIMESTAMP;
            case "timestamptz" -> TIMESTAMPTZ;
            case "uuid" -> UUID;
            case "bytea" -> BYTEA;
            case "json" -> JSON;
            case "jsonb" -> JSONB;
            default -> OTHER;
        };
    }
}
