package dev.entente.core.lens;

import dev.entente.core.value.Value;

/**
 * A text that the system fills up with spaces to a fixed length. Spaces at the end mean nothing.
 *
 * @param length in characters (code points)
 */
public record Padded(int length) implements Form {

    @Override
    public Value get(Value nativeValue) {
        if (!(nativeValue instanceof Value.Text(String text))) {
            return nativeValue;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return Value.of(text.substring(0, end));
    }

    @Override
    public Value put(Value canonical) {
        if (!(get(canonical) instanceof Value.Text(String text))) {
            return canonical;
        }
        int missing = length - text.codePointCount(0, text.length());
        return missing <= 0 ? Value.of(text) : Value.of(text + " ".repeat(missing));
    }

    /** The system holds every text at this length. */
    @Override
    public boolean isLossy() {
        return false;
    }

    @Override
    public String words() {
        return "without the spaces that fill it up to " + length;
    }
}
