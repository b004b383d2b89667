package dev.entente.postgres;

import dev.entente.core.value.Value;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Values from PostgreSQL's binary forms, exact to the last digit, read in place.
 *
 * <p>What PostgreSQL can hold and the column's kind cannot ({@code NaN}, infinities, {@code
 * 24:00:00}, an array that does not begin at 1) comes as {@link Value.Text} in PostgreSQL's own
 * words; JSON too deep to be read comes as {@link Value.Bytes}. Written back, both are what they
 * were.
 *
 * <p>Source: the {@code *send} functions of the server; the numeric form is described in {@code
 * src/backend/utils/adt/numeric.c}.
 */
final class BinaryValues {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** From 1970-01-01 to 2000-01-01, where PostgreSQL begins to count. */
    private static final long EPOCH_DAYS = 10_957;

    static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;
    private static final long DAY_MICROS = 86_400_000_000L;

    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int INFINITE = 0xD000;
    private static final int MINUS_INFINITE = 0xF000;

    private static final Value TRUE = new Value.Bool(true);
    private static final Value FALSE = new Value.Bool(false);
    private static final Value NOT_A_NUMBER = Value.of("NaN");
    private static final Value INFINITY = Value.of("Infinity");
    private static final Value MINUS_INFINITY = Value.of("-Infinity");
    private static final Value LAST = Value.of("infinity");
    private static final Value FIRST = Value.of("-infinity");

    private BinaryValues() {}

