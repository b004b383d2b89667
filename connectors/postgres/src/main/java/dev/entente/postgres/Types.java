package dev.entente.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The types of a database: built-in ones, enums, domains over them, and arrays of them. */
final class Types {
    private static final String QUERY =
            """
            SELECT t.oid::int8, t.typname, n.nspname, t.typtype, t.typbasetype::int8,
                   CASE WHEN e.typarray = t.oid THEN e.oid::int8 ELSE 0 END
            FROM pg_type t
            JOIN pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_type e ON e.oid = t.typelem
            WHERE t.typtype IN ('b', 'd', 'e')
              AND (e.oid IS NULL OR e.typtype IN ('b', 'd', 'e'))
            """;

    private record Entry(String name, String schema, char kind, int base, int element) {
        String sql() {
            return SqlText.quote(schema) + "." + SqlText.quote(name);
        }
    }

    private final Map<Integer, Entry> entries = new HashMap<>();
    private final Map<Integer, PgType> known = new HashMap<>();

    private Types() {}

    static Types read(Connection connection) throws SQLException {
        Types types = new Types();
        try (PreparedStatement query = connection.prepareStatement(QUERY);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                types.entries.put(
                        (int) row.getLong(1),
                        new Entry(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4).charAt(0),
                                (int) row.getLong(5),
                                (int) row.getLong(6)));
            }
        }
        return types;
    }

    /** Types that are known beforehand, and no others. */
    static Types of(Collection<PgType> known) {
        Types types = new Types();
        known.forEach(type -> types.known.put(type.oid(), type));
        return types;
    }

    /** The type with this number; one that cannot be mapped where there is no better. */
    PgType of(int oid) {
        PgType type = known.get(oid);
        if (type == null) {
            type = resolve(oid);
            known.put(oid, type);
        }
        return type;
    }

    private PgType resolve(int oid) {
        Entry entry = entries.get(oid);
        if (entry == null) {
            return new PgType(oid, Form.OTHER, null, "?");
        }
        if (entry.kind() == 'd') {
            PgType base = of(entry.base());
            return new PgType(oid, base.form(), base.element(), base.sql());
        }
        if (entry.kind() == 'e') {
            return new PgType(oid, Form.LABEL, null, entry.sql());
        }
        if (entry.element() != 0) {
            PgType element = of(entry.element());
            boolean scalar =
                    switch (element.form()) {
                        case OTHER, ARRAY, JSON, JSONB -> false;
                        case BOOL,
                                INT2,
                                INT4,
                                INT8,
                                NUMERIC,
                                FLOAT4,
                                FLOAT8,
                                TEXT,
                                PADDED,
                                LABEL,
                                DATE,
                                TIME,
                                TIMESTAMP,
                                TIMESTAMPTZ,
                                UUID,
                                BYTEA ->
                                true;
                    };
            return new PgType(
                    oid, scalar ? Form.ARRAY : Form.OTHER, scalar ? element : null, entry.sql());
        }
        boolean foldsCase = entry.name().equals("citext");
        boolean builtIn = entry.schema().equals("pg_catalog");
        Form form = builtIn ? Form.ofBuiltIn(entry.name()) : Form.OTHER;
        return new PgType(oid, foldsCase ? Form.TEXT : form, null, entry.sql());
    }

    /** The same type where its values never come by the log, and so cannot be mapped. */
    static PgType notInLog(PgType type) {
        return new PgType(type.oid(), Form.OTHER, null, type.sql());
    }
}
