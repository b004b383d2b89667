package dev.entente.core.lens;

import dev.entente.core.value.Value;

/** The text without white space around it. */
public record Trim() implements Form {

    @Override
    public Value get(Value nativeValue) {
        return trimmed(nativeValue);
    }

    @Override
    public Value put(Value canonical) {
        return trimmed(canonical);
    }

    private static Value trimmed(Value value) {
        if (!(value instanceof Value.Text text)) {
            return value;
        }
        String stripped = text.value().strip();
        return stripped.length() == text.value().length() ? value : Value.of(stripped);
    }

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        return "without space around it";
    }
}
