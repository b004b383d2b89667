package dev.entente.postgres;

import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.WriteBatch;
import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch put in order: what can be sent, in groups, and what cannot be sent at all.
 *
 * @param objections one place an item: why it cannot be sent, or null
 * @param written the tables that will be written to
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Sorted(List<Group> groups, @Nullable Outcome[] objections, Set<Table> written) {

    static Sorted of(WriteBatch batch, Tables tables) {
        Grouping grouping = new Grouping(tables.bonds());
        @Nullable Outcome[] objections = new @Nullable Outcome[batch.items().size()];
        Set<Table> written = new LinkedHashSet<>();
        Map<Likeness, Likeness> known = new HashMap<>();
        for (int i = 0; i < objections.length; i++) {
            Item item = batch.items().get(i);
            Table table = tables.of(item.resource());
            written.add(table);
            Group.Member member = new Group.Member(i, item);
            String objection = objection(table, member);
            if (objection == null) {
                Likeness likeness = Likeness.of(table, item);
                grouping.add(known.computeIfAbsent(likeness, same -> same), member);
            } else {
                objections[i] = new Outcome.Rejected(objection);
            }
        }
        return new Sorted(grouping.groups(), objections, written);
    }

    /** Whether every record that is made bears the key that it is sent with. */
    boolean namesKeys() {
        return groups.stream()
                .map(Group::likeness)
                .allMatch(each -> each.verb() != Likeness.Verb.CREATE || each.namesKey());
    }

    private static @Nullable String objection(Table table, Group.Member member) {
        String inSent = objection(table, member.sent());
        return inSent == null ? objection(table, member.compared()) : inSent;
    }

    private static @Nullable String objection(Table table, Row row) {
        for (int i = 0; i < row.width(); i++) {
            Value value = row.get(i);
            if (value == null) {
                continue;
            }
            if (table.type(i) == null) {
                Resource.Column column = table.resource().columns().get(i);
                return nameOf(table, i)
                        + " is gone, or no longer of the type "
                        + column.typeName()
                        + ". The table has changed: run the check again.";
            }
            String why = SqlText.objection(value);
            if (why != null) {
                return nameOf(table, i)
                        + " cannot be given "
                        + why
                        + ". Change the value, or leave the column out.";
            }
        }
        return null;
    }

    private static String nameOf(Table table, int column) {
        Resource resource = table.resource();
        return "Column `"
                + resource.columns().get(column).name()
                + "` of `"
                + resource.name()
                + "`";
    }
}
