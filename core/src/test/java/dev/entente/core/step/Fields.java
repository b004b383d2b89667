package dev.entente.core.step;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.NormalForm;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entities for tests: one field a policy, kept at as many systems as are wanted. */
final class Fields {
    static final List<Policy> POLICIES =
            List.of(
                    new Policy.LastWriterWins(),
                    new Policy.Owner(0),
                    new Policy.Owner(1),
                    new Policy.Prefer(1),
                    new Policy.Counter(-1),
                    new Policy.SetMerge(),
                    new Policy.ListMerge(),
                    new Policy.TextMerge(),
                    new Policy.Min(),
                    new Policy.Max(),
                    new Policy.Ask());

    static final NormalForm TRIMMED =
            value ->
                    value instanceof Value.Text(String text)
                            ? Value.of(text.strip().toLowerCase(Locale.ROOT))
                            : value;

    private Fields() {}

    static Entity entity(int systems, DeletePolicy deletes, List<Policy> policies) {
        List<Field> fields = new ArrayList<>();
        for (Policy policy : policies) {
            int index = fields.size();
            fields.add(new Field(index, "f" + index, type(policy), policy, false));
        }
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < systems; i++) {
            List<Branch.Use> uses = fields.stream().map(_ -> Branch.Use.FULL).toList();
            String name = String.valueOf((char) ('A' + i));
            branches.add(new Branch(i, name, uses, Branch.Rights.ALL, true));
        }
        return new Entity("thing", fields, List.of(), deletes, branches);
    }

    /** The same, with one field used otherwise at one system. */
    static Entity with(Entity entity, int branch, int field, Branch.Use use) {
        Branch old = entity.branches().get(branch);
        List<Branch.Use> uses = new ArrayList<>(old.fields());
        uses.set(field, use);
        List<Branch> branches = new ArrayList<>(entity.branches());
        branches.set(branch, new Branch(branch, old.system(), uses, old.rights(), old.exact()));
        return new Entity(
                entity.name(), entity.fields(), entity.matches(), entity.deletes(), branches);
    }

    private static Type type(Policy policy) {
        return switch (policy) {
            case Policy.Counter _, Policy.Min _, Policy.Max _ -> Type.Scalar.INTEGER;
            case Policy.SetMerge _ -> new Type.SetOf(Type.Scalar.TEXT);
            case Policy.ListMerge _ -> {
                Map<String, Type> of = new LinkedHashMap<>();
                of.put(UserEdit.KEY, Type.Scalar.TEXT);
                of.put("amount", Type.Scalar.TEXT);
                of.put("note", Type.Scalar.TEXT);
                yield new Type.ListBy(UserEdit.KEY, of);
            }
            case Policy.LastWriterWins _,
                    Policy.Owner _,
                    Policy.Prefer _,
                    Policy.TextMerge _,
                    Policy.Ask _ ->
                    Type.Scalar.TEXT;
        };
    }

    /** What the field holds at first. */
    static Value initial(Policy policy) {
        return switch (policy) {
            case Policy.Counter _, Policy.Min _, Policy.Max _ -> Value.of(10);
            case Policy.SetMerge _ -> new Value.Items(List.of(Value.of("old")));
            case Policy.ListMerge _ -> new Value.Items(List.of(element("old", "0")));
            case Policy.TextMerge _ -> Value.of("old words");
            case Policy.LastWriterWins _, Policy.Owner _, Policy.Prefer _, Policy.Ask _ ->
                    Value.of("v0");
        };
    }

    static Value element(String key, String amount) {
        Map<String, Value> element = new LinkedHashMap<>();
        element.put(UserEdit.KEY, Value.of(key));
        element.put("amount", Value.of(amount));
        return new Value.Struct(element);
    }

    /** The same with the elements of sets and lists in one order. */
    static Row unordered(Row row) {
        @Nullable Value[] cells = row.cells();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof Value.Items(List<Value> elements)) {
                cells[i] = new Value.Items(elements.stream().sorted(ValueOrder.INSTANCE).toList());
            }
        }
        return Row.owning(cells);
    }

    /** The edits of this field that a complete search tries. */
    static List<UserEdit> menu(Field field) {
        int i = field.index();
        return switch (field.policy()) {
            case Policy.Counter _ -> List.of(new UserEdit.Add(i, 5), new UserEdit.Add(i, -5));
            case Policy.Min _, Policy.Max _ ->
                    List.of(
                            new UserEdit.Put(i, Value.of(5)),
                            new UserEdit.Put(i, Value.of(15)),
                            new UserEdit.Put(i, Value.of(10)));
            case Policy.SetMerge _ ->
                    List.of(
                            new UserEdit.Include(i, Value.of("x")),
                            new UserEdit.Exclude(i, Value.of("x")),
                            new UserEdit.Exclude(i, Value.of("old")));
            case Policy.ListMerge _ ->
                    List.of(
                            new UserEdit.PutElement(i, "old", "amount", Value.of("1")),
                            new UserEdit.PutElement(i, "old", "note", Value.of("n")),
                            new UserEdit.PutElement(i, "new", "amount", Value.of("2")),
                            new UserEdit.DropElement(i, "old"));
            case Policy.TextMerge _ ->
                    List.of(
                            new UserEdit.Splice(i, 4, 0, "xx"),
                            new UserEdit.Splice(i, 4, 0, "yy"),
                            new UserEdit.Splice(i, 2, 4, ""));
            case Policy.LastWriterWins _, Policy.Owner _, Policy.Prefer _, Policy.Ask _ ->
                    List.of(
                            new UserEdit.Put(i, Value.of("x")),
                            new UserEdit.Put(i, Value.of("y")),
                            new UserEdit.Put(i, Value.of("v0")));
        };
    }
}
