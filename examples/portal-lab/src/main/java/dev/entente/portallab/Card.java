package dev.entente.portallab;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One record by what it means, whichever end it was read at: field to value, lists taken apart. A
 * field that is not here is empty.
 */
record Card(SortedMap<String, String> fields) {

    Card {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** The row that the result set stands on, whose columns are the table's, in its order. */
    static Card of(Table table, ResultSet row) throws SQLException {
        SortedMap<String, String> fields = new TreeMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            String value = column.meaningOf(row.getString(i + 1));
            if (value == null) {
                continue;
            }
            if (column.field().equals(Table.LIST)) {
                fields.putAll(TestList.parse(value).flat(Table.LIST));
            } else {
                fields.put(column.field(), value);
            }
        }
        return new Card(fields);
    }

    @Nullable String get(String field) {
        return fields.get(field);
    }

    /** The list, put together again. */
    TestList tests() {
        TestList list = new TestList(new TreeMap<>());
        fields.forEach((field, value) -> {
            String[] path = field.split("/", -1);
            if (path.length == 3) {
                list.put(path[1], path[2], value);
            }
        });
        return list;
    }

    /** The fields in which two cards differ. */
    SortedSet<String> differences(Card other) {
        SortedSet<String> names = new TreeSet<>(fields.keySet());
        names.addAll(other.fields.keySet());
        names.removeIf(name -> Objects.equals(get(name), other.get(name)));
        return names;
    }
}
