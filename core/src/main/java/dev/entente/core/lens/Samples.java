package dev.entente.core.lens;

import dev.entente.core.entity.Type;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Values of a type, the awkward ones among them: from a seed, so that they come again. */
public final class Samples {

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "a",
                    " Ab ",
                    "Straße",
                    "İstanbul",
                    "007",
                    "1.50",
                    "null",
                    "true",
                    "x;y",
                    "Anna Maria Muster",
                    "\t",
                    "line\nline",
                    "\"quoted\"",
                    "😀",
                    "a,b,,c",
                    "10%");

    private final Random random;

    public Samples(long seed) {
        this.random = new Random(seed);
    }

    /** One value, now and then null. */
    public Value of(Type type) {
        return random.nextInt(12) == 0 ? Value.Null.NULL : some(type);
    }

    private Value some(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> some(Kind.of(scalar));
            case Type.OneOf oneOf ->
                    Value.of(oneOf.values().get(random.nextInt(oneOf.values().size())));
            case Type.SetOf set ->
                    new Value.Items(
                            Stream.generate(() -> some(set.of()))
                                    .limit(random.nextInt(5))
                                    .sorted(ValueOrder.INSTANCE)
                                    .distinct()
                                    .toList());
            case Type.ListBy list -> some(list);
        };
    }

    private Value some(Type.ListBy list) {
        Map<Value, Value> elements = new TreeMap<>(ValueOrder.INSTANCE);
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<String, Value> fields = new LinkedHashMap<>();
            list.of()
                    .forEach((name, type) -> {
                        if (name.equals(list.key()) || random.nextInt(5) > 0) {
                            fields.put(name, name.equals(list.key()) ? some(type) : of(type));
                        }
                    });
            elements.put(
                    fields.getOrDefault(list.key(), Value.Null.NULL), new Value.Struct(fields));
        }
        return new Value.Items(List.copyOf(elements.values()));
    }

    /** One value of a kind, never null. */
    Value some(Kind kind) {
        return switch (kind) {
            case BOOL -> new Value.Bool(random.nextBoolean());
            case WHOLE -> new Value.Whole(random.nextLong() >> random.nextInt(64));
            case DECIMAL -> decimal();
            case TEXT -> Value.of(text());
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(9)];
                random.nextBytes(bytes);
                yield new Value.Bytes(bytes);
            }
            case DAY -> new Value.Day(LocalDate.ofEpochDay(random.nextInt(-30_000, 60_000)));
            case CLOCK -> new Value.Clock(clock());
            case LOCAL_MOMENT ->
                    new Value.LocalMoment(
                            LocalDate.ofEpochDay(random.nextInt(-30_000, 60_000)).atTime(clock()));
            case MOMENT ->
                    new Value.Moment(
                            Instant.ofEpochSecond(
                                    random.nextLong(-2_000_000_000L, 5_000_000_000L),
                                    random.nextInt(1_000_000) * 1000L));
            case UUID -> new Value.Uuid(new UUID(random.nextLong(), random.nextLong()));
            case ITEMS ->
                    new Value.Items(
                            Stream.generate(() -> some(Kind.TEXT))
                                    .limit(random.nextInt(5))
                                    .toList());
            case JSON -> json(3);
        };
    }

    private LocalTime clock() {
        return LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1000);
    }

    private Value decimal() {
        return new Value.Decimal(
                new BigDecimal(
                        new BigInteger(random.nextInt(1, 70), random)
                                .subtract(BigInteger.valueOf(1000)),
                        random.nextInt(-3, 8)));
    }

    private String text() {
        if (random.nextBoolean()) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append((char) random.nextInt(' ', 0x250));
        }
        return text.toString();
    }

    private Value json(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Value.Bool(random.nextBoolean());
            case 1 -> new Value.Whole(random.nextInt());
            case 2 -> new Value.Decimal(BigDecimal.valueOf(random.nextInt(-99, 99) * 2L + 1, 1));
            case 3 -> Value.of(text());
            case 4 -> {
                List<Value> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(random.nextInt(9) == 0 ? Value.Null.NULL : json(depth - 1));
                }
                yield new Value.Items(items);
            }
            default -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    fields.put(text(), json(depth - 1));
                }
                yield new Value.Struct(fields);
            }
        };
    }
}
