package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.List;
import java.util.Set;

/** A text that must be one of those named, in both directions. */
public record Among(Set<Value> values) implements Form {

    public Among {
        values = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(values));
    }

    public static Among texts(List<String> texts) {
        return new Among(
                texts.stream()
                        .<Value>map(Value::of)
                        .collect(
                                java.util.stream.Collectors.toCollection(
                                        java.util.LinkedHashSet::new)));
    }

    @Override
    public Value get(Value nativeValue) {
        return checked(nativeValue);
    }

    @Override
    public Value put(Value canonical) {
        return checked(canonical);
    }

    private Value checked(Value value) {
        if (!value.isNull() && !values.contains(value)) {
            throw new NoForm("is not one of " + names());
        }
        return value;
    }

    private String names() {
        return Listed.of(values.stream().map(Scalars::print));
    }

    @Override
    public boolean isLossy() {
        return false;
    }

    @Override
    public String words() {
        return "one of " + names();
    }
}
