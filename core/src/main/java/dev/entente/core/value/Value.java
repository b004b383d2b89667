package dev.entente.core.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One value of one field, at a system or in the canonical record. Values are immutable and compare
 * by what they mean: {@code 1.5} and {@code 1.50} are equal, though each keeps the digits it came
 * with.
 *
 * <p>There is a value for null, because <em>null</em> and <em>absent</em> are different things: a
 * {@link Row} has a null where the system says "nothing", and no cell at all where it said nothing.
 */
public sealed interface Value
        permits Value.Null,
                Value.Bool,
                Value.Whole,
                Value.Decimal,
                Value.Text,
                Value.Bytes,
                Value.Day,
                Value.Clock,
                Value.LocalMoment,
                Value.Moment,
                Value.Uuid,
                Value.Items,
                Value.Struct {

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long whole) {
        return new Whole(whole);
    }

    static Value of(boolean bool) {
        return new Bool(bool);
    }

    static Value of(BigDecimal decimal) {
        return new Decimal(decimal);
    }

    default boolean isNull() {
        return this instanceof Null;
    }

    /** The null of every type: one only. */
    enum Null implements Value {
        NULL
    }

    record Bool(boolean value) implements Value {}

    /** A whole number of at most 64 bits. */
    record Whole(long value) implements Value {}

    /** An exact decimal number. Equality ignores trailing zeros; the scale it came with is kept. */
    record Decimal(BigDecimal value) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Decimal decimal && value.compareTo(decimal.value) == 0;
        }

        @Override
        public int hashCode() {
            return value.stripTrailingZeros().hashCode();
        }
    }

    record Text(String value) implements Value {}

    /** Raw bytes. The array is owned by the value: nobody changes it. */
    @SuppressWarnings("ArrayRecordComponent") // equality is by content below
    record Bytes(byte[] value) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes[" + value.length + "]";
        }
    }

    record Day(LocalDate value) implements Value {}

    record Clock(LocalTime value) implements Value {}

    /** A date and time without a zone, to the microsecond. */
    record LocalMoment(LocalDateTime value) implements Value {}

    /** A point in time, to the microsecond. */
    record Moment(Instant value) implements Value {}

    record Uuid(java.util.UUID value) implements Value {}

    /** A list, or a set in the order of {@link ValueOrder}. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /**
     * Named values: an element of a list by key, or a JSON object. Equality ignores the order of
     * the names.
     */
    record Struct(Map<String, Value> fields) implements Value {
        public Struct {
            fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
        }
    }
}
