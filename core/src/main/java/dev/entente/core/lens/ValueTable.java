package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Codes and what they mean. Of several codes with one meaning the first is written.
 *
 * @param meanings the canonical value of each native one, in the order of the file; null may be
 *     among them
 */
public record ValueTable(Map<Value, Value> meanings, Map<Value, Value> codes) implements Form {

    public ValueTable {
        meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
        codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
    }

    public static ValueTable of(Map<Value, Value> meanings) {
        Map<Value, Value> codes = new LinkedHashMap<>();
        meanings.forEach((code, meaning) -> codes.putIfAbsent(meaning, code));
        return new ValueTable(meanings, codes);
    }

    @Override
    public Value get(Value nativeValue) {
        Value meaning = meanings.get(nativeValue);
        if (meaning != null) {
            return meaning;
        }
        if (nativeValue.isNull()) {
            return nativeValue;
        }
        throw new NoForm("is not a code it knows: " + words());
    }

    @Override
    public Value put(Value canonical) {
        Value code = codes.get(canonical);
        if (code != null) {
            return code;
        }
        if (canonical.isNull()) {
            return canonical;
        }
        throw new NoForm("has no code: " + words());
    }

    @Override
    public boolean isLossy() {
        return codes.size() < meanings.size();
    }

    @Override
    public String words() {
        return Listed.of(
                meanings.entrySet().stream()
                        .map(entry -> shown(entry.getKey()) + " is " + shown(entry.getValue())));
    }

    private static String shown(Value value) {
        return value.isNull() ? "null" : Scalars.print(value);
    }
}
