package dev.entente.simulator.rehearsal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Values that people give, from the type and the policy of a field. What can be told apart is: no
 * text, date or element is given twice. Numbers are counted up and down from what was there, as
 * stock is sold and bought.
 */
final class Inventor {
    private static final List<String> WORDS =
            List.of("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron");

    private static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 15);

    /** A text that is merged grows no longer than this. */
    private static final int LONGEST_TEXT = 120;

    private final SplittableRandom random;
    private final long step;
    private long given;

    /**
     * @param number of those who give values
     * @param of so many in all, so that no two give the same
     */
    Inventor(SplittableRandom random, int number, int of) {
        this.random = random;
        this.given = number;
        this.step = of;
    }

    /** A number that nobody has been given before. */
    long fresh() {
        given += step;
        return given;
    }

    /** What a new record is known by. */
    Value identity(Field field) {
        long number = fresh();
        return switch (field.type()) {
            case Type.Scalar scalar when scalar == Type.Scalar.INTEGER -> Value.of(number);
            case Type.Scalar scalar when scalar == Type.Scalar.NUMBER ->
                    Value.of(BigDecimal.valueOf(number));
            case Type.Scalar scalar when scalar == Type.Scalar.TEXT ->
                    Value.of(Long.toString(1_000 + number));
            case Type other -> next(other, Value.Null.NULL, 1);
        };
    }

    /**
     * The next value of a field.
     *
     * @param vocabulary the codes of its entity
     * @param now what is there
     * @param attempt from 0: each further one asks for less room
     */
    Value next(Field field, Vocabulary vocabulary, Value now, int attempt) {
        List<Value> words = vocabulary.of(field);
        if (!words.isEmpty()) {
            return another(words, now);
        }
        if (field.policy() instanceof Policy.TextMerge && now instanceof Value.Text(String text)) {
            return Value.of(edited(text));
        }
        return next(field.type(), now, attempt);
    }

    private Value next(Type type, Value now, int attempt) {
        return switch (type) {
            case Type.Scalar scalar -> next(scalar, now, attempt);
            case Type.OneOf oneOf -> another(oneOf.values().stream().map(Value::of).toList(), now);
            case Type.SetOf set -> set(set, items(now), attempt);
            case Type.ListBy list -> list(list, items(now), attempt);
        };
    }

    private Value next(Type.Scalar scalar, Value now, int attempt) {
        return switch (scalar) {
            case TEXT -> Value.of(text(attempt));
            case INTEGER, NUMBER -> counted(scalar, now);
            case BOOLEAN -> Value.of(!now.equals(Value.of(true)));
            case DATE -> new Value.Day(FIRST_DAY.plusDays(fresh() % 30_000));
            case TIME -> new Value.Clock(LocalTime.ofSecondOfDay(fresh() % 1_440 * 60));
            case DATETIME -> new Value.LocalMoment(FIRST_DAY.atStartOfDay().plusMinutes(fresh()));
            case TIMESTAMP ->
                    new Value.Moment(
                            FIRST_DAY
                                    .atStartOfDay()
                                    .plusMinutes(fresh())
                                    .toInstant(ZoneOffset.UTC));
            case UUID -> new Value.Uuid(new UUID(random.nextLong(), fresh()));
            case BYTES -> new Value.Bytes(Long.toString(fresh(), 36).getBytes(US_ASCII));
            case JSON -> new Value.Struct(Map.of("n", Value.of(fresh())));
        };
    }

    private String text(int attempt) {
        String number = Long.toString(fresh(), 36);
        return attempt == 0 ? WORDS.get(random.nextInt(WORDS.size())) + " " + number : number;
    }

    /** A few are sold, or more are bought. */
    private Value counted(Type.Scalar scalar, Value now) {
        long by = random.nextInt(10) < 7 ? -1 - random.nextInt(3) : 1 + random.nextInt(8);
        return switch (now) {
            case Value.Whole(long whole) -> Value.of(whole + by);
            case Value.Decimal(BigDecimal number) -> Value.of(number.add(BigDecimal.valueOf(by)));
            default ->
                    scalar == Type.Scalar.INTEGER
                            ? Value.of(100)
                            : Value.of(BigDecimal.valueOf(100));
        };
    }

    private Value another(List<Value> values, Value now) {
        List<Value> others = values.stream().filter(value -> !value.equals(now)).toList();
        return others.isEmpty() ? now : others.get(random.nextInt(others.size()));
    }

    /** A word more, or one less. */
    private String edited(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        int at = random.nextInt(words.size());
        if (text.length() > LONGEST_TEXT || (words.size() > 3 && random.nextInt(3) == 0)) {
            words.remove(at);
        } else {
            words.add(at, text(1));
        }
        return String.join(" ", words);
    }

    private Value set(Type.SetOf set, List<Value> now, int attempt) {
        List<Value> next = new ArrayList<>(now);
        if (!next.isEmpty() && (next.size() > 6 || random.nextInt(3) == 0)) {
            next.remove(random.nextInt(next.size()));
        } else {
            next.add(next(set.of(), Value.Null.NULL, attempt));
        }
        next.sort(ValueOrder.INSTANCE);
        return new Value.Items(next.stream().distinct().toList());
    }

    private Value list(Type.ListBy list, List<Value> now, int attempt) {
        List<Value> next = new ArrayList<>(now);
        int which = random.nextInt(next.size() + 1);
        if (which == next.size()) {
            next.add(element(list, Map.of(), attempt));
        } else if (next.size() > 6 || random.nextInt(4) == 0) {
            next.remove(which);
        } else {
            next.set(which, element(list, ((Value.Struct) next.get(which)).fields(), attempt));
        }
        return new Value.Items(next);
    }

    /** A new element where there was none, else the same with one thing changed. */
    private Value element(Type.ListBy list, Map<String, Value> now, int attempt) {
        Map<String, Value> next = new LinkedHashMap<>(now);
        List<String> names =
                list.of().keySet().stream().filter(name -> !name.equals(list.key())).toList();
        String one = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
        list.of()
                .forEach((name, type) -> {
                    if (now.isEmpty() || name.equals(one)) {
                        Value was = now.getOrDefault(name, Value.Null.NULL);
                        next.put(name, next(type, was, attempt));
                    }
                });
        return new Value.Struct(next);
    }

    static List<Value> items(Value value) {
        return value instanceof Value.Items(List<Value> values) ? values : List.of();
    }
}
