package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.Locale;

/**
 * Letters all small or all capital: in the entity as {@code read}, at the system as {@code
 * written}.
 */
public record LetterCase(Letters read, Letters written) implements Form {

    public enum Letters {
        LOWER,
        UPPER;

        Value of(Value value) {
            if (!(value instanceof Value.Text text)) {
                return value;
            }
            return Value.of(
                    this == LOWER
                            ? text.value().toLowerCase(Locale.ROOT)
                            : text.value().toUpperCase(Locale.ROOT));
        }

        String words() {
            return this == LOWER ? "lower case" : "upper case";
        }
    }

    /** By way of what would be written, where some letters have no other case of their own. */
    @Override
    public Value get(Value nativeValue) {
        return read.of(written.of(nativeValue));
    }

    @Override
    public Value put(Value canonical) {
        return written.of(canonical);
    }

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        return "in " + read.words() + (read == written ? "" : ", written in " + written.words());
    }
}
