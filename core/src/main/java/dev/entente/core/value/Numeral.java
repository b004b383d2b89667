package dev.entente.core.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as text. A few characters can name a number that no memory holds ({@code 1e2000000000}):
 * what has more digits than any system keeps is none that is reckoned with.
 */
public final class Numeral {

    /**
     * Written out, before the point and behind it. PostgreSQL's {@code numeric} has up to 131,072
     * and 16,383.
     */
    public static final int MOST_DIGITS = 150_000;

    /** With more zeros than this a number is written with an exponent. */
    private static final int PLAIN_DIGITS = 1000;

    private Numeral() {}

    /**
     * The number, exactly; null where it has more than {@link #MOST_DIGITS}. Zero has one, whatever
     * its exponent.
     *
     * @throws NumberFormatException where it is no number
     */
    public static @Nullable BigDecimal read(String text) {
        if (text.length() > MOST_DIGITS) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        long before = (long) number.precision() - number.scale();
        if (before <= MOST_DIGITS && number.scale() <= MOST_DIGITS) {
            return number;
        }
        return number.signum() == 0 ? BigDecimal.ZERO : null;
    }

    /** With the digits that it has, and an exponent only where it would be very long. */
    public static String write(BigDecimal number) {
        return Math.abs((long) number.scale()) > PLAIN_DIGITS
                ? number.toString()
                : number.toPlainString();
    }
}
