package dev.entente.engine.store;

import dev.entente.core.lens.NoForm;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Value ↔ bytes: a tag, then what the tag says.
 *
 * <p>Two forms. The <em>faithful</em> one gives back the very value, with the digits it came with.
 * The <em>canonical</em> one is for indexes: values that mean the same have the same bytes, numbers
 * of both kinds included, and no others do. Each value ends by itself, so that several in a row are
 * unambiguous. Neither sorts.
 */
public final class ValueCodec {

    /** Values may hold values down to this depth; deeper ones have no form in the store. */
    public static final int MOST_DEPTH = 256;

    /** Tags below are free for who writes a value or something else in its place. */
    public static final int FIRST_TAG = 8;

    private static final int NULL = 8;
    private static final int FALSE = 9;
    private static final int TRUE = 10;
    private static final int WHOLE = 11;
    private static final int DECIMAL = 12;
    private static final int BIG_DECIMAL = 13;
    private static final int TEXT = 14;
    private static final int BYTES = 15;
    private static final int DAY = 16;
    private static final int CLOCK = 17;
    private static final int LOCAL_MOMENT = 18;
    private static final int MOMENT = 19;
    private static final int UUID_TAG = 20;
    private static final int ITEMS = 21;
    private static final int STRUCT = 22;

    /** From here on: a text of so many bytes, up to 63. */
    private static final int SHORT_TEXT = 0x40;

    /** From here on: a whole number, up to 127. */
    private static final int SMALL_WHOLE = 0x80;

    private static final int LONGEST_LONG = 19;

    private ValueCodec() {}

    /** Writes the value as it is. */
    public static void write(Packer out, Value value) {
        write(out, value, 0);
    }

    /** Writes what the value means. */
    public static void writeCanonical(Packer out, Value value) {
        write(out, canonical(value, 0), 0);
    }

    /** The canonical bytes of a value alone. */
    public static byte[] canonical(Value value) {
        Packer out = new Packer(32);
        writeCanonical(out, value);
        return out.take();
    }

    public static Value read(Unpacker in) {
        return read(in, in.u8(), 0);
    }

    /** Reads on behind a tag that was read already, of {@link #FIRST_TAG} or above. */
    public static Value read(Unpacker in, int tag) {
        return read(in, tag, 0);
    }

    public static void writeKey(Packer out, Key key) {
        out.varint(key.parts().size());
        for (Value part : key.parts()) {
            write(out, part);
        }
    }

