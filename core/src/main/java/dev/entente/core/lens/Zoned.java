package dev.entente.core.lens;

import dev.entente.core.value.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Dates and times without a zone on one side, points in time on the other. A time that a change of
 * clocks left out is read as the one an hour later; of a time that occurs twice the first is meant.
 *
 * @param nativeIsLocal whether it is the system that keeps no zone; else the entity
 */
public record Zoned(ZoneId zone, boolean nativeIsLocal) implements Form {

    @Override
    public Value get(Value nativeValue) {
        return nativeIsLocal ? moment(nativeValue) : local(nativeValue);
    }

    @Override
    public Value put(Value canonical) {
        return nativeIsLocal ? local(canonical) : moment(canonical);
    }

    private Value moment(Value value) {
        return value instanceof Value.LocalMoment(LocalDateTime local)
                ? new Value.Moment(local.atZone(zone).toInstant())
                : value;
    }

    private Value local(Value value) {
        return value instanceof Value.Moment(Instant instant)
                ? new Value.LocalMoment(LocalDateTime.ofInstant(instant, zone))
                : value;
    }

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public String words() {
        return "in the zone " + zone;
    }
}
