package dev.entente.engine.config;

import dev.entente.connector.Resource.Column;
import dev.entente.core.entity.Type;
import dev.entente.core.entity.Type.Scalar;
import dev.entente.core.lens.Affix;
import dev.entente.core.lens.Chain;
import dev.entente.core.lens.Coercion;
import dev.entente.core.lens.Default;
import dev.entente.core.lens.Form;
import dev.entente.core.lens.Forms;
import dev.entente.core.lens.JsonText;
import dev.entente.core.lens.Kind;
import dev.entente.core.lens.LetterCase;
import dev.entente.core.lens.NoForm;
import dev.entente.core.lens.Padded;
import dev.entente.core.lens.Rounded;
import dev.entente.core.lens.Scale;
import dev.entente.core.lens.Split;
import dev.entente.core.lens.TextTime;
import dev.entente.core.lens.Trim;
import dev.entente.core.lens.ValueTable;
import dev.entente.core.lens.Zoned;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the form between a column and a field, one turn after the other from the column on. */
final class FormBinder {

    private static final Pattern NUMERIC =
            Pattern.compile("(?:numeric|decimal)\\s*\\(\\s*\\d+\\s*,\\s*(\\d+)\\s*\\)");
    private static final Pattern FIXED =
            Pattern.compile("(?:character|char|bpchar)\\s*\\((\\d+)\\)");

    /** Digits after the point where a column holds any number of them. */
    private static final int PLENTY = 12;

    private final FieldPlan plan;
    private final Column column;
    private final String where;
    private final Place place;
    private final Problems problems;
    private final List<Form> forms = new ArrayList<>();
    private Kind kind = Kind.TEXT;
    private @Nullable Default otherwise;
    private boolean isScaled;

    /**
     * @param where what messages call the column
     */
    FormBinder(FieldPlan plan, Column column, String where, Place place, Problems problems) {
        this.plan = plan;
        this.column = column;
        this.where = where;
        this.place = place;
        this.problems = problems;
    }

    /** The form, or null with the reason told. */
    @Nullable Form bind(List<Turn> turns, Kind from) {
        int before = problems.errors();
        kind = from;
        Matcher fixed = FIXED.matcher(column.typeName());
        if (from == Kind.TEXT && fixed.matches()) {
            forms.add(new Padded(Integer.parseInt(fixed.group(1))));
        }
        Form list = null;
        for (Turn turn : turns) {
            if (turn instanceof Turn.AsJson json && plan.type() instanceof Type.ListBy type) {
                take(turn);
                list = list(type, json);
            } else {
                take(turn);
            }
        }
        if (problems.errors() > before) {
            return null;
        }
        Form last = list == null ? last() : list;
        if (last == null) {
            return null;
        }
        forms.add(last);
        if (otherwise != null) {
            forms.add(otherwise);
        }
        return Chain.of(forms);
    }

    private void take(Turn turn) {
        switch (turn) {
            case Turn.Trimmed _ -> text(turn, "trim", new Trim());
            case Turn.Cased cased ->
                    text(turn, "case", new LetterCase(cased.read(), cased.written()));
            case Turn.Affixed affix ->
                    text(turn, "prefix", new Affix(affix.prefix(), affix.suffix()));
            case Turn.SplitAt split -> {
                text(turn, "split", new Split(split.separator()));
                kind = Kind.ITEMS;
            }
            case Turn.AsJson _ -> json(turn);
            case Turn.Scaled scaled -> scale(scaled);
            case Turn.Formatted formatted -> format(formatted);
            case Turn.InZone zone -> zone(zone);
            case Turn.Codes codes -> codes(codes);
            case Turn.Defaulted(Name text) -> {
                Value value = parsed(text, plan.type());
                otherwise = value == null ? null : new Default(value);
            }
        }
    }

    private void text(Turn turn, String word, Form form) {
        if (kind != Kind.TEXT) {
            problems.error(
                    turn.place(),
                    "`%s` is for text, but %s is %s.".formatted(word, where, column.typeName()),
                    "Leave it out.");
            return;
        }
        forms.add(form);
    }

    private void json(Turn turn) {
        if (kind == Kind.TEXT) {
            forms.add(new JsonText());
            kind = Kind.JSON;
        } else if (kind != Kind.JSON) {
            problems.error(
                    turn.place(),
                    "%s is %s, not JSON.".formatted(where, column.typeName()),
                    "Leave out `as: json`.");
        }
    }

