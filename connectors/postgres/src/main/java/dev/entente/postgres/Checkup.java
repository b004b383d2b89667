package dev.entente.postgres;

import dev.entente.connector.Finding;
import dev.entente.connector.Finding.Severity;
import dev.entente.connector.Resource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands in the way of reading and writing some tables, and the SQL that removes it. */
final class Checkup {
    private static final int OLDEST = 140_000;

    private static final String SERVER =
            """
            SELECT current_setting('server_version_num')::int, current_setting('wal_level'),
                   current_setting('max_replication_slots')::int,
                   (SELECT count(*) FROM pg_replication_slots)::int,
                   EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = ?),
                   current_setting('max_wal_senders')::int,
                   (SELECT count(*) FROM pg_stat_replication)::int,
                   pg_is_in_recovery(), r.rolreplication OR r.rolsuper,
                   has_database_privilege(current_database(), 'CREATE'), current_user,
                   current_database()
            FROM pg_roles r WHERE r.rolname = current_user
            """;

    private static final String TABLE =
            """
            SELECT has_schema_privilege(c.relnamespace, 'USAGE'),
                   has_table_privilege(c.oid, 'SELECT'), has_table_privilege(c.oid, 'INSERT'),
                   has_table_privilege(c.oid, 'UPDATE'), has_table_privilege(c.oid, 'DELETE'),
                   pg_has_role(c.relowner, 'USAGE'), row_security_active(c.oid)
            FROM pg_class c WHERE c.oid = ?::int8::oid
            """;

    private static final String ROOM_FOR_ORIGIN =
            """
            SELECT EXISTS (SELECT 1 FROM pg_replication_origin s
                           WHERE s.roname = ?)
                OR (SELECT count(*) FROM pg_replication_origin)
                   < coalesce(current_setting('max_active_replication_origins', true),
                              current_setting('max_replication_slots'))::int
            """;

    private static final String UNMARKED =
            "our own writes come back, and after a crash every unsettled write has to be looked up";

    private final Connection connection;
    private final Names names;
    private final Publication publication;
    private final List<Table> tables;
    private final List<Finding> findings = new ArrayList<>();
    private final Server server;

