package dev.entente.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.50", "-0", "1E+2", "0.000", "123456789012345678901234567890.5"})
    void is_read_with_the_digits_that_it_has(String text) {
        assertThat(Numeral.read(text)).isEqualTo(new BigDecimal(text));
    }

    @Test
    void with_as_many_digits_as_a_system_keeps_is_read() {
        String most = "9".repeat(131_072) + "." + "9".repeat(16_383);
        assertThat(Numeral.read(most)).isEqualTo(new BigDecimal(most));
        assertThat(Numeral.read("1e149999")).isNotNull();
        assertThat(Numeral.read("1e-150000")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e150000", "1e-150001", "1e2147483647", "1e-2147483647"})
    void with_more_is_none(String text) {
        assertThat(Numeral.read(text)).isNull();
    }

    @Test
    void is_zero_whatever_its_exponent() {
        assertThat(Numeral.read("0e200000")).isEqualTo(BigDecimal.ZERO);
        assertThat(Numeral.read("-0.0e2147483647")).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void that_is_not_written_as_one_is_none() {
        assertThatThrownBy(() -> Numeral.read("NaN")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Numeral.read("")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void is_written_out_unless_that_would_be_very_long() {
        assertThat(Numeral.write(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(Numeral.write(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(Numeral.write(new BigDecimal("1e2000000000"))).isEqualTo("1E+2000000000");
        assertThat(Numeral.write(new BigDecimal("1e-2000000000"))).isEqualTo("1E-2000000000");
    }
}
