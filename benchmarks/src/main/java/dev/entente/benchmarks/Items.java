package dev.entente.benchmarks;

import java.util.List;

/** The table that is kept in agreement: a stock of items, ten columns of the usual types. */
final class Items {
    static final String TABLE = "item";

    /** Names and types, the key first. */
    static final List<Column> COLUMNS =
            List.of(
                    new Column("id", "bigint"),
                    new Column("name", "text"),
                    new Column("category", "text"),
                    new Column("quantity", "integer"),
                    new Column("revision", "integer"),
                    new Column("price", "numeric(12,2)"),
                    new Column("active", "boolean"),
                    new Column("due", "date"),
                    new Column("note", "text"),
                    new Column("changed", "timestamptz"));

    record Column(String name, String type) {}

    static final String DROP = "drop table if exists item";

    static final String CREATE =
            """
            create table item (
                id bigint primary key,
                name text not null,
                category text not null,
                quantity integer not null,
                revision integer not null,
                price numeric(12,2) not null,
                active boolean not null,
                due date not null,
                note text,
                changed timestamptz not null)
            """;

    static final String SETTLE = "vacuum (analyze) item";

    /** One change as an application makes it: a few columns of one row. */
    static final String CHANGE =
            "update item set revision = ?, quantity = quantity + 1, changed = clock_timestamp()"
                    + " where id = ?";

    private Items() {}

    static String fill(int rows) {
        return """
        insert into item
        select n, 'item number ' || n, 'category ' || n %% 40, n %% 1000, 0,
               (n %% 100000) / 100.0, n %% 7 > 0, date '2026-01-01' + n %% 365,
               case when n %% 3 > 0 then 'a note about item number ' || n end,
               timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second'
        from generate_series(1, %d) n
        """
                .formatted(rows);
    }
}
