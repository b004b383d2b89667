package dev.entente.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** About how many rows a table has: as the planner guesses, or none where it takes no room. */
final class Size {
    private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

    private Size() {}

    /** -1 where the planner does not say. */
    static long of(Connection connection, Table table) throws SQLException {
        String name = table.relation().sql();
        boolean empty =
                Query.isTrue(
                        connection,
                        "SELECT relkind = 'r' AND pg_relation_size(oid) = 0 FROM pg_class"
                                + " WHERE oid = ?::regclass",
                        name);
        if (empty) {
            return 0;
        }
        String plan = Query.one(connection, row -> row.getString(1), "EXPLAIN SELECT FROM " + name);
        Matcher rows = ROWS.matcher(plan == null ? "" : plan);
        return rows.find() ? Long.parseLong(rows.group(1)) : -1;
    }
}
