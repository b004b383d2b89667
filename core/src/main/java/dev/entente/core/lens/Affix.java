package dev.entente.core.lens;

import dev.entente.core.value.Value;

/** What the system has around the text, and the entity has not. */
public record Affix(String prefix, String suffix) implements Form {

    @Override
    public Value get(Value nativeValue) {
        if (!(nativeValue instanceof Value.Text(String text))) {
            return nativeValue;
        }
        if (text.length() < prefix.length() + suffix.length()
                || !text.startsWith(prefix)
                || !text.endsWith(suffix)) {
            throw new NoForm("does not have " + what());
        }
        return Value.of(text.substring(prefix.length(), text.length() - suffix.length()));
    }

    @Override
    public Value put(Value canonical) {
        return canonical instanceof Value.Text(String text)
                ? Value.of(prefix + text + suffix)
                : canonical;
    }

    @Override
    public boolean isLossy() {
        return false;
    }

    @Override
    public String words() {
        return "without " + what();
    }

    private String what() {
        String before = prefix.isEmpty() ? "" : "`" + prefix + "` before it";
        String after = suffix.isEmpty() ? "" : "`" + suffix + "` behind it";
        return before.isEmpty() || after.isEmpty() ? before + after : before + " and " + after;
    }
}
