package dev.entente.postgres;

import dev.entente.connector.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The publication: which tables' changes the server sends us.
 *
 * @param given whether the file names it: then it is an administrator's, and neither made, changed
 *     nor dropped
 */
record Publication(String name, boolean given, Failures failures) {

    Publication(Names names, Failures failures) {
        this(names.publication(), !names.publication().equals(names.slot()), failures);
    }

    /** The SQL that makes it, also for an administrator to run. */
    String creation(List<Table> tables, int version) {
        return "CREATE PUBLICATION "
                + SqlText.quote(name)
                + " FOR TABLE "
                + list(tables)
                + " WITH (publish = 'insert, update, delete, truncate',"
                + " publish_via_partition_root = true"
                + (version >= Catalogue.LOGS_GENERATED
                        ? ", publish_generated_columns = stored)"
                        : ")");
    }

    /**
     * What keeps an administrator's from being used as it is, each with the SQL that mends it. One
     * that leaves out a kind of change would be a loss that nobody sees.
     */
    List<Finding> faults(Connection connection, List<Table> tables, int version)
            throws SQLException {
        if (!given || tables.isEmpty()) {
            return List.of();
        }
        if (!exists(connection)) {
            return List.of(
                    fault(
                            "that the file names is not there",
                            "Let an administrator run: " + creation(tables, version) + ";"));
        }
        List<Finding> faults = new ArrayList<>();
        Set<String> missing = missing(connection, tables);
        if (!missing.isEmpty()) {
            List<Table> more =
                    tables.stream()
                            .filter(table -> missing.contains(table.resource().name()))
                            .toList();
            faults.add(
                    fault(
                            "does not send changes of " + String.join(", ", missing),
                            alteration("ADD TABLE " + list(more))));
        }
        if (!Query.isTrue(
                connection,
                "SELECT pubinsert AND pubupdate AND pubdelete AND pubtruncate"
                        + " FROM pg_publication WHERE pubname = ?",
                name)) {
            faults.add(
                    fault(
                            "does not send every kind of change",
                            alteration("SET (publish = 'insert, update, delete, truncate')")));
        }
        return faults;
    }

    private Finding fault(String what, String remedy) {
        return new Finding(
                Finding.Severity.ERROR, null, "the publication `" + name + "` " + what, remedy);
    }

    private String alteration(String how) {
        return "Let its owner run: ALTER PUBLICATION " + SqlText.quote(name) + " " + how + ";";
    }

    private static String list(List<Table> tables) {
        return tables.stream()
                .map(table -> table.relation().sql())
                .collect(Collectors.joining(", "));
    }

    boolean exists(Connection connection) throws SQLException {
        return Query.isTrue(
                connection, "SELECT EXISTS (SELECT 1 FROM pg_publication WHERE pubname = ?)", name);
    }

    /** Tables that it does not send, by their names in the file. */
    Set<String> missing(Connection connection, List<Table> tables) throws SQLException {
        Set<String> sent = published(connection);
        return tables.stream()
                .filter(table -> !sent.contains(table.relation().sql()))
                .map(table -> table.resource().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> published(Connection connection) throws SQLException {
        return new TreeSet<>(
                Query.all(
                        connection,
                        row ->
                                SqlText.quote(row.getString(1))
                                        + "."
                                        + SqlText.quote(row.getString(2)),
                        "SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ?",
                        name));
    }

    /**
     * Makes it, or makes it send exactly these tables. One that sends more, and that we may not
     * change, will do; an administrator's is as it is.
     */
    void ensure(Connection connection, List<Table> tables, int version) throws SQLException {
        if (given) {
            return;
        }
        if (!exists(connection)) {
            change(connection, creation(tables, version));
            return;
        }
        Set<String> wanted =
                tables.stream()
                        .map(table -> table.relation().sql())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> sent = published(connection);
        if (sent.equals(wanted)) {
            return;
        }
        String alteration =
                "ALTER PUBLICATION " + SqlText.quote(name) + " SET TABLE " + list(tables);
        if (!sent.containsAll(wanted)) {
            change(connection, alteration);
        } else if (isOurs(connection)) {
            Query.run(connection, alteration);
        }
    }

    /**
     * Takes it away where it is there and ours.
     *
     * @return what became of it, in a few words; null where there was none
     */
    @Nullable String drop(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return null;
        }
        if (isOurs(connection)) {
            Query.run(connection, "DROP PUBLICATION " + SqlText.quote(name));
            return "removed publication " + name;
        }
        return "left publication "
                + name
                + " alone: "
                + (given
                        ? "the file names it, so an administrator made it"
                        : "it belongs to another role, or is for all tables")
                + ". Where nobody else needs it: DROP PUBLICATION "
                + SqlText.quote(name)
                + ";";
    }

    private boolean isOurs(Connection connection) throws SQLException {
        return !given
                && Query.isTrue(
                        connection,
                        "SELECT pg_has_role(pubowner, 'USAGE') AND NOT puballtables FROM pg_publication"
                                + " WHERE pubname = ?",
                        name);
    }

    private void change(Connection connection, String sql) throws SQLException {
        try {
            Query.run(connection, sql);
        } catch (SQLException e) {
            if (Failures.meaning(e) != Failures.Meaning.SENSELESS) {
                throw e;
            }
            throw failures.halt(
                    "the publication cannot be made: " + Failures.words(e),
                    "let the owner of the tables run: " + sql + ";",
                    e);
        }
    }
}