    static int int16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at);
    }

    static int int32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long int64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /**
     * @param length of the value in bytes; it is not null
     */
    static Value read(PgType type, byte[] bytes, int at, int length) {
        return switch (type.form()) {
            case BOOL -> bytes[at] != 0 ? TRUE : FALSE;
            case INT2 -> new Value.Whole(int16(bytes, at));
            case INT4 -> new Value.Whole(int32(bytes, at));
            case INT8 -> new Value.Whole(int64(bytes, at));
            case NUMERIC -> numeric(bytes, at);
            case FLOAT4 -> float4(Float.intBitsToFloat(int32(bytes, at)));
            case FLOAT8 -> float8(Double.longBitsToDouble(int64(bytes, at)));
            case TEXT, LABEL -> new Value.Text(text(bytes, at, length));
            case PADDED -> new Value.Text(text(bytes, at, unpadded(bytes, at, length)));
            case DATE -> date(int32(bytes, at));
            case TIME -> time(int64(bytes, at));
            case TIMESTAMP -> timestamp(int64(bytes, at));
            case TIMESTAMPTZ -> timestamptz(int64(bytes, at));
            case UUID -> new Value.Uuid(new UUID(int64(bytes, at), int64(bytes, at + 8)));
            case BYTEA -> new Value.Bytes(Arrays.copyOfRange(bytes, at, at + length));
            case JSON -> JsonValues.read(bytes, at, length);
            case JSONB -> JsonValues.read(bytes, at + 1, length - 1);
            case ARRAY -> array(type, bytes, at);
            case OTHER -> throw new IllegalArgumentException(type.sql() + " is not mapped");
        };
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    private static int unpadded(byte[] bytes, int at, int length) {
        int end = length;
        while (end > 0 && bytes[at + end - 1] == ' ') {
            end--;
        }
        return end;
    }

    private static Value numeric(byte[] bytes, int at) {
        int groups = int16(bytes, at) & 0xFFFF;
        int weight = int16(bytes, at + 2);
        int sign = int16(bytes, at + 4) & 0xFFFF;
        int scale = int16(bytes, at + 6) & 0xFFFF;
        if (sign == NAN) {
            return NOT_A_NUMBER;
        }
        if (sign == INFINITE || sign == MINUS_INFINITE) {
            return sign == INFINITE ? INFINITY : MINUS_INFINITY;
        }
        BigDecimal digits =
                groups <= 4
                        ? BigDecimal.valueOf(fewDigits(bytes, at + 8, groups))
                        : new BigDecimal(manyDigits(bytes, at + 8, groups));
        // Digits come in groups of four; the last group may be padded beyond the scale.
        BigDecimal number =
                digits.scaleByPowerOfTen(4 * (weight - groups + 1))
                        .setScale(scale, RoundingMode.UNNECESSARY);
        return new Value.Decimal(sign == NEGATIVE ? number.negate() : number);
    }

    private static long fewDigits(byte[] bytes, int at, int groups) {
        long digits = 0;
        for (int i = 0; i < groups; i++) {
            digits = digits * 10_000 + int16(bytes, at + 2 * i);
        }
        return digits;
    }

    private static BigInteger manyDigits(byte[] bytes, int at, int groups) {
        StringBuilder digits = new StringBuilder(4 * groups);
        for (int i = 0; i < groups; i++) {
            int group = int16(bytes, at + 2 * i);
            digits.append((char) ('0' + group / 1000))
                    .append((char) ('0' + group / 100 % 10))
                    .append((char) ('0' + group / 10 % 10))
                    .append((char) ('0' + group % 10));
        }
        return new BigInteger(digits.toString());
    }

    /** The shortest decimal that is read back as the same number. */
    private static Value float4(float number) {
        return Float.isFinite(number)
                ? new Value.Decimal(new BigDecimal(Float.toString(number)))
                : notFinite(number);
    }

    private static Value float8(double number) {
        return Double.isFinite(number)
                ? new Value.Decimal(new BigDecimal(Double.toString(number)))
                : notFinite(number);
    }

    private static Value notFinite(double number) {
        if (Double.isNaN(number)) {
            return NOT_A_NUMBER;
        }
        return number > 0 ? INFINITY : MINUS_INFINITY;
    }

    private static Value date(int days) {
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            return days > 0 ? LAST : FIRST;
        }
        return new Value.Day(LocalDate.ofEpochDay(days + EPOCH_DAYS));
    }

    private static Value time(long micros) {
        return micros == DAY_MICROS
                ? Value.of("24:00:00")
                : new Value.Clock(LocalTime.ofNanoOfDay(micros * 1000));
    }

    private static Value timestamp(long micros) {
        if (isInfinite(micros)) {
            return micros > 0 ? LAST : FIRST;
        }
        long second = epochSecond(micros);
        return new Value.LocalMoment(
                LocalDateTime.ofEpochSecond(second, nanos(micros), ZoneOffset.UTC));
    }

    private static Value timestamptz(long micros) {
        if (isInfinite(micros)) {
            return micros > 0 ? LAST : FIRST;
        }
        return new Value.Moment(Instant.ofEpochSecond(epochSecond(micros), nanos(micros)));
    }

    private static boolean isInfinite(long micros) {
        return micros == Long.MAX_VALUE || micros == Long.MIN_VALUE;
    }

    private static long epochSecond(long micros) {
        return Math.floorDiv(micros, 1_000_000L) + EPOCH_DAYS * 86_400;
    }

    private static int nanos(long micros) {
        return (int) Math.floorMod(micros, 1_000_000L) * 1000;
    }

    /** Dimensions, a flag, the element type; size and lower bound of each dimension; elements. */
    private static Value array(PgType type, byte[] bytes, int at) {
        int dimensions = int32(bytes, at);
        int[] sizes = new int[dimensions];
        boolean fromOne = true;
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = int32(bytes, at + 12 + 8 * i);
            fromOne &= int32(bytes, at + 16 + 8 * i) == 1;
        }
        Elements elements = new Elements(elementOf(type), bytes, at + 12 + 8 * dimensions);
        Value items = dimensions == 0 ? new Value.Items(List.of()) : elements.take(sizes, 0);
        return fromOne ? items : Value.of(withBounds(bytes, at, sizes, type, items));
    }

    private static PgType elementOf(PgType type) {
        PgType element = type.element();
        if (element == null) {
            throw new IllegalArgumentException(type.sql() + " is no array");
        }
        return element;
    }

    /** As in {@code [0:2]={1,2,3}}. */
    private static String withBounds(byte[] bytes, int at, int[] sizes, PgType type, Value items) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sizes.length; i++) {
            int from = int32(bytes, at + 16 + 8 * i);
            text.append('[').append(from).append(':').append(from + sizes[i] - 1).append(']');
        }
        text.append('=');
        SqlText.append(text, type, items);
        return text.toString();
    }

    /** The elements of an array, in the order in which they lie. */
    private static final class Elements {
        private final PgType type;
        private final byte[] bytes;
        private int at;

        Elements(PgType type, byte[] bytes, int at) {
            this.type = type;
            this.bytes = bytes;
            this.at = at;
        }

        Value take(int[] sizes, int dimension) {
            List<Value> items = new ArrayList<>(sizes[dimension]);
            for (int i = 0; i < sizes[dimension]; i++) {
                items.add(dimension + 1 < sizes.length ? take(sizes, dimension + 1) : element());
            }
            return new Value.Items(items);
        }

        private Value element() {
            int length = int32(bytes, at);
            at += 4;
            if (length < 0) {
                return Value.Null.NULL;
            }
            Value value = read(type, bytes, at, length);
            at += length;
            return value;
        }
    }

    /** Microseconds since 1970 of a time in microseconds since 2000. */
    static long epochMicros(long micros) {
        return micros + EPOCH_MICROS;
    }
}
