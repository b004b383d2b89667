package dev.entente.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.lens.JsonCases;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A thousand pairs of edits of whole records, merged by ot-json1 1.0.2; of those in which nothing
 * stood against anything, every one comes out the same here. There a value that one side takes away
 * and the other changes stays, whoever came first; here the later one decides, so the change is it.
 */
class RecordCasesTest {
    private static final Stamp BEGINNING = new Stamp(100, 0);
    private static final List<String> PLAIN =
            List.of("name", "status", "qty", "note", "email", "phone", "vip");
    private static final Type LINES =
            new Type.ListBy("sku", Map.of("sku", Type.Scalar.TEXT, "qty", Type.Scalar.INTEGER));

    @Test
    void records_are_merged_alike() {
        List<Value.Struct> clean =
                JsonCases.of(RecordCasesTest.class, "record-merge-cases.json").stream()
                        .filter(each -> JsonCases.is(each, "clean"))
                        .filter(each -> !changesNothing(JsonCases.get(each, "opLeft")))
                        .filter(each -> !changesNothing(JsonCases.get(each, "opRight")))
                        .filter(each -> hasOneLineAKey(struct(each, "merged")))
                        .toList();
        assertThat(clean).hasSizeGreaterThan(650);
        for (Value.Struct each : clean) {
            Map<String, Value> base = fields(struct(each, "base"));
            Map<String, Value> left = fields(struct(each, "left"));
            Map<String, Value> right = fields(struct(each, "right"));
            Map<String, Value> expected = fields(struct(each, "merged"));
            Map<String, @Nullable Value> merged = new LinkedHashMap<>();
            base.forEach((name, value) ->
                    merged.put(
                            name,
                            merged(
                                    name,
                                    value,
                                    left.getOrDefault(name, value),
                                    right.getOrDefault(name, value))));
            assertThat(merged).as("case " + JsonCases.get(each, "id")).isEqualTo(expected);
        }
    }

    /** Whether it puts in somewhere what it takes out there, which by the values is no edit. */
    private static boolean changesNothing(Value operation) {
        return switch (operation) {
            case Value.Items(List<Value> parts) ->
                    parts.stream().anyMatch(RecordCasesTest::changesNothing);
            case Value.Struct(Map<String, Value> change) ->
                    change.containsKey("i") && Objects.equals(change.get("i"), change.get("r"));
            default -> false;
        };
    }

    /** Where both made a line of the same key, there are two of it there, and one here. */
    private static boolean hasOneLineAKey(Value.Struct record) {
        List<Value> lines = JsonCases.items(record, "lines");
        return lines.stream()
                        .map(line -> JsonCases.get((Value.Struct) line, "sku"))
                        .distinct()
                        .count()
                == lines.size();
    }

    private static @Nullable Value merged(String name, Value base, Value left, Value right) {
        boolean isList = name.equals("lines");
        Field field =
                new Field(
                        0,
                        name,
                        isList ? LINES : Type.Scalar.JSON,
                        isList ? new Policy.ListMerge() : new Policy.LastWriterWins(),
                        false);
        Edit.Cell seen = new Edit.Cell(base, BEGINNING);
        Edit.Cell head = seen;
        int branch = 0;
        for (Value edited : List.of(left, right)) {
            if (!edited.equals(base)) {
                Stamp stamp = new Stamp((edited.isNull() ? 200 : 300) + branch, branch);
                boolean same = base.equals(head.value());
                Merged merged =
                        Merge.edit(new Edit(field, branch, seen, head, same, edited, stamp));
                head = new Edit.Cell(merged.value(), merged.mark());
            }
            branch++;
        }
        return head.value() instanceof Value.Items(List<Value> lines)
                ? sorted(lines)
                : head.value();
    }

    private static Value.Struct struct(Value.Struct each, String name) {
        return JsonCases.get(each, name) instanceof Value.Struct struct
                ? struct
                : new Value.Struct(Map.of());
    }

    /** A record as a file would map it: an address is a few fields, and what is missing is null. */
    private static Map<String, Value> fields(Value.Struct record) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (String name : PLAIN) {
            fields.put(name, JsonCases.get(record, name));
        }
        Value.Struct address = struct(record, "address");
        for (String name : Set.of("city", "zip", "geo").stream().sorted().toList()) {
            fields.put("address." + name, JsonCases.get(address, name));
        }
        fields.put("lines", sorted(JsonCases.items(record, "lines")));
        return fields;
    }

    /** Of a list by key the order says nothing. */
    private static Value sorted(List<Value> lines) {
        List<Value> sorted = new ArrayList<>(lines);
        sorted.sort(ValueOrder.INSTANCE);
        return new Value.Items(sorted);
    }
}
