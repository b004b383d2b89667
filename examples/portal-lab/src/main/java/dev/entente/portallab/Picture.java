package dev.entente.portallab;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything at one end at one moment, by kind and by what people know it by. */
record Picture(Map<Kind, SortedMap<String, Card>> cards) {

    static Picture of(Site site, Server server) throws SQLException {
        Map<Kind, SortedMap<String, Card>> cards = new EnumMap<>(Kind.class);
        try (Connection connection = server.connect();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (Kind kind : Kind.values()) {
                cards.put(kind, read(Table.of(site, kind), sql));
            }
            connection.commit();
        }
        return new Picture(cards);
    }

    private static SortedMap<String, Card> read(Table table, Statement sql) throws SQLException {
        SortedMap<String, Card> cards = new TreeMap<>();
        String columns =
                table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
        try (ResultSet rows =
                sql.executeQuery("select %s from %s".formatted(columns, table.name()))) {
            while (rows.next()) {
                cards.put(rows.getString(1), Card.of(table, rows));
            }
        }
        return cards;
    }

    SortedMap<String, Card> all(Kind kind) {
        return cards.getOrDefault(kind, Collections.emptySortedMap());
    }

    @Nullable Card get(Kind kind, String key) {
        return all(kind).get(key);
    }

    /** The first record that the other has, too. */
    Optional<String> firstInCommon(Kind kind, Picture other) {
        return all(kind).keySet().stream().filter(key -> other.get(kind, key) != null).findFirst();
    }

    int size() {
        return cards.values().stream().mapToInt(Map::size).sum();
    }
}
