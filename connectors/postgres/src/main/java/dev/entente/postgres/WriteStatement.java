package dev.entente.postgres;

import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement for writes of one likeness, however many. Each column goes over as one array; the
 * server puts the rows together again and numbers them from 1. What comes back is one binary value
 * a row: its number, where the log was when it was locked, and its cells.
 */
final class WriteStatement {
    private static final String NUMBER_AND_PLACE = "v.n,pg_current_wal_insert_lsn()";

    /** Where the values of an array come from. */
    private enum Source {
        KEY,
        SENT,
        COMPARED
    }

    /**
     * One array.
     *
     * @param index the part of the key, or the column
     */
    private record Sent(PgType type, Source source, int index) {}

    private final Likeness likeness;
    private final Table table;
    private final boolean one;
    private final List<Sent> arrays = new ArrayList<>();
    private final String sql;

    /**
     * @param conflict what an insert does where something is in the way
     */
    private WriteStatement(Likeness likeness, boolean one, String conflict) {
        this.likeness = likeness;
        this.table = likeness.table();
        this.one = one;
        this.sql =
                switch (likeness.verb()) {
                    case CREATE -> insert(conflict);
                    case UPDATE -> update();
                    case DELETE -> delete();
                };
    }

    /**
     * @param one whether it is for a single row, which costs the server half
     */
    static WriteStatement of(Likeness likeness, boolean one) {
        return new WriteStatement(likeness, one, " ON CONFLICT DO NOTHING");
    }

    /**
     * An insert of one row that fails where something is in the way, so that the server says what.
     */
    static WriteStatement insisting(Likeness likeness) {
        return new WriteStatement(likeness, true, "");
    }

    String sql() {
        return sql;
    }

    /** How many parameters it has. */
    int parameters() {
        return arrays.size();
    }

    void bind(PreparedStatement statement, List<Group.Member> members) throws SQLException {
        if (one) {
            bind(statement, members.getFirst());
            return;
        }
        StringBuilder array = new StringBuilder();
        for (int i = 0; i < arrays.size(); i++) {
            Sent sent = arrays.get(i);
            array.setLength(0);
            char separator = '{';
            for (Group.Member member : members) {
                array.append(separator);
                SqlText.appendElement(array, sent.type(), value(sent, member));
                separator = ',';
            }
            statement.setObject(i + 1, array.append('}').toString(), Types.OTHER);
        }
    }

    private void bind(PreparedStatement statement, Group.Member member) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < arrays.size(); i++) {
            Sent sent = arrays.get(i);
            Value value = value(sent, member);
            if (value == null || value.isNull()) {
                statement.setNull(i + 1, Types.OTHER);
            } else {
                text.setLength(0);
                SqlText.append(text, sent.type(), value);
                statement.setObject(i + 1, text.toString(), Types.OTHER);
            }
        }
    }

    private @Nullable Value value(Sent sent, Group.Member member) {
        return switch (sent.source()) {
            case SENT -> member.sent().get(sent.index());
            case COMPARED -> member.compared().get(sent.index());
            case KEY -> {
                Key key = member.key(table);
                yield key == null ? null : key.parts().get(sent.index());
            }
        };
    }

    /** Adds an array, and returns its values as the statement speaks of them. */
    private String array(Source source, int index) {
        int column = source == Source.KEY ? table.resource().key().get(index) : index;
        PgType type = table.typeToWrite(column);
        arrays.add(new Sent(type, source, index));
        return "v.c" + arrays.size();
    }

    private String rows() {
        List<String> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Sent sent : arrays) {
            types.add("?::" + sent.type().sentAs() + (one ? "" : "[]"));
            names.add("c" + types.size());
        }
        if (one) {
            return "(VALUES ("
                    + String.join(",", types)
                    + ",1::int8)) AS v("
                    + String.join(",", names)
                    + ",n)";
        }
        return "unnest("
                + String.join(",", types)
                + ") WITH ORDINALITY AS v("
                + String.join(",", names)
                + ",n)";
    }

    private String insert(String conflict) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (int column : bits(likeness.sent())) {
            String value = table.typeToWrite(column).received(array(Source.SENT, column));
            columns.add(table.column(column));
            values.add(value);
            if (likeness.natural().contains(column)) {
                same.add("x." + table.column(column) + "=" + value);
            }
        }
        String unlessThere =
                same.isEmpty()
                        ? ""
                        : " WHERE NOT EXISTS (SELECT 1 FROM "
                                + table.relation().sql()
                                + " x WHERE "
                                + String.join(" AND ", same)
                                + ")";
        return "INSERT INTO "
                + table.relation().sql()
                + " AS t ("
                + String.join(",", columns)
                + ") SELECT "
                + String.join(",", values)
                + " FROM "
                + rows()
                + unlessThere
                + " ORDER BY v.n"
                + conflict
                + " RETURNING "
                + table.packed("0::int8,pg_current_wal_insert_lsn()");
    }

    private String update() {
        String where = where();
        List<String> sets = new ArrayList<>();
        for (int column : bits(likeness.sent())) {
            String value = table.typeToWrite(column).received(array(Source.SENT, column));
            sets.add(table.column(column) + "=" + value);
        }
        if (sets.isEmpty()) {
            String key = table.column(table.resource().key().getFirst());
            sets.add(key + "=t." + key);
        }
        return "UPDATE "
                + table.relation().sql()
                + " AS t SET "
                + String.join(",", sets)
                + " FROM "
                + rows()
                + " WHERE "
                + where
                + " RETURNING "
                + table.packed(NUMBER_AND_PLACE);
    }

    private String delete() {
        String where = where();
        return "DELETE FROM "
                + table.relation().sql()
                + " AS t USING "
                + rows()
                + " WHERE "
                + where
                + " RETURNING record_send(ROW("
                + NUMBER_AND_PLACE
                + "))";
    }

    /** That the row is the one that is meant, and still as expected. */
    private String where() {
        List<String> conditions = new ArrayList<>();
        List<Integer> key = table.resource().key();
        for (int part = 0; part < key.size(); part++) {
            PgType type = table.typeToWrite(key.get(part));
            String value = type.received(array(Source.KEY, part));
            conditions.add("t." + table.column(key.get(part)) + "=" + value);
        }
        for (int column : bits(likeness.compared())) {
            String value = array(Source.COMPARED, column);
            conditions.add(table.typeToWrite(column).holds("t." + table.column(column), value));
        }
        return String.join(" AND ", conditions);
    }

    private static List<Integer> bits(BitSet set) {
        return set.stream().boxed().toList();
    }
}
