package dev.entente.core.lens;

import dev.entente.core.value.Numeral;
import dev.entente.core.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** RFC 8259, strictly, but for the depth: bounded. The last of several equal names counts. */
final class JsonParser {

    private static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 1000;

    private final String text;
    private int at;

    JsonParser(String text) {
        this.text = text;
    }

    Value parse() {
        Value value = value(0);
        space();
        if (at < text.length()) {
            throw wrong();
        }
        return value;
    }

    private NoForm wrong() {
        return new NoForm("is not JSON: it goes wrong at character " + (at + 1));
    }

    private Value value(int depth) {
        if (depth > DEEPEST) {
            throw new NoForm("is JSON nested more than " + DEEPEST + " deep");
        }
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> Value.of(string());
            case 't' -> word("true", new Value.Bool(true));
            case 'f' -> word("false", new Value.Bool(false));
            case 'n' -> word("null", Value.Null.NULL);
            default -> number();
        };
    }

    private Value object(int depth) {
        Map<String, Value> fields = new LinkedHashMap<>();
        at++;
        space();
        if (taken('}')) {
            return new Value.Struct(fields);
        }
        do {
            space();
            String name = string();
            space();
            take(':');
            fields.put(name, value(depth + 1));
            space();
        } while (taken(','));
        take('}');
        return new Value.Struct(fields);
    }

    private Value array(int depth) {
        List<Value> values = new ArrayList<>();
        at++;
        space();
        if (taken(']')) {
            return new Value.Items(values);
        }
        do {
            values.add(value(depth + 1));
            space();
        } while (taken(','));
        take(']');
        return new Value.Items(values);
    }

    private String string() {
        take('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw wrong();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw wrong();
                    }
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> throw wrong();
        };
    }

    private Value number() {
        int from = at;
        boolean whole = true;
        taken('-');
        int leading = at;
        digits();
        if (text.charAt(leading) == '0' && at > leading + 1) {
            throw wrong();
        }
        if (taken('.')) {
            whole = false;
            digits();
        }
        if (taken('e') || taken('E')) {
            whole = false;
            if (!taken('+')) {
                taken('-');
            }
            digits();
        }
        if (at - from > LONGEST_NUMBER) {
            throw new NoForm("is JSON with a number of more than " + LONGEST_NUMBER + " digits");
        }
        return number(text.substring(from, at), whole);
    }

    private Value number(String digits, boolean whole) {
        try {
            if (whole && digits.length() <= 18) {
                return new Value.Whole(Long.parseLong(digits));
            }
            BigDecimal number = Numeral.read(digits);
            if (number == null) {
                throw new NoForm(
                        "is JSON with a number of more than " + Numeral.MOST_DIGITS + " digits");
            }
            return whole && number.precision() <= 18
                    ? new Value.Whole(number.longValueExact())
                    : new Value.Decimal(number);
        } catch (NumberFormatException e) {
            throw wrong(); // an exponent beyond all bounds
        }
    }

    private void digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong();
        }
    }

    private Value word(String word, Value value) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean taken(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void take(char c) {
        if (!taken(c)) {
            throw wrong();
        }
    }
}
