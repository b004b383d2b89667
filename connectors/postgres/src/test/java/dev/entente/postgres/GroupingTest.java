package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Column;
import dev.entente.connector.Resource.Kind;
import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the writes of a batch are put into few statements without changing what they come to. */
class GroupingTest {
    private static final PgType INT4 = new PgType(23, Form.INT4, null, "pg_catalog.int4");

    private final Table parent = table(1, "p", List.of());
    private final Table child = table(2, "c", List.of());
    private final Table unique = table(3, "u", List.of(List.of(1)));
    private final Bonds bonds =
            new Bonds(List.of(new Catalogue.Reference(2, List.of("n"), 1, List.of("id"))));

    private static Table table(int oid, String name, List<List<Integer>> uniques) {
        List<Relation.Attribute> attributes = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (String column : List.of("id", "n", "m")) {
            int index = columns.size();
            attributes.add(
                    new Relation.Attribute(
                            index + 1, column, INT4, "integer", false, true, false, false));
            columns.add(new Column(index, column, Kind.WHOLE, "integer", true, false, false));
        }
        Resource resource = new Resource(name, columns, List.of(0), uniques);
        return new Table(
                new Relation(oid, "public", name, false, true, 'd', false, attributes, resource),
                resource);
    }

    private Item create(Table table, int id) {
        return new Item.Create(table.resource(), "", row(id, 0, 0), List.of());
    }

    private Item update(Table table, int id, @Nullable Integer n, @Nullable Integer m) {
        return new Item.Update(
                table.resource(), "", Key.of(Value.of(id)), row(null, n, m), row(null, null, null));
    }

    private Item delete(Table table, int id) {
        return new Item.Delete(table.resource(), "", Key.of(Value.of(id)), row(null, null, null));
    }

    private static Row row(@Nullable Integer id, @Nullable Integer n, @Nullable Integer m) {
        return Row.of(
                id == null ? null : Value.of(id),
                n == null ? null : Value.of(n),
                m == null ? null : Value.of(m));
    }

    /** The groups, each as the places of its writes in the batch. */
    private List<List<Integer>> grouped(Item... items) {
        Grouping grouping = new Grouping(bonds);
        for (int i = 0; i < items.length; i++) {
            Table table =
                    List.of(parent, child, unique).stream()
                            .filter(has(items[i]))
                            .findFirst()
                            .orElseThrow();
            grouping.add(Likeness.of(table, items[i]), new Group.Member(i, items[i]));
        }
        return grouping.groups().stream()
                .map(group -> group.members().stream().map(Group.Member::index).toList())
                .toList();
    }

    private static java.util.function.Predicate<Table> has(Item item) {
        return table -> table.resource().equals(item.resource());
    }

    @Test
    void writes_alike_go_together() {
        assertThat(
                        grouped(
                                update(parent, 1, null, 1),
                                update(parent, 2, null, 1),
                                update(parent, 3, null, 1)))
                .containsExactly(List.of(0, 1, 2));
    }

    @Test
    void writes_of_other_columns_do_not() {
        assertThat(
                        grouped(
                                update(parent, 1, null, 1),
                                update(parent, 2, 1, null),
                                update(parent, 3, null, 1)))
                .containsExactly(List.of(0, 2), List.of(1));
    }

    @Test
    void writes_to_one_row_keep_their_order() {
        assertThat(
                        grouped(
                                update(parent, 1, null, 1),
                                update(parent, 2, null, 1),
                                update(parent, 1, null, 2)))
                .containsExactly(List.of(0, 1), List.of(2));
        assertThat(grouped(delete(parent, 1), create(parent, 1), delete(parent, 1)))
                .containsExactly(List.of(0), List.of(1), List.of(2));
    }

    @Test
    void rows_are_locked_in_the_order_of_their_keys() {
        assertThat(
                        grouped(
                                update(parent, 3, null, 1),
                                update(parent, 1, null, 1),
                                update(parent, 2, null, 1)))
                .containsExactly(List.of(1, 2, 0));
    }

    @Test
    void parents_are_created_before_their_children() {
        assertThat(
                        grouped(
                                create(parent, 1),
                                create(child, 1),
                                create(parent, 2),
                                create(child, 2)))
                .containsExactly(List.of(0, 2), List.of(1, 3));
    }

    @Test
    void children_are_deleted_before_their_parents() {
        assertThat(
                        grouped(
                                delete(child, 1),
                                delete(parent, 1),
                                delete(child, 2),
                                delete(parent, 2)))
                .containsExactly(List.of(0, 2), List.of(1, 3));
    }

    @Test
    void a_child_that_moves_waits_for_its_new_parent() {
        assertThat(grouped(update(child, 1, 1, null), create(parent, 2), update(child, 2, 2, null)))
                .containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(grouped(update(child, 1, null, 1), create(parent, 2), update(child, 2, null, 2)))
                .containsExactly(List.of(0, 2), List.of(1));
    }

    @Test
    void a_unique_value_is_given_up_before_it_is_taken() {
        assertThat(grouped(create(unique, 1), delete(unique, 2), create(unique, 3)))
                .containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(grouped(update(unique, 9, 5, null), update(unique, 8, 6, null)))
                .as("in the order of the batch, not of the keys")
                .containsExactly(List.of(0, 1));
    }
}
