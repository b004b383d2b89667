package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;

/** A text of several texts with a separator between them, as a list of those. */
public record Split(String separator) implements Form {

    public Split {
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("nothing separates nothing");
        }
    }

    @Override
    public Value get(Value nativeValue) {
        return nativeValue instanceof Value.Text(String text)
                ? new Value.Items(parts(text))
                : nativeValue;
    }

    private List<Value> parts(String text) {
        List<Value> parts = new ArrayList<>();
        if (text.isEmpty()) {
            return parts;
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(Value.of(text.substring(from, at)));
            from = at + separator.length();
        }
        parts.add(Value.of(text.substring(from)));
        return parts;
    }

    @Override
    public Value put(Value canonical) {
        if (!(canonical instanceof Value.Items(List<Value> values))) {
            return canonical;
        }
        List<String> texts = new ArrayList<>();
        for (Value value : values) {
            texts.add(Scalars.print(value));
        }
        String text = String.join(separator, texts);
        if (!parts(text).equals(values)) {
            throw new NoForm("has an element that cannot be told from `" + separator + "`");
        }
        return Value.of(text);
    }

    @Override
    public boolean isLossy() {
        return false;
    }

    @Override
    public String words() {
        return "cut at `" + separator + "`";
    }
}
