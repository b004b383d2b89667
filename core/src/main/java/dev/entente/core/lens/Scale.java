package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number in another unit: canonical = native × factor + offset, both exact decimals. What is
 * written is rounded to the digits that the system keeps.
 *
 * @param factor not zero
 * @param digits after the point, at the system
 */
public record Scale(BigDecimal factor, BigDecimal offset, int digits, RoundingMode rounding)
        implements Form {

    public Scale {
        if (factor.signum() == 0) {
            throw new IllegalArgumentException("a factor of zero loses everything");
        }
    }

    /** No other unit: only rounded to so many digits. */
    public static Scale rounded(int digits) {
        return new Scale(BigDecimal.ONE, BigDecimal.ZERO, digits, RoundingMode.HALF_UP);
    }

    @Override
    public Value get(Value nativeValue) {
        return nativeValue instanceof Value.Decimal number
                ? new Value.Decimal(number.value().multiply(factor).add(offset))
                : nonNumber(nativeValue);
    }

    @Override
    public Value put(Value canonical) {
        return canonical instanceof Value.Decimal number
                ? new Value.Decimal(divided(number.value().subtract(offset)))
                : nonNumber(canonical);
    }

    private BigDecimal divided(BigDecimal number) {
        BigDecimal shortest = number.divide(factor, digits, rounding).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static Value nonNumber(Value value) {
        if (value.isNull()) {
            return value;
        }
        throw new NoForm("is not a number");
    }

    /** What has more digits than are written would be read alike, but not written alike. */
    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        StringBuilder words = new StringBuilder();
        if (factor.compareTo(BigDecimal.ONE) != 0) {
            words.append("times ").append(Scalars.plain(factor)).append(", ");
        }
        if (offset.signum() != 0) {
            words.append("plus ").append(Scalars.plain(offset)).append(", ");
        }
        return words.append("written with ")
                .append(digits)
                .append(digits == 1 ? " digit" : " digits")
                .append(" after the point, rounded ")
                .append(rounding.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                .toString();
    }
}
