package dev.entente.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final LinkId LINK = LinkSamples.ID;

    @Nested
    class A_key {

        @Test
        void says_what_it_was_made_of() {
            assertThat(Layout.linkAt(Layout.link(LINK), 0)).isEqualTo(LINK);
            assertThat(Layout.ParkedKey.of(Layout.parked(Parked.Kind.KEY_TAKEN, 3, LINK, 65535)))
                    .isEqualTo(new Layout.ParkedKey(Parked.Kind.KEY_TAKEN, 3, LINK, 65535));
            assertThat(Layout.batchAt(Layout.batch(2, 1L << 40))).isEqualTo(1L << 40);
            assertThat(Layout.WaitingKey.of(Layout.waiting(2, 1L << 40, LINK)))
                    .isEqualTo(new Layout.WaitingKey(2, 1L << 40, LINK));
            assertThat(Layout.linkAt(Layout.conflict(7, LINK), Layout.CONFLICT_LINK))
                    .isEqualTo(LINK);
        }

        @Test
        void begins_with_the_prefix_that_finds_it() {
            Key key = Key.of(Value.of("a"));
            assertThat(Layout.key(1, 2, key)).startsWith(Layout.keysOf(1, 2));
            assertThat(Layout.batch(2, 9)).startsWith(Layout.ofSystem(2));
            assertThat(Layout.waiting(2, 9, LINK)).startsWith(Layout.ofSystem(2));
            assertThat(Layout.parked(Parked.Kind.BOUNCING, 1, LINK, 2))
                    .startsWith(Layout.parkedOf(Parked.Kind.BOUNCING));
            assertThat(Layout.journal(LINK, 3)).startsWith(Layout.link(LINK));
        }

        @Test
        void sorts_as_its_numbers_do() {
            long[] numbers = {0, 1, 255, 256, 1L << 31, 1L << 40, Long.MAX_VALUE};
            for (int i = 1; i < numbers.length; i++) {
                less(Layout.time(numbers[i - 1]), Layout.time(numbers[i]));
                less(Layout.audit(numbers[i - 1]), Layout.audit(numbers[i]));
                less(Layout.journal(LINK, numbers[i - 1]), Layout.journal(LINK, numbers[i]));
                less(Layout.batch(1, numbers[i - 1]), Layout.batch(1, numbers[i]));
                less(Layout.waiting(1, numbers[i - 1], LINK), Layout.waiting(1, numbers[i], LINK));
            }
        }

        private static void less(byte[] one, byte[] other) {
            assertThat(Arrays.compareUnsigned(one, other)).isNegative();
        }
    }

    @Nested
    class A_match {

        private final Seals seals = Seals.open(new byte[32], new MapStore(), target -> {});

        private byte[] matches(Value... values) {
            return Layout.matches(1, 0, List.of(values), seals);
        }

        @Test
        void is_found_by_any_value_that_means_the_same() {
            assertThat(matches(Value.of(2), Value.of("x")))
                    .isEqualTo(matches(Value.of(new BigDecimal("2.0")), Value.of("x")))
                    .isNotEqualTo(matches(Value.of("2"), Value.of("x")))
                    .isNotEqualTo(matches(Value.of("x"), Value.of(2)));
            assertThat(Layout.matches(1, 1, List.of(Value.of(2)), seals))
                    .isNotEqualTo(matches(Value.of(2)));
        }

        @Test
        void names_its_link_and_not_its_value_however_long_that_is() {
            byte[] prefix = matches(Value.of("Ada Lovelace".repeat(100_000)));
            byte[] key = Layout.match(prefix, LINK);
            assertThat(key).hasSize(36).startsWith(prefix);
            assertThat(Layout.linkAt(key, Layout.MATCH_LINK)).isEqualTo(LINK);
        }
    }

    @Nested
    class A_small_value {

        @Test
        void comes_back() {
            for (long number : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
                assertThat(Layout.numberOf(Layout.number(number))).isEqualTo(number);
            }
            for (String text : List.of("", "0/1A2B", "ü", "\uD800")) {
                assertThat(Layout.textOf(Layout.text(text))).isEqualTo(text);
            }
            for (boolean retired : new boolean[] {true, false}) {
                Layout.Binding binding = new Layout.Binding(LINK, retired);
                assertThat(Layout.Binding.of(binding.bytes())).isEqualTo(binding);
            }
        }

        @Test
        void halts_where_a_newer_version_wrote_it_or_a_part_is_missing() {
            assertThatThrownBy(() -> Layout.numberOf(new byte[] {9, 0, 0}))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("a number in encoding 9");
            assertThatThrownBy(() -> Layout.numberOf(new byte[] {1, 0, 0}))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("a number that is damaged");
            assertThatThrownBy(() -> Layout.Binding.of(new byte[0])).isInstanceOf(Halt.class);
        }
    }
}