    private record Server(
            int version,
            String walLevel,
            int slots,
            int slotsUsed,
            boolean hasSlot,
            int senders,
            int sendersUsed,
            boolean standby,
            boolean mayReplicate,
            boolean mayCreate,
            String user,
            String database) {

        static Server read(ResultSet row) throws SQLException {
            return new Server(
                    row.getInt(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getBoolean(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getBoolean(8),
                    row.getBoolean(9),
                    row.getBoolean(10),
                    row.getString(11),
                    row.getString(12));
        }

        String role() {
            return SqlText.quote(user);
        }
    }

    private record Rights(
            boolean schema,
            boolean select,
            boolean insert,
            boolean update,
            boolean delete,
            boolean owner,
            boolean rowSecurity) {

        static Rights read(ResultSet row) throws SQLException {
            return new Rights(
                    row.getBoolean(1),
                    row.getBoolean(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7));
        }
    }

    Checkup(Connection connection, Names names, Publication publication, List<Table> tables)
            throws SQLException {
        this.connection = connection;
        this.names = names;
        this.publication = publication;
        this.tables = tables;
        this.server =
                Objects.requireNonNull(Query.one(connection, Server::read, SERVER, names.slot()));
    }

    /** Everything. */
    List<Finding> all() throws SQLException {
        reading();
        for (Table table : tables) {
            writing(table, rights(table));
            causes(table);
        }
        origin();
        return findings;
    }

    /** What makes it impossible to read the log of the tables, or harmful. */
    List<Finding> reading() throws SQLException {
        if (server.version() < OLDEST) {
            error(
                    null,
                    "the server is older than PostgreSQL 14",
                    "Upgrade it: before 14 its log cannot be read exactly.");
            return findings;
        }
        log();
        boolean all = true;
        for (Table table : tables) {
            Rights rights = rights(table);
            all &= rights.owner();
            identity(table);
            readable(table, rights);
        }
        published(all && server.mayCreate());
        return findings;
    }

    private void log() {
        if (server.standby()) {
            error(
                    null,
                    "the server is a standby: it takes no writes",
                    "Connect to the primary, or name several hosts in `url:` with"
                            + " `?targetServerType=primary`.");
        }
        if (!server.walLevel().equals("logical")) {
            error(
                    null,
                    "wal_level is `" + server.walLevel() + "`: changes are not in the log",
                    "Run: ALTER SYSTEM SET wal_level = 'logical'; then restart the server.");
        }
        if (!server.mayReplicate()) {
            error(
                    null,
                    "the user `" + server.user() + "` has no right to read the log",
                    "Run: ALTER ROLE " + server.role() + " REPLICATION;");
        }
        if (!server.hasSlot() && server.slotsUsed() >= server.slots()) {
            error(
                    null,
                    "all " + server.slots() + " replication slots are in use",
                    "Run: ALTER SYSTEM SET max_replication_slots = "
                            + (server.slots() + 4)
                            + "; then restart the server. Or drop one that nobody needs: SELECT"
                            + " pg_drop_replication_slot(slot_name) …");
        }
        if (server.sendersUsed() >= server.senders()) {
            error(
                    null,
                    "all " + server.senders() + " senders of the log are in use",
                    "Run: ALTER SYSTEM SET max_wal_senders = "
                            + (server.senders() + 4)
                            + "; then restart the server.");
        }
    }

    private void identity(Table table) {
        Relation relation = table.relation();
        String name = table.resource().name();
        if (table.resource().key().isEmpty()) {
            error(
                    name,
                    "it has no primary key: its rows cannot be told apart",
                    "Run: ALTER TABLE " + relation.sql() + " ADD PRIMARY KEY (…);");
        } else if (relation.deferredKey()) {
            error(
                    name,
                    "its primary key is deferrable: the log does not tell rows apart by it",
                    "Make it anew without DEFERRABLE.");
        }
        if (relation.identity() != 'd' && relation.identity() != 'f') {
            error(
                    name,
                    "the log does not name its changed rows by their primary key (REPLICA IDENTITY"
                            + (relation.identity() == 'n' ? " NOTHING)" : " USING INDEX)"),
                    "Run: ALTER TABLE " + relation.sql() + " REPLICA IDENTITY DEFAULT;");
        }
        if (!relation.logged()) {
            error(
                    name,
                    "it is unlogged: its changes are not in the log",
                    "Run: ALTER TABLE " + relation.sql() + " SET LOGGED;");
        }
        for (int index : table.resource().key()) {
            Resource.Column column = table.resource().columns().get(index);
            if (table.type(index) == null) {
                error(
                        name,
                        "its key column `"
                                + column.name()
                                + "` has the type "
                                + column.typeName()
                                + ", which cannot be read",
                        "Give the table a primary key of a common type.");
            }
        }
    }

    private void readable(Table table, Rights rights) {
        String name = table.resource().name();
        String sql = table.relation().sql();
        if (!rights.schema()) {
            error(
                    name,
                    "no right to use its schema",
                    "Run: GRANT USAGE ON SCHEMA "
                            + SqlText.quote(table.relation().schema())
                            + " TO "
                            + server.role()
                            + ";");
        }
        if (!rights.select()) {
            error(
                    name,
                    "no right to read it",
                    "Run: GRANT SELECT ON " + sql + " TO " + server.role() + ";");
        }
        if (rights.rowSecurity()) {
            error(
                    name,
                    "row security hides rows from the user `"
                            + server.user()
                            + "`: rows that are"
                            + " hidden would look deleted",
                    "Run: ALTER ROLE " + server.role() + " BYPASSRLS;");
        }
    }

    private void published(boolean mayPublish) throws SQLException {
        findings.addAll(publication.faults(connection, tables, server.version()));
        boolean exists = publication.exists(connection);
        boolean complete = exists && publication.missing(connection, tables).isEmpty();
        if (publication.given() || complete || mayPublish || tables.isEmpty()) {
            return;
        }
        error(
                null,
                "the user `"
                        + server.user()
                        + "` may not make the publication: that takes CREATE on"
                        + " the database and owning the tables",
                "Let an administrator run: "
                        + publication.creation(tables, server.version())
                        + ";");
    }

    private void writing(Table table, Rights rights) {
        List<String> missing = new ArrayList<>();
        if (!rights.insert()) {
            missing.add("INSERT");
        }
        if (!rights.update()) {
            missing.add("UPDATE");
        }
        if (!rights.delete()) {
            missing.add("DELETE");
        }
        if (!missing.isEmpty()) {
            String list = String.join(", ", missing);
            error(
                    table.resource().name(),
                    "no right to write to it: " + list,
                    "Run: GRANT "
                            + list
                            + " ON "
                            + table.relation().sql()
                            + " TO "
                            + server.role()
                            + ";");
        }
    }

    private void causes(Table table) throws SQLException {
        if (Echo.causesMore(connection, List.of(table))) {
            warning(
                    table.resource().name(),
                    "it has triggers, rules or foreign keys that cascade: what our writes cause is"
                            + " read from the log, and so our own writes come back, too (they are"
                            + " recognised, but cost time)",
                    "Nothing needs to be done.");
        }
    }

    private void origin() throws SQLException {
        if (!Query.isTrue(connection, ROOM_FOR_ORIGIN, names.origin())) {
            warning(
                    null,
                    "there is no room for another replication origin: " + UNMARKED,
                    "Run: ALTER SYSTEM SET "
                            + (server.version() >= 180_000
                                    ? "max_active_replication_origins"
                                    : "max_replication_slots")
                            + " = 20; then restart the server. Or drop one that nobody needs:"
                            + " SELECT pg_replication_origin_drop(roname) …");
        }
        List<String> missing = Origin.missingRights(connection);
        if (!missing.isEmpty()) {
            warning(
                    null,
                    "the user `" + server.user() + "` may not mark its transactions: " + UNMARKED,
                    "Run in database "
                            + SqlText.quote(server.database())
                            + ": GRANT EXECUTE ON FUNCTION "
                            + String.join(", ", missing)
                            + " TO "
                            + server.role()
                            + ";");
        }
    }

    private Rights rights(Table table) throws SQLException {
        Rights rights =
                Query.one(
                        connection,
                        Rights::read,
                        TABLE,
                        Integer.toUnsignedLong(table.relation().oid()));
        return rights == null ? new Rights(true, true, true, true, true, true, false) : rights;
    }

    private void error(@Nullable String resource, String what, String remedy) {
        findings.add(new Finding(Severity.ERROR, resource, what, remedy));
    }

    private void warning(@Nullable String resource, String what, String remedy) {
        findings.add(new Finding(Severity.WARNING, resource, what, remedy));
    }
}
