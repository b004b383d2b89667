package dev.entente.portallab;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A table at one end and how its columns are to be understood.
 *
 * @param key the first of the columns: what people know a record by at both ends
 */
record Table(Kind kind, String name, Column key, List<Column> columns) {

    /** The column of {@link Kind#KIT} that both ends add to and take from. */
    static final String COUNTER = "on-hand";

    /** The column of {@link Kind#TEST_REQUEST} that holds a list. */
    static final String LIST = "tests";

    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Map<Kind, Table> PORTAL =
            byKind(
                    table(
                            Kind.CUSTOMER,
                            "contacts",
                            Column.text("number", "customer_no"),
                            Column.text("name", "full_name"),
                            Column.text("email", "email"),
                            Column.text("phone", "phone")),
                    table(
                            Kind.TEST_REQUEST,
                            "test_requests",
                            Column.text("order-number", "order_no"),
                            Column.text("customer", "customer_no"),
                            Column.text("patient", "patient_name"),
                            codes("priority", "prio", "smallint", "1", "2"),
                            scaled("sample", "sample_grams", THOUSAND),
                            scaled("price", "price_euros", HUNDRED),
                            Column.of(
                                    "due",
                                    "due_on",
                                    "text",
                                    shown -> LocalDate.parse(shown, GERMAN).toString(),
                                    meant -> LocalDate.parse(meant).format(GERMAN)),
                            Column.text("status", "status"),
                            Column.text("note", "comment"),
                            json(LIST, "tests", TestList.Names.CANONICAL)),
                    table(
                            Kind.KIT,
                            "kits",
                            Column.text("article", "sku"),
                            Column.text("label", "label"),
                            plain(COUNTER, "on_hand", "integer")));

    private static final Map<Kind, Table> LAB =
            byKind(
                    table(
                            Kind.CUSTOMER,
                            "clients",
                            Column.text("number", "number"),
                            Column.text("name", "name"),
                            Column.text("email", "mail"),
                            Column.text("phone", "telephone")),
                    table(
                            Kind.TEST_REQUEST,
                            "orders",
                            Column.text("order-number", "reference"),
                            Column.text("customer", "client"),
                            Column.text("patient", "patient"),
                            codes("priority", "urgency", "text", "R", "U"),
                            plain("sample", "sample_mg", "bigint"),
                            plain("price", "price_cents", "bigint"),
                            plain("due", "due", "date"),
                            Column.text("status", "state"),
                            Column.text("note", "remark"),
                            json(LIST, "results", TestList.Names.LAB)),
                    table(
                            Kind.KIT,
                            "supplies",
                            Column.text("article", "article"),
                            Column.text("label", "title"),
                            plain(COUNTER, "stock", "bigint")));

    /** What a record of this kind is kept in at that end. */
    static Table of(Site site, Kind kind) {
        Table table = (site == Site.PORTAL ? PORTAL : LAB).get(kind);
        if (table == null) {
            throw new IllegalArgumentException(kind + " is not kept at " + site);
        }
        return table;
    }

    Column column(String field) {
        return columns.stream()
                .filter(column -> column.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no " + field));
    }

    private static Table table(Kind kind, String name, Column... columns) {
        return new Table(kind, name, columns[0], List.of(columns));
    }

    private static Column plain(String field, String name, String cast) {
        return Column.of(field, name, cast, UnaryOperator.identity(), UnaryOperator.identity());
    }

    private static Column codes(
            String field, String name, String cast, String routine, String urgent) {
        return Column.of(
                field,
                name,
                cast,
                shown -> shown.equals(routine) ? "routine" : "urgent",
                meant -> meant.equals("routine") ? routine : urgent);
    }

    /** Shown in large units, meant in whole small ones. */
    private static Column scaled(String field, String name, BigDecimal factor) {
        return Column.of(
                field,
                name,
                "numeric",
                shown -> new BigDecimal(shown).multiply(factor).toBigIntegerExact().toString(),
                meant -> new BigDecimal(meant).divide(factor).toPlainString());
    }

    private static Column json(String field, String name, TestList.Names names) {
        return Column.of(
                field,
                name,
                "jsonb",
                shown -> TestList.parse(shown, names).json(),
                meant -> TestList.parse(meant).json(names));
    }

    private static Map<Kind, Table> byKind(Table... tables) {
        return List.of(tables).stream().collect(Collectors.toMap(Table::kind, Function.identity()));
    }
}
