package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A number that the system itself rounds to so many digits after the point, half up. */
public record Rounded(int digits) implements Form {

    @Override
    public Value get(Value nativeValue) {
        return nativeValue;
    }

    @Override
    public Value put(Value canonical) {
        return canonical instanceof Value.Decimal(BigDecimal number) && number.scale() > digits
                ? new Value.Decimal(number.setScale(digits, RoundingMode.HALF_UP))
                : canonical;
    }

    /** The system holds no more digits than these. */
    @Override
    public boolean isLossy() {
        return false;
    }

    @Override
    public String words() {
        return "with " + digits + (digits == 1 ? " digit" : " digits") + " after the point";
    }
}
