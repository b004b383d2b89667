package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A date, a time or both, in a text of its own format. Instants are written in UTC.
 *
 * @param pattern in the letters of {@link DateTimeFormatter}
 * @param kind what it is: a day, a clock, a local moment or a moment
 */
public record TextTime(String pattern, Kind kind, DateTimeFormatter formatter) implements Form {

    /**
     * @throws IllegalArgumentException where the pattern is none, or cannot be read back as a value
     *     of this kind
     */
    public static TextTime of(String pattern, Kind kind) {
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT);
        TextTime form = new TextTime(pattern, kind, formatter);
        Value sample =
                Scalars.as(
                        kind,
                        switch (kind) {
                            case DAY -> Value.of("2024-02-29");
                            case CLOCK -> Value.of("13:14:15");
                            case LOCAL_MOMENT -> Value.of("2024-02-29T13:14:15");
                            case MOMENT -> Value.of("2024-02-29T13:14:15Z");
                            case BOOL, WHOLE, DECIMAL, TEXT, BYTES, UUID, ITEMS, JSON ->
                                    throw new IllegalArgumentException(
                                            "a format is for dates and times");
                        });
        try {
            form.get(form.put(sample));
        } catch (NoForm e) {
            throw new IllegalArgumentException(
                    "what is written as `" + pattern + "` cannot be read as " + kind.words(), e);
        }
        return form;
    }

    @Override
    public Value get(Value nativeValue) {
        if (!(nativeValue instanceof Value.Text(String text))) {
            return nativeValue;
        }
        try {
            return switch (kind) {
                case DAY -> new Value.Day(formatter.parse(text, LocalDate::from));
                case CLOCK ->
                        new Value.Clock(
                                formatter
                                        .parse(text, LocalTime::from)
                                        .truncatedTo(ChronoUnit.MICROS));
                case LOCAL_MOMENT ->
                        new Value.LocalMoment(
                                formatter
                                        .parse(text, LocalDateTime::from)
                                        .truncatedTo(ChronoUnit.MICROS));
                case MOMENT ->
                        new Value.Moment(
                                formatter
                                        .parse(text, OffsetDateTime::from)
                                        .toInstant()
                                        .truncatedTo(ChronoUnit.MICROS));
                case BOOL, WHOLE, DECIMAL, TEXT, BYTES, UUID, ITEMS, JSON -> nativeValue;
            };
        } catch (DateTimeException e) {
            throw new NoForm("is not " + kind.words() + " in the format `" + pattern + "`");
        }
    }

    @Override
    public Value put(Value canonical) {
        try {
            return switch (canonical) {
                case Value.Day day -> Value.of(formatter.format(day.value()));
                case Value.Clock clock -> Value.of(formatter.format(clock.value()));
                case Value.LocalMoment moment -> Value.of(formatter.format(moment.value()));
                case Value.Moment(Instant instant) ->
                        Value.of(formatter.format(instant.atOffset(ZoneOffset.UTC)));
                case Value other -> other;
            };
        } catch (DateTimeException e) {
            throw new NoForm("cannot be written in the format `" + pattern + "`");
        }
    }

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        return kind.words() + " in the format " + pattern;
    }

    @Override
    public String toString() {
        return "TextTime[" + pattern + ", " + kind + "]";
    }
}