    public static Key readKey(Unpacker in) {
        int count = in.count();
        if (count == 0) {
            throw in.damaged();
        }
        List<Value> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(read(in));
        }
        return new Key(parts);
    }

    /**
     * Whether both have the same faithful bytes: stricter than equal, which {@code 1.5} and {@code
     * 1.50} are.
     */
    public static boolean identical(Value one, Value other) {
        if (!one.equals(other)) {
            return false;
        }
        return switch (one) {
            case Value.Null _, Value.Bool _, Value.Whole _, Value.Text _, Value.Bytes _ -> true;
            case Value.Day _, Value.Clock _, Value.LocalMoment _, Value.Moment _ -> true;
            case Value.Uuid _ -> true;
            case Value.Decimal(BigDecimal number) ->
                    number.scale() == ((Value.Decimal) other).value().scale();
            case Value.Items(List<Value> values) ->
                    allIdentical(values, ((Value.Items) other).values());
            case Value.Struct(Map<String, Value> fields) ->
                    sameOrder(fields, ((Value.Struct) other).fields());
        };
    }

    private static boolean allIdentical(List<Value> one, List<Value> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!identical(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameOrder(Map<String, Value> one, Map<String, Value> other) {
        return List.copyOf(one.keySet()).equals(List.copyOf(other.keySet()))
                && allIdentical(List.copyOf(one.values()), List.copyOf(other.values()));
    }

    private static void write(Packer out, Value value, int depth) {
        if (depth > MOST_DEPTH) {
            throw new NoForm(
                    "a value nests deeper than "
                            + MOST_DEPTH
                            + " levels, which is more than Entente keeps");
        }
        switch (value) {
            case Value.Null _ -> out.u8(NULL);
            case Value.Bool(boolean bool) -> out.u8(bool ? TRUE : FALSE);
            case Value.Whole(long whole) -> writeWhole(out, whole);
            case Value.Decimal(BigDecimal number) -> writeDecimal(out, number);
            case Value.Text(String text) -> writeText(out, text);
            case Value.Bytes(byte[] bytes) -> out.u8(BYTES).sized(bytes);
            case Value.Day(LocalDate day) -> out.u8(DAY).signed(day.toEpochDay());
            case Value.Clock(LocalTime time) -> out.u8(CLOCK).varint(time.toNanoOfDay());
            case Value.LocalMoment(LocalDateTime moment) ->
                    out.u8(LOCAL_MOMENT)
                            .signed(moment.toLocalDate().toEpochDay())
                            .varint(moment.toLocalTime().toNanoOfDay());
            case Value.Moment(Instant moment) ->
                    out.u8(MOMENT).signed(moment.getEpochSecond()).varint(moment.getNano());
            case Value.Uuid(UUID uuid) ->
                    out.u8(UUID_TAG)
                            .u64(uuid.getMostSignificantBits())
                            .u64(uuid.getLeastSignificantBits());
            case Value.Items(List<Value> values) -> {
                out.u8(ITEMS).varint(values.size());
                for (Value item : values) {
                    write(out, item, depth + 1);
                }
            }
            case Value.Struct(Map<String, Value> fields) -> {
                out.u8(STRUCT).varint(fields.size());
                for (Map.Entry<String, Value> field : fields.entrySet()) {
                    out.text(field.getKey());
                    write(out, field.getValue(), depth + 1);
                }
            }
        }
    }

    private static void writeWhole(Packer out, long whole) {
        if (whole >= 0 && whole <= 0xFF - SMALL_WHOLE) {
            out.u8(SMALL_WHOLE + (int) whole);
        } else {
            out.u8(WHOLE).signed(whole);
        }
    }

    private static void writeDecimal(Packer out, BigDecimal number) {
        BigInteger digits = number.unscaledValue();
        if (digits.bitLength() < Long.SIZE) {
            out.u8(DECIMAL).signed(number.scale()).signed(digits.longValue());
        } else {
            out.u8(BIG_DECIMAL).signed(number.scale()).sized(digits.toByteArray());
        }
    }

    private static void writeText(Packer out, String text) {
        int start = out.size();
        if (text.length() < SMALL_WHOLE - SHORT_TEXT) {
            out.u8(SHORT_TEXT + text.length());
            if (out.ascii(text)) {
                return;
            }
            out.cut(start);
        }
        out.u8(TEXT).text(text);
    }

    private static Value read(Unpacker in, int tag, int depth) {
        if (tag >= SMALL_WHOLE) {
            return new Value.Whole(tag - SMALL_WHOLE);
        }
        if (tag >= SHORT_TEXT) {
            return new Value.Text(in.utf8(tag - SHORT_TEXT));
        }
        if (depth > MOST_DEPTH) {
            throw in.damaged();
        }
        try {
            return switch (tag) {
                case NULL -> Value.Null.NULL;
                case FALSE -> new Value.Bool(false);
                case TRUE -> new Value.Bool(true);
                case WHOLE -> new Value.Whole(in.signed());
                case DECIMAL -> {
                    int scale = (int) in.signed();
                    yield new Value.Decimal(BigDecimal.valueOf(in.signed(), scale));
                }
                case BIG_DECIMAL -> {
                    int scale = (int) in.signed();
                    yield new Value.Decimal(new BigDecimal(new BigInteger(in.sized()), scale));
                }
                case TEXT -> new Value.Text(in.text());
                case BYTES -> new Value.Bytes(in.sized());
                case DAY -> new Value.Day(LocalDate.ofEpochDay(in.signed()));
                case CLOCK -> new Value.Clock(LocalTime.ofNanoOfDay(in.varint()));
                case LOCAL_MOMENT -> {
                    LocalDate day = LocalDate.ofEpochDay(in.signed());
                    yield new Value.LocalMoment(
                            LocalDateTime.of(day, LocalTime.ofNanoOfDay(in.varint())));
                }
                case MOMENT -> {
                    long seconds = in.signed();
                    yield new Value.Moment(Instant.ofEpochSecond(seconds, in.varint()));
                }
                case UUID_TAG -> new Value.Uuid(new UUID(in.u64(), in.u64()));
                case ITEMS -> readItems(in, depth);
                case STRUCT -> readStruct(in, depth);
                default -> throw in.damaged();
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw in.damaged();
        }
    }

    private static Value readItems(Unpacker in, int depth) {
        int count = in.count();
        List<Value> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(read(in, in.u8(), depth + 1));
        }
        return new Value.Items(values);
    }

    private static Value readStruct(Unpacker in, int depth) {
        int count = in.count();
        Map<String, Value> fields = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            String name = in.text();
            fields.put(name, read(in, in.u8(), depth + 1));
        }
        return new Value.Struct(fields);
    }

    private static Value canonical(Value value, int depth) {
        if (depth > MOST_DEPTH) {
            return value;
        }
        return switch (value) {
            case Value.Null _, Value.Bool _, Value.Whole _, Value.Text _, Value.Bytes _ -> value;
            case Value.Day _, Value.Clock _, Value.LocalMoment _, Value.Moment _ -> value;
            case Value.Uuid _ -> value;
            case Value.Decimal(BigDecimal number) -> canonicalNumber(number);
            case Value.Items(List<Value> values) -> {
                List<Value> items = new ArrayList<>(values.size());
                for (Value item : values) {
                    items.add(canonical(item, depth + 1));
                }
                yield new Value.Items(items);
            }
            case Value.Struct(Map<String, Value> fields) -> {
                Map<String, Value> sorted = new TreeMap<>();
                fields.forEach((name, field) -> sorted.put(name, canonical(field, depth + 1)));
                yield new Value.Struct(sorted);
            }
        };
    }

    /** Whole where it can be, else without trailing zeros. */
    private static Value canonicalNumber(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        long digits = (long) stripped.precision() - stripped.scale();
        if (stripped.scale() <= 0 && digits <= LONGEST_LONG) {
            BigInteger whole = stripped.toBigIntegerExact();
            if (whole.bitLength() < Long.SIZE) {
                return new Value.Whole(whole.longValue());
            }
        }
        return new Value.Decimal(stripped);
    }
}