    private @Nullable Form list(Type.ListBy type, Turn.AsJson json) {
        for (String name : json.names().keySet()) {
            if (!type.of().containsKey(name)) {
                problems.error(
                        json.place(),
                        "The list `%s` has no field `%s`.".formatted(plan.name().text(), name),
                        Nearest.remedy(name, type.of().keySet(), "It has:"));
            }
        }
        Form list = Forms.list(type, json.names());
        if (list == null) {
            problems.error(
                    plan.name().place(),
                    "The list `%s` has a field whose type JSON cannot hold."
                            .formatted(plan.name().text()),
                    "Within lists, use anything but bytes.");
        }
        return list;
    }

    private void scale(Turn.Scaled scaled) {
        boolean isNumber = kind == Kind.WHOLE || kind == Kind.DECIMAL || kind == Kind.TEXT;
        if (!isNumber || !isNumeric(plan.type())) {
            problems.error(
                    scaled.place(),
                    "`scale` is between numbers, but %s is %s and `%s` is %s."
                            .formatted(
                                    where,
                                    column.typeName(),
                                    plan.name().text(),
                                    Kind.of(plan.type()).words()),
                    "Declare the field as `number` or `integer`, or leave out `scale`.");
            return;
        }
        int digits = scaled.digits() >= 0 ? scaled.digits() : digits();
        if (kind != Kind.DECIMAL) {
            forms.add(Coercion.between(kind, Kind.DECIMAL));
        }
        forms.add(new Scale(scaled.factor(), scaled.offset(), digits, scaled.rounding()));
        kind = Kind.DECIMAL;
        isScaled = true;
    }

    private static boolean isNumeric(Type type) {
        return type.equals(Scalar.INTEGER) || type.equals(Scalar.NUMBER);
    }

    /** How many digits after the point the column holds. */
    private int digits() {
        Matcher numeric = NUMERIC.matcher(column.typeName());
        if (numeric.matches()) {
            return Integer.parseInt(numeric.group(1));
        }
        return kind == Kind.WHOLE ? 0 : PLENTY;
    }

    private void format(Turn.Formatted formatted) {
        Kind to = Kind.of(plan.type());
        boolean hasOffset = formatted.pattern().replaceAll("'[^']*'", "").matches(".*[XxZOVz].*");
        Kind read = to == Kind.MOMENT && !hasOffset ? Kind.LOCAL_MOMENT : to;
        if (kind != Kind.TEXT) {
            problems.error(
                    formatted.place(),
                    "%s is %s: there is no format to read it by."
                            .formatted(where, column.typeName()),
                    "Leave out `format`: it is for dates and times in a text.");
            return;
        }
        try {
            forms.add(TextTime.of(formatted.pattern(), read));
            kind = read;
        } catch (IllegalArgumentException e) {
            problems.error(
                    formatted.place(),
                    "The format `%s` does not work: %s."
                            .formatted(formatted.pattern(), e.getMessage()),
                    "The field is "
                            + to.words()
                            + "; as in `dd.MM.yyyy` or `yyyy-MM-dd HH:mm:ss`.");
        }
    }

    private void zone(Turn.InZone zone) {
        Kind to = Kind.of(plan.type());
        boolean inward = to == Kind.MOMENT;
        boolean fits =
                inward
                        ? kind == Kind.LOCAL_MOMENT || kind == Kind.DAY
                        : kind == Kind.MOMENT && (to == Kind.LOCAL_MOMENT || to == Kind.DAY);
        if (!fits) {
            problems.error(
                    zone.place(),
                    "There is no zone between %s, which is %s, and `%s`, which is %s."
                            .formatted(where, column.typeName(), plan.name().text(), to.words()),
                    "A zone stands between a `timestamp` and a date and time that have none.");
            return;
        }
        if (kind == Kind.DAY) {
            forms.add(Coercion.between(Kind.DAY, Kind.LOCAL_MOMENT));
        }
        forms.add(new Zoned(zone.zone(), inward));
        kind = inward ? Kind.MOMENT : Kind.LOCAL_MOMENT;
    }

    private void codes(Turn.Codes codes) {
        Map<Value, Value> meanings = new LinkedHashMap<>();
        for (Turn.Code code : codes.codes()) {
            Value there = code.isNull() ? Value.Null.NULL : code(code.nativeText());
            Value here = parsed(code.canonicalText(), plan.type());
            if (there != null && here != null && meanings.put(there, here) != null) {
                problems.error(
                        code.nativeText().place(),
                        "The code `%s` stands here twice.".formatted(code.nativeText().text()),
                        "Keep one.");
            }
        }
        forms.add(ValueTable.of(meanings));
        kind = Kind.of(plan.type());
        warnOfMissing(codes, meanings);
    }

