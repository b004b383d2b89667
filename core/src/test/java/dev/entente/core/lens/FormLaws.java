package dev.entente.core.lens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.core.Seed;
import dev.entente.core.entity.Type;
import dev.entente.core.entity.Type.Scalar;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** I26, for every form there is. */
class FormLaws {

    private static final int SEEDS = 300;

    /**
     * @param natives what a system could hold there
     * @param canonicals what the entity could hold there
     */
    record Subject(
            Form form, Function<Samples, Value> natives, Function<Samples, Value> canonicals) {
        @Override
        public String toString() {
            return form.getClass().getSimpleName() + ": " + form.words();
        }
    }

    private static Subject subject(Form form, Kind nativeKind, Type type) {
        return new Subject(form, samples -> samples.some(nativeKind), samples -> samples.of(type));
    }

    static Stream<Subject> subjects() {
        return Stream.of(coercions(), texts(), numbers(), times(), lists(), chains())
                .flatMap(List::stream);
    }

    private static List<Subject> coercions() {
        List<Subject> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Scalar scalar : Scalar.values()) {
                Form form = Forms.between(kind, scalar);
                if (form != null) {
                    all.add(subject(form, kind, scalar));
                    all.add(
                            new Subject(
                                    form,
                                    samples -> printed(kind, samples.some(Kind.of(scalar))),
                                    samples -> samples.of(scalar)));
                }
            }
        }
        return all;
    }

    /** A value in the words of another kind, where it has some. */
    private static Value printed(Kind kind, Value value) {
        try {
            return Scalars.as(kind, value);
        } catch (NoForm e) {
            return Value.Null.NULL;
        }
    }

    private static List<Subject> texts() {
        Map<Value, Value> codes = new LinkedHashMap<>();
        codes.put(Value.of(1), Value.of("routine"));
        codes.put(Value.of(2), Value.of("urgent"));
        codes.put(Value.of(3), Value.of("urgent"));
        codes.put(Value.Null.NULL, Value.of("unknown"));
        Function<Samples, Value> nativeCodes =
                samples -> pick(samples, List.copyOf(codes.keySet()), Value.of(7));
        Type meanings = new Type.OneOf(List.of("routine", "urgent", "unknown", "never heard of"));
        List<Subject> all = new ArrayList<>();
        all.add(new Subject(ValueTable.of(codes), nativeCodes, samples -> samples.of(meanings)));
        for (Form form :
                List.of(
                        new Trim(),
                        new Default(Value.of("a")),
                        new LetterCase(LetterCase.Letters.LOWER, LetterCase.Letters.LOWER),
                        new LetterCase(LetterCase.Letters.LOWER, LetterCase.Letters.UPPER),
                        new LetterCase(LetterCase.Letters.UPPER, LetterCase.Letters.LOWER),
                        new Affix("a", ""),
                        new Affix("LAB-", "/x"),
                        Among.texts(List.of("a", "", "007")))) {
            all.add(subject(form, Kind.TEXT, Scalar.TEXT));
        }
        Form padded = new Padded(9);
        all.add(
                new Subject(
                        padded,
                        samples -> padded.put(samples.some(Kind.TEXT)),
                        samples -> samples.of(Scalar.TEXT)));
        all.add(
                new Subject(
                        new Affix("LAB-", "/x"),
                        samples -> Value.of("LAB-" + text(samples) + "/x"),
                        samples -> samples.of(Scalar.TEXT)));
        return all;
    }

    private static Value pick(Samples samples, List<Value> values, Value other) {
        long drawn = ((Value.Whole) samples.some(Kind.WHOLE)).value();
        int index = Math.floorMod(drawn, values.size() + 1);
        return index == values.size() ? other : values.get(index);
    }

    private static String text(Samples samples) {
        return ((Value.Text) samples.some(Kind.TEXT)).value();
    }

    private static List<Subject> numbers() {
        Form rounded = new Rounded(2);
        return List.of(
                subject(Scale.rounded(2), Kind.DECIMAL, Scalar.NUMBER),
                new Subject(
                        rounded,
                        samples -> rounded.put(samples.some(Kind.DECIMAL)),
                        samples -> samples.of(Scalar.NUMBER)),
                subject(scale("1000", "0", 3), Kind.DECIMAL, Scalar.NUMBER),
                subject(scale("0.001", "0", 0), Kind.DECIMAL, Scalar.NUMBER),
                subject(scale("3", "0", 4), Kind.DECIMAL, Scalar.NUMBER),
                subject(scale("-1.8", "32", 2), Kind.DECIMAL, Scalar.NUMBER));
    }

    private static Scale scale(String factor, String offset, int digits) {
        return new Scale(
                new BigDecimal(factor), new BigDecimal(offset), digits, RoundingMode.HALF_EVEN);
    }

    private static List<Subject> times() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        List<Subject> all = new ArrayList<>();
        all.add(subject(new Zoned(berlin, true), Kind.LOCAL_MOMENT, Scalar.TIMESTAMP));
        all.add(subject(new Zoned(berlin, false), Kind.MOMENT, Scalar.DATETIME));
        for (Map.Entry<String, Scalar> format :
                Map.of(
                                "dd.MM.yyyy", Scalar.DATE,
                                "yyyyMMdd", Scalar.DATE,
                                "d MMM yyyy", Scalar.DATE,
                                "HH:mm", Scalar.TIME,
                                "dd.MM.yyyy HH:mm:ss", Scalar.DATETIME,
                                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Scalar.TIMESTAMP)
                        .entrySet()) {
            TextTime form = TextTime.of(format.getKey(), Kind.of(format.getValue()));
            all.add(
                    new Subject(
                            form,
                            samples -> form.put(samples.some(form.kind())),
                            samples -> samples.of(format.getValue())));
        }
        return all;
    }

    private static final Type.ListBy TESTS = new Type.ListBy("code", ofTests());

    private static Map<String, Type> ofTests() {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("code", Scalar.TEXT);
        fields.put("result", Scalar.NUMBER);
        fields.put("taken", Scalar.DATE);
        fields.put("final", Scalar.BOOLEAN);
        return fields;
    }

    private static List<Subject> lists() {
        Form list = lossless(Forms.list(TESTS, Map.of("code", "test", "result", "value")));
        Function<Samples, Value> natives =
                samples -> withUnmapped(list.put(samples.of(TESTS)), samples);
        Type.SetOf set = new Type.SetOf(Scalar.TEXT);
        Type.SetOf numbers = new Type.SetOf(Scalar.INTEGER);
        return List.of(
                new Subject(list, natives, samples -> samples.of(TESTS)),
                new Subject(
                        Chain.of(new JsonText(), list),
                        samples -> {
                            Value json = natives.apply(samples);
                            return json.isNull() ? json : Value.of(JsonWriter.write(json) + " ");
                        },
                        samples -> samples.of(TESTS)),
                subject(lossless(Forms.between(Kind.ITEMS, set)), Kind.ITEMS, set),
                subject(lossless(Forms.between(Kind.JSON, set)), Kind.JSON, set),
                subject(new Split(";"), Kind.TEXT, set),
                subject(new Split(",,"), Kind.TEXT, set),
                subject(
                        Chain.of(
                                new Split(","), new SortedSet(new Coercion(Kind.TEXT, Kind.WHOLE))),
                        Kind.TEXT,
                        numbers),
                subject(new JsonText(), Kind.TEXT, Scalar.JSON));
    }

    private static Form lossless(@org.jspecify.annotations.Nullable Form form) {
        assertThat(form).isNotNull();
        return form;
    }

    /** The same objects with something in them that no field is mapped to. */
    private static Value withUnmapped(Value array, Samples samples) {
        if (!(array instanceof Value.Items(List<Value> objects))) {
            return array;
        }
        List<Value> more = new ArrayList<>();
        for (Value object : objects) {
            Map<String, Value> fields = new HashMap<>(((Value.Struct) object).fields());
            fields.put("remark", samples.some(Kind.JSON));
            more.add(new Value.Struct(fields));
        }
        return new Value.Items(more);
    }

    private static List<Subject> chains() {
        return List.of(
                subject(
                        Chain.of(
                                new Trim(),
                                new LetterCase(LetterCase.Letters.LOWER, LetterCase.Letters.UPPER),
                                new Affix("a", "")),
                        Kind.TEXT,
                        Scalar.TEXT),
                subject(
                        Chain.of(
                                new Coercion(Kind.WHOLE, Kind.DECIMAL),
                                scale("0.01", "0", 0),
                                new Default(new Value.Decimal(BigDecimal.TEN))),
                        Kind.WHOLE,
                        Scalar.NUMBER),
                subject(
                        Chain.of(scale("1000", "0", 3), new Coercion(Kind.DECIMAL, Kind.WHOLE)),
                        Kind.DECIMAL,
                        Scalar.INTEGER));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_is_read_and_written_back_is_what_was_there(Subject subject) {
        Seed.each(
                SEEDS,
                seed -> {
                    Value there = subject.natives.apply(new Samples(seed.number()));
                    Value read = tried(() -> subject.form.get(there));
                    if (read != null) {
                        assertThat(subject.form.put(read, there)).isEqualTo(there);
                        if (!subject.form.isLossy()) {
                            assertThat(subject.form.put(read)).isEqualTo(there);
                        }
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_is_written_and_read_back_is_its_normal_form(Subject subject) {
        Seed.each(
                SEEDS,
                seed -> {
                    Samples samples = new Samples(seed.number());
                    Value value = subject.canonicals.apply(samples);
                    Value normal = subject.form.normal().of(value);
                    assertThat(subject.form.normal().of(normal)).isEqualTo(normal);
                    Value written = tried(() -> subject.form.put(value));
                    if (written != null) {
                        assertThat(subject.form.get(written)).isEqualTo(normal);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_is_written_over_something_else_is_read_back_as_its_normal_form(Subject subject) {
        Seed.each(
                SEEDS,
                seed -> {
                    Samples samples = new Samples(seed.number());
                    Value value = subject.canonicals.apply(samples);
                    Value there = subject.natives.apply(samples);
                    Value read = tried(() -> subject.form.get(there));
                    Value written =
                            read == null ? null : tried(() -> subject.form.put(value, there));
                    if (written != null && tried(() -> subject.form.put(value)) != null) {
                        Value normal = subject.form.normal().of(value);
                        assertThat(subject.form.get(written)).isIn(normal, value);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_is_read_is_its_own_normal_form(Subject subject) {
        Seed.each(
                SEEDS,
                seed -> {
                    Value there = subject.natives.apply(new Samples(seed.number()));
                    Value read = tried(() -> subject.form.get(there));
                    Value again =
                            read == null
                                    ? null
                                    : tried(() -> subject.form.get(subject.form.put(read)));
                    if (again != null && !(hasDigitsBeyond(subject.form))) {
                        assertThat(again).isEqualTo(read);
                    }
                });
    }

    /** A system that declares fewer digits than it holds, or a finer time than its format tells. */
    private static boolean hasDigitsBeyond(Form form) {
        return form instanceof Scale
                || (form instanceof Chain(List<Form> forms)
                        && forms.stream().anyMatch(FormLaws::hasDigitsBeyond));
    }

    private static @org.jspecify.annotations.Nullable Value tried(
            java.util.function.Supplier<Value> attempt) {
        try {
            return attempt.get();
        } catch (NoForm e) {
            return null;
        }
    }
}
