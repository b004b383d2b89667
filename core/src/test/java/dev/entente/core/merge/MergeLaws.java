package dev.entente.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.Seed;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** I25 and I27: what is true of merging, whatever the values. */
class MergeLaws {
    private static final Stamp BEGINNING = new Stamp(100, 0);

    static final List<Policy> DECIDING =
            List.of(
                    new Policy.LastWriterWins(),
                    new Policy.Owner(1),
                    new Policy.Prefer(1),
                    new Policy.Counter(1),
                    new Policy.SetMerge(),
                    new Policy.ListMerge(),
                    new Policy.TextMerge(),
                    new Policy.Min(),
                    new Policy.Max());

    /** One system's edit of what all had. */
    private record By(int branch, Value value, long micros) {}

    /** A head: its value and mark. */
    private record State(@Nullable Value value, Mark mark) {}

    @ParameterizedTest
    @FieldSource("DECIDING")
    void an_edit_of_what_nobody_else_changed_is_taken(Policy policy) {
        for (Value base : values(policy)) {
            for (Value edited : values(policy)) {
                boolean lawful =
                        !base.equals(edited)
                                && !(policy instanceof Policy.Owner)
                                && !(policy instanceof Policy.Min)
                                && !(policy instanceof Policy.Max);
                if (lawful) {
                    State head = merged(policy, base, new By(0, edited, 200));
                    assertThat(head.value()).isEqualTo(edited);
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("DECIDING")
    void the_same_edit_at_two_is_that_edit(Policy policy) {
        if (policy instanceof Policy.Counter || policy instanceof Policy.Owner) {
            return; // two equal deltas are two; only the owner's edit counts
        }
        for (Value base : values(policy)) {
            for (Value edited : values(policy)) {
                if (!base.equals(edited)) {
                    State one = merged(policy, base, new By(0, edited, 200));
                    State both =
                            merged(policy, base, new By(0, edited, 200), new By(2, edited, 300));
                    assertThat(both.value()).isEqualTo(one.value());
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("DECIDING")
    void three_edits_give_the_same_in_every_order(Policy policy) {
        for (Value base : values(policy)) {
            for (List<By> edits : edits(policy, base, 3)) {
                Set<@Nullable Value> results = new LinkedHashSet<>();
                for (List<By> order : orders(edits)) {
                    results.add(merged(policy, base, order.toArray(By[]::new)).value());
                }
                assertThat(results).as("%s over %s", edits, base).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("DECIDING")
    void three_without_a_base_give_the_same_in_every_order(Policy policy) {
        for (List<By> edits : edits(policy, null, 3)) {
            Set<@Nullable Value> results = new LinkedHashSet<>();
            for (List<By> order : orders(edits)) {
                results.add(merged(policy, null, order.toArray(By[]::new)).value());
            }
            assertThat(results).as("%s", edits).hasSize(1);
        }
    }

    @ParameterizedTest
    @FieldSource("DECIDING")
    void many_edits_by_chance_give_the_same_in_two_orders(Policy policy) {
        Seed.each(
                500,
                seed -> {
                    Value base = seed.pick(values(policy));
                    List<By> edits = new ArrayList<>();
                    for (int i = 0; i < 5; i++) {
                        Value value = seed.pick(values(policy));
                        if (!value.equals(base)) {
                            edits.add(new By(i, value, seed.between(200, 203)));
                        }
                    }
                    Value one = merged(policy, base, edits.toArray(By[]::new)).value();
                    List<By> other = new ArrayList<>();
                    edits.forEach(edit -> other.add(seed.below(other.size() + 1), edit));
                    Value two = merged(policy, base, other.toArray(By[]::new)).value();
                    assertThat(two).as("%s and %s", edits, other).isEqualTo(one);
                });
    }

    @ParameterizedTest
    @FieldSource("DECIDING")
    void the_result_has_the_type_of_the_field(Policy policy) {
        for (Value base : values(policy)) {
            for (List<By> edits : edits(policy, base, 2)) {
                Value value = merged(policy, base, edits.toArray(By[]::new)).value();
                assertThat(value).isNotNull();
                switch (policy) {
                    case Policy.Counter _, Policy.Min _, Policy.Max _ ->
                            assertThat(value).isInstanceOfAny(Value.Whole.class, Value.Null.class);
                    case Policy.SetMerge _ -> {
                        List<Value> elements = ((Value.Items) value).values();
                        assertThat(elements).doesNotHaveDuplicates();
                        assertThat(elements).isSortedAccordingTo(ValueOrder.INSTANCE);
                    }
                    case Policy.ListMerge _ ->
                            assertThat(((Value.Items) value).values())
                                    .extracting(MergeLaws::name)
                                    .doesNotHaveDuplicates();
                    case Policy.LastWriterWins _,
                            Policy.Owner _,
                            Policy.Prefer _,
                            Policy.TextMerge _,
                            Policy.Ask _ ->
                            assertThat(value).isInstanceOfAny(Value.Text.class, Value.Null.class);
                }
            }
        }
    }

    @Nested
    class Each_policy {

        @Test
        void last_writer_wins_takes_the_latest_and_among_equals_the_first_named() {
            Policy policy = new Policy.LastWriterWins();
            for (Value base : values(policy)) {
                for (List<By> edits : edits(policy, base, 3)) {
                    By latest =
                            edits.stream()
                                    .max(
                                            Comparator.comparing(
                                                    by -> new Stamp(by.micros, by.branch)))
                                    .orElseThrow();
                    assertThat(merged(policy, base, edits.toArray(By[]::new)).value())
                            .isEqualTo(latest.value);
                }
            }
        }

        @Test
        void a_counter_adds_every_delta_once() {
            Policy policy = new Policy.Counter(-1);
            for (long base = -2; base < 3; base++) {
                for (long here = -2; here < 3; here++) {
                    for (long there = -2; there < 3; there++) {
                        List<By> edits = new ArrayList<>();
                        if (here != base) {
                            edits.add(new By(0, Value.of(here), 200));
                        }
                        if (there != base) {
                            edits.add(new By(1, Value.of(there), 300));
                        }
                        assertThat(merged(policy, Value.of(base), edits.toArray(By[]::new)).value())
                                .isEqualTo(Value.of(here + there - base));
                    }
                }
            }
        }

        @Test
        void a_counter_without_a_base_takes_one_side_and_never_adds() {
            Policy policy = new Policy.Counter(-1);
            State head =
                    merged(
                            policy,
                            null,
                            new By(0, Value.of(10), 200),
                            new By(1, Value.of(12), 300));
            assertThat(head.value()).isIn(Value.of(10), Value.of(12));
        }

        @Test
        void the_owner_is_never_overruled() {
            Policy policy = new Policy.Owner(1);
            for (Value base : values(policy)) {
                for (List<By> edits : edits(policy, base, 3)) {
                    Value expected =
                            edits.stream()
                                    .filter(by -> by.branch == 1)
                                    .map(By::value)
                                    .findFirst()
                                    .orElse(base);
                    for (List<By> order : orders(edits)) {
                        assertThat(merged(policy, base, order.toArray(By[]::new)).value())
                                .as("%s over %s", order, base)
                                .isEqualTo(expected);
                    }
                }
            }
        }

        @Test
        void a_set_keeps_each_element_as_the_last_left_it() {
            Policy policy = new Policy.SetMerge();
            for (Value base : values(policy)) {
                for (List<By> edits : edits(policy, base, 3)) {
                    Map<Value, By> last = new TreeMap<>(ValueOrder.INSTANCE);
                    Set<Value> expected = new LinkedHashSet<>(elements(base));
                    for (By by : edits) {
                        for (Value element : changed(base, by.value)) {
                            last.merge(
                                    element,
                                    by,
                                    (one, other) -> stamp(one).isAfter(stamp(other)) ? one : other);
                        }
                    }
                    last.forEach((element, by) -> {
                        expected.remove(element);
                        if (elements(by.value).contains(element)) {
                            expected.add(element);
                        }
                    });
                    Value value = merged(policy, base, edits.toArray(By[]::new)).value();
                    assertThat(elements(value)).hasSameElementsAs(expected);
                }
            }
        }

        @Test
        void min_and_max_take_the_extreme_of_edits_beside_each_other() {
            for (Policy policy : List.of(new Policy.Min(), new Policy.Max())) {
                int direction = policy instanceof Policy.Max ? 1 : -1;
                for (Value base : values(policy)) {
                    for (List<By> edits : edits(policy, base, 3)) {
                        Value extreme = Value.Null.NULL;
                        for (By by : edits) {
                            if (!by.value.isNull()
                                    && (extreme.isNull()
                                            || ValueOrder.INSTANCE.compare(by.value, extreme)
                                                            * direction
                                                    > 0)) {
                                extreme = by.value;
                            }
                        }
                        assertThat(merged(policy, base, edits.toArray(By[]::new)).value())
                                .as("%s %s over %s", policy.word(), edits, base)
                                .isEqualTo(extreme);
                    }
                }
            }
        }

        private static Set<Value> changed(Value base, Value value) {
            Set<Value> either = new LinkedHashSet<>(elements(base));
            either.addAll(elements(value));
            either.removeIf(element ->
                    elements(base).contains(element) == elements(value).contains(element));
            return either;
        }

        private static Stamp stamp(By by) {
            return new Stamp(by.micros, by.branch);
        }
    }

    @Nested
    class A_list_by_key {

        @Test
        void keeps_what_two_did_to_two_fields_of_one_element() {
            Value base = items(element("a", "1", "n"));
            State head =
                    merged(
                            new Policy.ListMerge(),
                            base,
                            new By(0, items(element("a", "2", "n")), 200),
                            new By(1, items(element("a", "1", "m")), 300));
            assertThat(head.value()).isEqualTo(items(element("a", "2", "m")));
        }

        @Test
        void keeps_what_two_did_to_two_elements() {
            Value base = items(element("a", "1", "n"), element("b", "1", "n"));
            State head =
                    merged(
                            new Policy.ListMerge(),
                            base,
                            new By(0, items(element("a", "2", "n"), element("b", "1", "n")), 200),
                            new By(1, items(element("a", "1", "n")), 300));
            assertThat(head.value()).isEqualTo(items(element("a", "2", "n")));
        }
    }

    /** What becomes of a base that these systems edit, each without having seen the others. */
    private static State merged(Policy policy, @Nullable Value base, By... edits) {
        Field field = new Field(0, "f", type(policy), policy, false);
        State head = new State(base, base == null ? Stamp.ZERO : BEGINNING);
        for (By by : edits) {
            Value before = head.value();
            boolean headIsBase = base != null && base.equals(before);
            Stamp seen = base == null ? Stamp.ZERO : BEGINNING;
            Merged merged =
                    Merge.edit(
                            new Edit(
                                    field,
                                    by.branch,
                                    new Edit.Cell(base, seen),
                                    new Edit.Cell(before, head.mark()),
                                    headIsBase,
                                    by.value,
                                    Stamp.edit(by.micros, by.branch, seen)));
            head = new State(merged.value(), merged.mark());
        }
        return head;
    }

    /** Every choice of one edit at each of so many systems, with times that tie and do not. */
    private static List<List<By>> edits(Policy policy, @Nullable Value base, int systems) {
        List<List<By>> all = new ArrayList<>(List.of(List.of()));
        for (int system = 0; system < systems; system++) {
            List<List<By>> longer = new ArrayList<>();
            for (List<By> before : all) {
                for (Value value : values(policy)) {
                    for (long micros : new long[] {200, 300}) {
                        if (!value.equals(base)) {
                            List<By> next = new ArrayList<>(before);
                            next.add(new By(system, value, micros));
                            longer.add(next);
                        }
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<List<By>> orders(List<By> edits) {
        if (edits.size() < 2) {
            return List.of(edits);
        }
        List<List<By>> orders = new ArrayList<>();
        for (By first : edits) {
            List<By> others = new ArrayList<>(edits);
            others.remove(first);
            for (List<By> rest : orders(others)) {
                List<By> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    private static List<Value> values(Policy policy) {
        return switch (policy) {
            case Policy.Counter _ -> List.of(Value.of(10), Value.of(15), Value.of(7));
            case Policy.Min _, Policy.Max _ ->
                    List.of(Value.of(10), Value.of(15), Value.of(7), Value.Null.NULL);
            case Policy.SetMerge _ ->
                    List.of(
                            items(),
                            items(Value.of("a")),
                            items(Value.of("b")),
                            items(Value.of("a"), Value.of("b")));
            case Policy.ListMerge _ ->
                    List.of(
                            items(),
                            items(element("a", "1", "n")),
                            items(element("a", "2", "n")),
                            items(element("a", "1", "m")));
            case Policy.TextMerge _ ->
                    List.of(Value.of("ab"), Value.of("axb"), Value.of("byx"), Value.Null.NULL);
            case Policy.LastWriterWins _, Policy.Owner _, Policy.Prefer _, Policy.Ask _ ->
                    List.of(Value.of("x"), Value.of("y"), Value.of("z"), Value.Null.NULL);
        };
    }

    private static Type type(Policy policy) {
        return switch (policy) {
            case Policy.Counter _, Policy.Min _, Policy.Max _ -> Type.Scalar.INTEGER;
            case Policy.SetMerge _ -> new Type.SetOf(Type.Scalar.TEXT);
            case Policy.ListMerge _ ->
                    new Type.ListBy(
                            "key",
                            Map.of(
                                    "key", Type.Scalar.TEXT,
                                    "amount", Type.Scalar.TEXT,
                                    "note", Type.Scalar.TEXT));
            case Policy.LastWriterWins _,
                    Policy.Owner _,
                    Policy.Prefer _,
                    Policy.TextMerge _,
                    Policy.Ask _ ->
                    Type.Scalar.TEXT;
        };
    }

    private static Value items(Value... values) {
        return new Value.Items(List.of(values));
    }

    private static List<Value> elements(@Nullable Value value) {
        return value instanceof Value.Items(List<Value> values) ? values : List.of();
    }

    private static Value element(String key, String amount, String note) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("key", Value.of(key));
        fields.put("amount", Value.of(amount));
        fields.put("note", Value.of(note));
        return new Value.Struct(fields);
    }

    private static Value name(Value element) {
        return ((Value.Struct) element).fields().getOrDefault("key", Value.Null.NULL);
    }
}
