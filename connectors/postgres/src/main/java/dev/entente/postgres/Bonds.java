package dev.entente.postgres;

import dev.entente.connector.Resource;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What ties rows to each other: foreign keys, and values that must be unique. */
final class Bonds {
    private final List<Catalogue.Reference> references;
    private final Map<Integer, Set<Integer>> ancestors = new HashMap<>();
    private final Map<Table, BitSet> tied = new HashMap<>();

    Bonds(List<Catalogue.Reference> references) {
        this.references = references;
    }

    /**
     * Whether rows of {@code one} refer to rows of {@code other}, be it by way of a third table.
     */
    boolean descends(Table one, Table other) {
        return ancestors
                .computeIfAbsent(one.relation().oid(), this::ancestorsOf)
                .contains(other.relation().oid());
    }

    private Set<Integer> ancestorsOf(int child) {
        Set<Integer> found = new HashSet<>();
        ArrayDeque<Integer> next = new ArrayDeque<>(List.of(child));
        while (!next.isEmpty()) {
            int from = next.poll();
            for (Catalogue.Reference reference : references) {
                if (reference.child() == from && found.add(reference.parent())) {
                    next.add(reference.parent());
                }
            }
        }
        return found;
    }

    /** The columns of a table by which its rows are tied to others. */
    BitSet columns(Table table) {
        return tied.computeIfAbsent(table, this::columnsOf);
    }

    /** Whether rows of the table are tied to each other by more than their key. */
    boolean tiesWithin(Table table) {
        return !table.resource().uniques().isEmpty() || descends(table, table);
    }

    private BitSet columnsOf(Table table) {
        Resource resource = table.resource();
        BitSet columns = new BitSet();
        resource.key().forEach(columns::set);
        resource.uniques().forEach(unique -> unique.forEach(columns::set));
        int oid = table.relation().oid();
        for (Catalogue.Reference reference : references) {
            if (reference.child() == oid) {
                add(columns, resource, reference.childColumns());
            }
            if (reference.parent() == oid) {
                add(columns, resource, reference.parentColumns());
            }
        }
        return columns;
    }

    private static void add(BitSet columns, Resource resource, List<String> names) {
        for (String name : names) {
            Resource.Column column = resource.column(name);
            if (column != null) {
                columns.set(column.index());
            }
        }
    }
}
