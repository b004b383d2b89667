package dev.entente.portallab;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tests of a request, by code: each a few named texts and numbers. Two lists are the same when
 * they mean the same; the order of their elements means nothing.
 */
record TestList(SortedMap<String, SortedMap<String, String>> byCode) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The part of an element that is a number. */
    static final String RESULT = "result";

    static final String UNIT = "unit";

    /** What an end calls the parts of an element. */
    record Names(String code, String result, String unit) {
        /** What the file calls them, and the portal, too. */
        static final Names CANONICAL = new Names("code", RESULT, UNIT);

        static final Names LAB = new Names("test", "value", "uom");
    }

    static TestList parse(String text) {
        return parse(text, Names.CANONICAL);
    }

    static TestList parse(String text, Names names) {
        SortedMap<String, SortedMap<String, String>> byCode = new TreeMap<>();
        for (JsonNode element : JSON.readTree(text)) {
            SortedMap<String, String> parts = new TreeMap<>();
            put(parts, RESULT, element.path(names.result()));
            put(parts, UNIT, element.path(names.unit()));
            byCode.put(element.path(names.code()).asString(), parts);
        }
        return new TestList(byCode);
    }

    private static void put(SortedMap<String, String> parts, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            parts.put(name, plain(value));
        }
    }

    /** 5.40 and 5.4 are one number. */
    private static String plain(JsonNode value) {
        return value.isNumber()
                ? value.decimalValue().stripTrailingZeros().toPlainString()
                : value.asString();
    }

    void put(String code, String part, String value) {
        byCode.computeIfAbsent(code, _ -> new TreeMap<>()).put(part, value);
    }

    String json() {
        return json(Names.CANONICAL);
    }

    String json(Names names) {
        ArrayNode list = JSON.createArrayNode();
        byCode.forEach((code, parts) -> {
            ObjectNode element = list.addObject().put(names.code(), code);
            String result = parts.get(RESULT);
            if (result != null) {
                element.put(names.result(), new BigDecimal(result));
            }
            String unit = parts.get(UNIT);
            if (unit != null) {
                element.put(names.unit(), unit);
            }
        });
        return JSON.writeValueAsString(list);
    }

    /**
     * Every part of every element as a field of its own, such as {@code tests/GLU/result}, and each
     * element.
     */
    SortedMap<String, String> flat(String field) {
        SortedMap<String, String> flat = new TreeMap<>();
        byCode.forEach((code, parts) -> {
            flat.put(field + "/" + code, code);
            parts.forEach((name, value) -> flat.put(field + "/" + code + "/" + name, value));
        });
        return flat;
    }
}
