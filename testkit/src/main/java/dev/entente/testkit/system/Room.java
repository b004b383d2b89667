package dev.entente.testkit.system;

import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What there is no room for in a column, by the name of its type as PostgreSQL gives it. */
final class Room {
    private static final Pattern LENGTH =
            Pattern.compile("(?:character varying|varchar|character|char)\\s*\\((\\d+)\\)");
    private static final Pattern DIGITS =
            Pattern.compile("(?:numeric|decimal)\\s*\\((\\d+)\\s*,\\s*(\\d+)\\)");

    private Room() {}

    /** Why a column of this type cannot hold the value, in the words of a database; or null. */
    static @Nullable String complaint(String type, Value value) {
        return switch (value) {
            case Value.Text(String text) -> ofText(type, text);
            case Value.Decimal(BigDecimal number) -> ofNumber(type, number);
            case Value.Whole(long whole) -> ofWhole(type, whole);
            default -> null;
        };
    }

    private static @Nullable String ofText(String type, String text) {
        Matcher length = LENGTH.matcher(type);
        boolean tooLong =
                length.matches()
                        && text.codePointCount(0, text.length())
                                > Integer.parseInt(length.group(1));
        return tooLong ? "value too long for type " + type : null;
    }

    private static @Nullable String ofNumber(String type, BigDecimal number) {
        Matcher digits = DIGITS.matcher(type);
        boolean overflows =
                digits.matches()
                        && number.precision() - number.scale()
                                > Integer.parseInt(digits.group(1))
                                        - Integer.parseInt(digits.group(2));
        return overflows ? "numeric field overflow: no " + type : null;
    }

    private static @Nullable String ofWhole(String type, long whole) {
        return switch (type) {
            case "smallint" -> whole == (short) whole ? null : "smallint out of range";
            case "integer" -> whole == (int) whole ? null : "integer out of range";
            default -> null;
        };
    }
}
