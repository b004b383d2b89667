package dev.entente.postgres;

import dev.entente.connector.Catalog;
import dev.entente.connector.Resource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a database as its catalogue has them at one moment.
 *
 * @param relations by the name under which the file speaks of them
 * @param version the server's, such as 160004
 */
record Catalogue(
        Map<String, Relation> relations, List<Reference> references, Types types, int version) {

    /** From this version on, generated columns can be in the log. */
    static final int LOGS_GENERATED = 180_000;

    /**
     * A foreign key.
     *
     * @param childColumns names of the columns that refer
     * @param parentColumns names of the columns referred to
     */
    record Reference(
            int child, List<String> childColumns, int parent, List<String> parentColumns) {}

    Catalog catalog() {
        return new Catalog(relations.values().stream().map(Relation::resource).toList());
    }

    @Nullable Relation relation(int oid) {
        for (Relation relation : relations.values()) {
            if (relation.oid() == oid) {
                return relation;
            }
        }
        return null;
    }

    /**
     * How the file names a table: with its schema where that is not the default one; quoted as in
     * SQL where a dot or a quote in the name would mislead.
     */
    static String name(String schema, String table, String defaultSchema) {
        return schema.equals(defaultSchema) ? plain(table) : plain(schema) + "." + plain(table);
    }

    private static String plain(String name) {
        return name.indexOf('.') < 0 && name.indexOf('"') < 0 ? name : SqlText.quote(name);
    }

    static Catalogue read(Connection connection, String defaultSchema) throws SQLException {
        return new Reading(connection, defaultSchema).all();
    }

    /** One look at the catalogue. */
    private static final class Reading {
        private static final String COLUMNS =
                """
                SELECT c.oid::int8, n.nspname, c.relname, c.relkind, c.relpersistence,
                       c.relreplident, a.attnum, a.attname, a.atttypid::int8,
                       format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
                       a.attgenerated, a.atthasdef
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped
                  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                ORDER BY n.nspname, c.relname, c.oid, a.attnum
                """;

        private static final String INDEXES =
                """
                SELECT i.indrelid::int8, i.indisprimary, i.indimmediate, i.indnkeyatts,
                       i.indkey::text
                FROM pg_index i
                WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
                ORDER BY i.indexrelid
                """;

        private static final String REFERENCES =
                """
                SELECT f.conrelid::int8, f.confrelid::int8,
                       array(SELECT a.attname::text FROM unnest(f.conkey) WITH ORDINALITY k(n, o)
                             JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.n
                             ORDER BY k.o),
                       array(SELECT a.attname::text FROM unnest(f.confkey) WITH ORDINALITY k(n, o)
                             JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.n
                             ORDER BY k.o)
                FROM pg_constraint f
                WHERE f.contype = 'f' AND f.conparentid = 0
                """;

        private final Connection connection;
        private final String defaultSchema;
        private final Map<Integer, Index> keys = new LinkedHashMap<>();
        private final Map<Integer, List<Index>> uniques = new LinkedHashMap<>();
        private final Map<Integer, List<Relation.Attribute>> attributes = new LinkedHashMap<>();

        private record Index(boolean immediate, List<Integer> numbers) {}

        Reading(Connection connection, String defaultSchema) {
            this.connection = connection;
            this.defaultSchema = defaultSchema;
        }

        Catalogue all() throws SQLException {
            indexes();
            Types types = Types.read(connection);
            int version = version();
            boolean generated = version >= LOGS_GENERATED;
            Map<Integer, Relation> bare = new LinkedHashMap<>();
            try (PreparedStatement query = connection.prepareStatement(COLUMNS);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int oid = (int) row.getLong(1);
                    attributes
                            .computeIfAbsent(oid, _ -> new ArrayList<>())
                            .add(attribute(row, types, generated));
                    bare.put(oid, bare(row, oid));
                }
            }
            Map<String, Relation> relations = new LinkedHashMap<>();
            for (Relation relation : bare.values()) {
                Relation whole = whole(relation);
                relations.put(whole.resource().name(), whole);
            }
            return new Catalogue(relations, references(), types, version);
        }

        private int version() throws SQLException {
            try (PreparedStatement query =
                            connection.prepareStatement(
                                    "SELECT current_setting('server_version_num')::int");
                    ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }

        private void indexes() throws SQLException {
            try (PreparedStatement query = connection.prepareStatement(INDEXES);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int oid = (int) row.getLong(1);
                    List<Integer> numbers = new ArrayList<>();
                    for (String number : row.getString(5).split(" ")) {
                        numbers.add(Integer.valueOf(number));
                    }
                    Index index = new Index(row.getBoolean(3), numbers.subList(0, row.getInt(4)));
                    if (row.getBoolean(2)) {
                        keys.put(oid, index);
                    } else if (index.immediate()) {
                        uniques.computeIfAbsent(oid, _ -> new ArrayList<>()).add(index);
                    }
                }
            }
        }

        private static Relation.Attribute attribute(ResultSet row, Types types, boolean generated)
                throws SQLException {
            boolean identityAlways = row.getString(12).equals("a");
            boolean isGenerated = !row.getString(13).isEmpty();
            boolean inLog = !isGenerated || (generated && row.getString(13).equals("s"));
            PgType type = types.of((int) row.getLong(9));
            return new Relation.Attribute(
                    row.getInt(7),
                    row.getString(8),
                    inLog ? type : Types.notInLog(type),
                    row.getString(10) + (inLog ? "" : " (generated, and not in the log)"),
                    row.getBoolean(11),
                    inLog,
                    isGenerated || identityAlways,
                    row.getBoolean(14) || !row.getString(12).isEmpty());
        }

        private static Relation bare(ResultSet row, int oid) throws SQLException {
            return new Relation(
                    oid,
                    row.getString(2),
                    row.getString(3),
                    row.getString(4).equals("p"),
                    row.getString(5).equals("p"),
                    row.getString(6).charAt(0),
                    false,
                    List.of(),
                    new Resource(row.getString(3), List.of(), List.of(), List.of()));
        }

        private Relation whole(Relation bare) {
            List<Relation.Attribute> columns = attributes.getOrDefault(bare.oid(), List.of());
            Index key = keys.get(bare.oid());
            return new Relation(
                    bare.oid(),
                    bare.schema(),
                    bare.name(),
                    bare.partitioned(),
                    bare.logged(),
                    bare.identity(),
                    key != null && !key.immediate(),
                    columns,
                    resource(bare, columns, key));
        }

        private Resource resource(
                Relation bare, List<Relation.Attribute> attributes, @Nullable Index key) {
            List<Resource.Column> columns = new ArrayList<>();
            for (Relation.Attribute attribute : attributes) {
                columns.add(
                        new Resource.Column(
                                columns.size(),
                                attribute.name(),
                                attribute.type().form().kind(),
                                attribute.typeName(),
                                !attribute.notNull(),
                                attribute.always(),
                                attribute.defaulted()));
            }
            return new Resource(
                    name(bare.schema(), bare.name(), defaultSchema),
                    columns,
                    key == null ? List.of() : places(key, attributes),
                    uniques.getOrDefault(bare.oid(), List.of()).stream()
                            .map(index -> places(index, attributes))
                            .toList());
        }

        /** Where in the list of columns the columns of an index stand. */
        private static List<Integer> places(Index index, List<Relation.Attribute> attributes) {
            List<Integer> places = new ArrayList<>();
            for (int number : index.numbers()) {
                for (int i = 0; i < attributes.size(); i++) {
                    if (attributes.get(i).number() == number) {
                        places.add(i);
                    }
                }
            }
            return places;
        }

        private List<Reference> references() throws SQLException {
            List<Reference> references = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(REFERENCES);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    references.add(
                            new Reference(
                                    (int) row.getLong(1),
                                    List.of((String[]) row.getArray(3).getArray()),
                                    (int) row.getLong(2),
                                    List.of((String[]) row.getArray(4).getArray())));
                }
            }
            return references;
        }
    }
}
