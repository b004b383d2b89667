package dev.entente.portallab;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One person's hand at one end: reads what is there, changes it, and enters both into the ledger
 * once it is committed.
 */
final class Hand implements AutoCloseable {

    private final Site site;
    private final Connection connection;
    private final Ledger ledger;

    Hand(Site site, Connection connection, Ledger ledger) throws SQLException {
        this.site = site;
        this.connection = connection;
        this.ledger = ledger;
        connection.setAutoCommit(false);
    }

    /** What somebody does within one transaction. */
    interface Work {
        void at(Sheet sheet) throws SQLException;
    }

    /**
     * Does it in one transaction.
     *
     * @return false where the database would not have it (somebody else made the same record just
     *     before, say): nothing is changed then
     */
    boolean transaction(Work work) throws SQLException {
        Sheet sheet = new Sheet();
        try {
            work.at(sheet);
            connection.commit();
        } catch (SQLException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            connection.rollback();
            return false;
        }
        ledger.add(sheet.edits, sheet.rows);
        return true;
    }

    /** A constraint, or a deadlock that was lost. Anything else is no matter of the data. */
    private static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("23") || state.startsWith("40"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** What is done within one transaction. */
    final class Sheet {
        private final List<Edit> edits = new ArrayList<>();
        private int rows;

        /** The record as it is now, held until the end of the transaction; null: none is there. */
        @Nullable Card look(Kind kind, String key) throws SQLException {
            Table table = Table.of(site, kind);
            String columns =
                    table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
            try (PreparedStatement sql =
                    connection.prepareStatement(
                            "select %s from %s where %s = ? for update"
                                    .formatted(columns, table.name(), table.key().name()))) {
                sql.setString(1, key);
                try (ResultSet found = sql.executeQuery()) {
                    return found.next() ? Card.of(table, found) : null;
                }
            }
        }

        void add(Kind kind, String key, Map<String, String> fields) throws SQLException {
            Table table = Table.of(site, kind);
            SortedMap<String, String> all = new TreeMap<>(fields);
            all.put(table.key().field(), key);
            List<Column> columns =
                    table.columns().stream().filter(c -> all.containsKey(c.field())).toList();
            String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
            String marks = columns.stream().map(Hand::mark).collect(Collectors.joining(", "));
            try (PreparedStatement sql =
                    connection.prepareStatement(
                            "insert into %s (%s) values (%s)"
                                    .formatted(table.name(), names, marks))) {
                for (int i = 0; i < columns.size(); i++) {
                    Column column = columns.get(i);
                    sql.setString(i + 1, column.formOf(all.get(column.field())));
                }
                rows += sql.executeUpdate();
            }
            flat(all).forEach((field, to) -> note(kind, key, field, null, to));
        }

        /** Gives fields of a record other values, whatever they were; false if it is not there. */
        boolean change(Kind kind, String key, Map<String, String> fields) throws SQLException {
            Card before = look(kind, key);
            if (before == null) {
                return false;
            }
            Table table = Table.of(site, kind);
            List<Column> columns =
                    table.columns().stream().filter(c -> fields.containsKey(c.field())).toList();
            String sets =
                    columns.stream()
                            .map(column -> column.name() + " = " + mark(column))
                            .collect(Collectors.joining(", "));
            try (PreparedStatement sql =
                    connection.prepareStatement(
                            "update %s set %s where %s = ?"
                                    .formatted(table.name(), sets, table.key().name()))) {
                for (int i = 0; i < columns.size(); i++) {
                    Column column = columns.get(i);
                    sql.setString(i + 1, column.formOf(fields.get(column.field())));
                }
                sql.setString(columns.size() + 1, key);
                rows += sql.executeUpdate();
            }
            SortedMap<String, String> after = flat(fields);
            after.forEach((field, to) -> note(kind, key, field, before.get(field), to));
            if (fields.containsKey(Table.LIST)) {
                before.fields().keySet().stream()
                        .filter(field -> field.startsWith(Table.LIST + "/"))
                        .filter(field -> !after.containsKey(field))
                        .forEach(field -> note(kind, key, field, before.get(field), null));
            }
            return true;
        }

        /** Adds to a count, or takes from it, as a program does: without looking. */
        void count(String article, long delta) throws SQLException {
            Table table = Table.of(site, Kind.KIT);
            String stock = table.column(Table.COUNTER).name();
            try (PreparedStatement sql =
                    connection.prepareStatement(
                            "update %s set %s = %s + ? where %s = ?"
                                    .formatted(table.name(), stock, stock, table.key().name()))) {
                sql.setLong(1, delta);
                sql.setString(2, article);
                if (sql.executeUpdate() == 1) {
                    rows++;
                    edits.add(new Edit.Count(site, Kind.KIT, article, Table.COUNTER, delta));
                }
            }
        }

        boolean remove(Kind kind, String key) throws SQLException {
            Card seen = look(kind, key);
            if (seen == null) {
                return false;
            }
            Table table = Table.of(site, kind);
            try (PreparedStatement sql =
                    connection.prepareStatement(
                            "delete from %s where %s = ?"
                                    .formatted(table.name(), table.key().name()))) {
                sql.setString(1, key);
                rows += sql.executeUpdate();
            }
            edits.add(new Edit.Removal(site, kind, key, seen));
            return true;
        }

        private void note(
                Kind kind, String key, String field, @Nullable String from, @Nullable String to) {
            if (!Objects.equals(from, to)) {
                edits.add(new Edit.Change(site, kind, key, field, from, to));
            }
        }
    }

    private static String mark(Column column) {
        return "?::" + column.cast();
    }

    private static SortedMap<String, String> flat(Map<String, String> fields) {
        SortedMap<String, String> flat = new TreeMap<>(fields);
        String list = flat.remove(Table.LIST);
        if (list != null) {
            flat.putAll(TestList.parse(list).flat(Table.LIST));
        }
        return flat;
    }
}
