package dev.entente.postgres;

import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Row;
import java.util.BitSet;
import java.util.List;

/**
 * What writes have in common that can go over in one statement.
 *
 * @param sent the columns that are written
 * @param compared the columns that must still be as expected
 * @param natural the columns by which a create looks for the record first, where they are not
 *     unique anyway
 */
record Likeness(Table table, Verb verb, BitSet sent, BitSet compared, List<Integer> natural) {

    enum Verb {
        CREATE,
        UPDATE,
        DELETE
    }

    static Likeness of(Table table, Item item) {
        return switch (item) {
            case Item.Create create ->
                    new Likeness(
                            table,
                            Verb.CREATE,
                            present(create.row()),
                            new BitSet(),
                            toBeLookedFor(table, create));
            case Item.Update update ->
                    new Likeness(
                            table,
                            Verb.UPDATE,
                            present(update.patch()),
                            present(update.expected()),
                            List.of());
            case Item.Delete delete ->
                    new Likeness(
                            table,
                            Verb.DELETE,
                            new BitSet(),
                            present(delete.expected()),
                            List.of());
        };
    }

    private static BitSet present(Row row) {
        BitSet cells = new BitSet(row.width());
        for (int i = 0; i < row.width(); i++) {
            if (row.has(i)) {
                cells.set(i);
            }
        }
        return cells;
    }

    private static List<Integer> toBeLookedFor(Table table, Item.Create create) {
        boolean unique = table.resource().isUnique(create.natural());
        boolean known = create.natural().stream().allMatch(create.row()::has);
        return unique || !known ? List.of() : create.natural();
    }

    /** Whether a create names its key itself. */
    boolean namesKey() {
        return !table.resource().key().isEmpty()
                && table.resource().key().stream().allMatch(sent::get);
    }

    /** Whether such a write changes what ties rows to each other. */
    boolean touches(BitSet columns) {
        return verb != Verb.UPDATE || sent.intersects(columns);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Likeness that
                && table == that.table
                && verb == that.verb
                && sent.equals(that.sent)
                && compared.equals(that.compared)
                && natural.equals(that.natural);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * System.identityHashCode(table) + verb.hashCode()) + sent.hashCode();
    }
}