    private void warnOfMissing(Turn.Codes codes, Map<Value, Value> meanings) {
        if (plan.type() instanceof Type.OneOf oneOf) {
            for (String value : oneOf.values()) {
                if (!meanings.containsValue(Value.of(value))) {
                    problems.warn(
                            codes.place(),
                            "%s has no code for `%s`: a record with it is set aside."
                                    .formatted(where, value),
                            "Give it one.");
                }
            }
        }
    }

    /** A code as the column has it, or null with the reason told. */
    private @Nullable Value code(Name text) {
        Kind of = kind;
        if (Coercion.isPossible(Kind.TEXT, of)) {
            try {
                return Coercion.between(Kind.TEXT, of).get(Value.of(text.text()));
            } catch (NoForm e) {
                // told below
            }
        }
        problems.error(
                text.place(),
                "`%s` cannot be a value of %s, which is %s."
                        .formatted(text.text(), where, column.typeName()),
                "Write the codes as they stand in the column.");
        return null;
    }

    /** A word of the file as a value of a type, or null with the reason told. */
    private @Nullable Value parsed(Name text, Type type) {
        Form form = Forms.between(Kind.TEXT, type);
        try {
            if (form != null) {
                return form.get(Value.of(text.text()));
            }
        } catch (NoForm e) {
            problems.error(
                    text.place(),
                    "`%s` cannot be a value of the field `%s`: it %s."
                            .formatted(text.text(), plan.name().text(), e.getMessage()),
                    type instanceof Type.OneOf oneOf
                            ? Nearest.remedy(text.text(), oneOf.values(), "It is one of")
                            : "The field is " + Kind.of(type).words() + ".");
            return null;
        }
        problems.error(
                text.place(),
                "`%s` is %s: no single word can be its value."
                        .formatted(plan.name().text(), Kind.of(type).words()),
                "Leave it out.");
        return null;
    }

    /** From what the turns have come to, to the field's type; or null with the reason told. */
    private @Nullable Form last() {
        Form form = Forms.between(kind, plan.type());
        if (form == null) {
            problems.error(
                    place,
                    "%s is %s, but `%s` is %s: one cannot be read as the other."
                            .formatted(
                                    where,
                                    column.typeName(),
                                    plan.name().text(),
                                    wordsOf(plan.type())),
                    remedy());
            return null;
        }
        if (kind == Kind.TEXT && form instanceof Coercion) {
            problems.warn(
                    place,
                    "%s is text, but `%s` is %s: a record is set aside where it is not."
                            .formatted(where, plan.name().text(), wordsOf(plan.type())),
                    "That is right where the column holds nothing else; `check` tries it.");
        }
        Matcher numeric = NUMERIC.matcher(column.typeName());
        boolean rounds = kind == Kind.DECIMAL && !isScaled && numeric.matches();
        return rounds ? Chain.of(new Rounded(digits()), form) : form;
    }

    private static String wordsOf(Type type) {
        return type instanceof Type.ListBy list ? "a list by " + list.key() : Kind.of(type).words();
    }

    private String remedy() {
        Kind to = Kind.of(plan.type());
        boolean zoned = kind == Kind.MOMENT || to == Kind.MOMENT;
        boolean timely = kind == Kind.LOCAL_MOMENT || kind == Kind.DAY || kind == Kind.MOMENT;
        if (zoned && timely && (to == Kind.LOCAL_MOMENT || to == Kind.DAY || to == Kind.MOMENT)) {
            return "Say in which zone it is meant: `{ from: %s, zone: Europe/Berlin }`."
                    .formatted(column.name());
        }
        if (plan.type() instanceof Type.ListBy && kind == Kind.TEXT) {
            return "If there is JSON in it, write `{ from: %s, as: json }`."
                    .formatted(column.name());
        }
        if (plan.type() instanceof Type.SetOf && kind == Kind.TEXT) {
            return "Say what stands between the elements: `{ from: %s, split: \";\" }`."
                    .formatted(column.name());
        }
        return "Declare the field with another type, map another column, or say what the values"
                + " mean: `{ from: %s, values: { … } }`.".formatted(column.name());
    }
}
