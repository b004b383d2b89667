package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import dev.entente.core.lens.NoForm;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValueCodecLaws {

    private static final long SEED = Long.getLong("seed", 1);

    private static List<Value> many() {
        AnyLink any = new AnyLink(SEED, 1, 1);
        List<Value> values = new ArrayList<>(AnyLink.some(5_000, any::value));
        for (long edge : new long[] {0, 1, 127, 128, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            values.add(Value.of(edge));
            values.add(Value.of(BigDecimal.valueOf(edge)));
            values.add(Value.of(BigDecimal.valueOf(edge).setScale(3)));
            values.add(Value.of(Long.toString(edge)));
        }
        for (int length : new int[] {0, 1, 62, 63, 64, 65, 10_000}) {
            values.add(Value.of("x".repeat(length)));
            values.add(Value.of("é".repeat(length)));
            values.add(Value.of("\uD800".repeat(length)));
        }
        values.add(Value.of(new BigDecimal("1E+1000000")));
        values.add(Value.of(new BigDecimal("1E-1000000")));
        values.add(Value.of(new BigDecimal("9223372036854775808")));
        values.add(new Value.Moment(java.time.Instant.MAX));
        values.add(new Value.Moment(java.time.Instant.MIN));
        values.add(new Value.Day(java.time.LocalDate.MIN));
        return values;
    }

    private static byte[] faithful(Value value) {
        Packer out = new Packer(16);
        ValueCodec.write(out, value);
        return out.take();
    }

    @Nested
    class The_faithful_form {

        @Test
        void gives_back_the_very_value() {
            for (Value value : many()) {
                Unpacker in = new Unpacker(faithful(value), 0);
                Value back = ValueCodec.read(in);
                in.end();
                assertThat(back).as("-Dseed=%s", SEED).isEqualTo(value);
                assertThat(ValueCodec.identical(back, value)).isTrue();
                assertThat(back.toString()).isEqualTo(value.toString());
            }
        }

        @Test
        void is_the_same_exactly_for_identical_values() {
            AnyLink any = new AnyLink(SEED + 1, 1, 1);
            for (int i = 0; i < 20_000; i++) {
                Value one = any.value();
                Value other = any.value();
                assertThat(ValueCodec.identical(one, other))
                        .as("-Dseed=%s", SEED)
                        .isEqualTo(Arrays.equals(faithful(one), faithful(other)));
            }
            assertThat(ValueCodec.identical(decimal("1.5"), decimal("1.50"))).isFalse();
        }

        @Test
        void gives_back_keys() {
            AnyLink any = new AnyLink(SEED + 2, 1, 1);
            for (int i = 0; i < 1_000; i++) {
                Key key = any.key();
                Packer out = new Packer(16);
                ValueCodec.writeKey(out, key);
                assertThat(ValueCodec.readKey(new Unpacker(out.take(), 0))).isEqualTo(key);
            }
        }

        @Test
        void has_no_place_for_values_that_nest_without_end() {
            Value deep = Value.of(1);
            for (int i = 0; i < 10_000; i++) {
                deep = new Value.Items(List.of(deep));
            }
            Value tooDeep = deep;
            assertThatThrownBy(() -> faithful(tooDeep))
                    .isInstanceOf(NoForm.class)
                    .hasMessageContaining("256 levels");
            assertThatThrownBy(() -> ValueCodec.canonical(tooDeep)).isInstanceOf(NoForm.class);
        }

        @Test
        void is_not_read_where_it_nests_without_end() {
            byte[] bytes = new byte[20_000];
            Arrays.fill(bytes, (byte) 21);
            for (int i = 1; i < bytes.length; i += 2) {
                bytes[i] = 1;
            }
            assertThatThrownBy(() -> ValueCodec.read(new Unpacker(bytes, 0)))
                    .isInstanceOf(Halt.class);
        }
    }

    @Nested
    class The_canonical_form {

        @Test
        void is_the_same_for_values_that_mean_the_same_and_for_no_others() {
            List<Value> values = many();
            Map<String, Value> byBytes = new HashMap<>();
            for (Value value : values) {
                String bytes = Arrays.toString(ValueCodec.canonical(value));
                Value known = byBytes.putIfAbsent(bytes, value);
                if (known != null) {
                    assertThat(meansTheSame(known, value))
                            .as("%s and %s have the same bytes", known, value)
                            .isTrue();
                }
            }
            for (int i = 0; i < values.size(); i += 7) {
                for (int j = i; j < values.size(); j += 11) {
                    Value one = values.get(i);
                    Value other = values.get(j);
                    assertThat(
                                    Arrays.equals(
                                            ValueCodec.canonical(one), ValueCodec.canonical(other)))
                            .as("%s and %s", one, other)
                            .isEqualTo(meansTheSame(one, other));
                }
            }
        }

        private static boolean meansTheSame(Value one, Value other) {
            return ValueOrder.INSTANCE.compare(one, other) == 0;
        }

        @Test
        void knows_one_and_a_half_however_it_is_written() {
            assertThat(ValueCodec.canonical(decimal("1.50")))
                    .isEqualTo(ValueCodec.canonical(decimal("1.5")));
            assertThat(ValueCodec.canonical(decimal("2.00")))
                    .isEqualTo(ValueCodec.canonical(Value.of(2)))
                    .isEqualTo(ValueCodec.canonical(decimal("0.2E1")));
            assertThat(ValueCodec.canonical(decimal("-9223372036854775808.0")))
                    .isEqualTo(ValueCodec.canonical(Value.of(Long.MIN_VALUE)));
            assertThat(ValueCodec.canonical(decimal("0E-7")))
                    .isEqualTo(ValueCodec.canonical(Value.of(0)));
            assertThat(ValueCodec.canonical(Value.of("2")))
                    .isNotEqualTo(ValueCodec.canonical(Value.of(2)));
        }

        @Test
        void knows_a_struct_whatever_its_order_and_a_list_by_its_order() {
            Map<String, Value> one = new LinkedHashMap<>();
            one.put("a", decimal("1.0"));
            one.put("b", Value.of(true));
            Map<String, Value> other = new LinkedHashMap<>();
            other.put("b", Value.of(true));
            other.put("a", Value.of(1));
            assertThat(ValueCodec.canonical(new Value.Struct(one)))
                    .isEqualTo(ValueCodec.canonical(new Value.Struct(other)));
            assertThat(ValueCodec.canonical(new Value.Items(List.of(Value.of(1), Value.of(2)))))
                    .isNotEqualTo(
                            ValueCodec.canonical(
                                    new Value.Items(List.of(Value.of(2), Value.of(1)))));
        }

        @Test
        void keeps_the_parts_of_a_key_apart() {
            assertThat(Layout.key(1, 1, Key.of(Value.of("a"), Value.of("bc"))))
                    .isNotEqualTo(Layout.key(1, 1, Key.of(Value.of("ab"), Value.of("c"))));
            assertThat(Layout.key(1, 1, Key.of(Value.of("a"))))
                    .isNotEqualTo(Layout.key(1, 2, Key.of(Value.of("a"))));
        }
    }

    private static Value decimal(String digits) {
        return Value.of(new BigDecimal(digits));
    }
}
