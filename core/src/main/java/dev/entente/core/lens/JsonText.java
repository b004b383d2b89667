package dev.entente.core.lens;

import dev.entente.core.value.Value;

/** JSON that a system keeps in a column of text. */
public record JsonText() implements Form {

    @Override
    public Value get(Value nativeValue) {
        return nativeValue instanceof Value.Text(String text)
                ? new JsonParser(text).parse()
                : nativeValue;
    }

    @Override
    public Value put(Value canonical) {
        return canonical.isNull() ? canonical : Value.of(JsonWriter.write(canonical));
    }

    /** White space, the order of names, the way a number is written. */
    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        return "JSON in text";
    }
}
