package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Cases that another implementation made: a file of JSON beside a test. */
public final class JsonCases {

    private JsonCases() {}

    /** The {@code cases} of a file. */
    public static List<Value.Struct> of(Class<?> test, String name) {
        try (InputStream file =
                Objects.requireNonNull(test.getResourceAsStream(name), "no " + name)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Value.Struct all = (Value.Struct) new JsonParser(text).parse();
            return items(all, "cases").stream().map(Value.Struct.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Value get(Value.Struct struct, String name) {
        return struct.fields().getOrDefault(name, Value.Null.NULL);
    }

    public static String text(Value.Struct struct, String name) {
        return ((Value.Text) get(struct, name)).value();
    }

    public static List<Value> items(Value.Struct struct, String name) {
        return get(struct, name) instanceof Value.Items(List<Value> values) ? values : List.of();
    }

    public static boolean is(Value.Struct struct, String name) {
        return get(struct, name).equals(new Value.Bool(true));
    }
}
