package dev.entente.engine.write;

import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.core.lens.NoForm;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.step.Event;
import dev.entente.engine.translate.Inward;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the outcome of a write is to its link: an event. */
final class Outcomes {
    private final Line line;

    Outcomes(Line line) {
        this.line = line;
    }

    static boolean mayWorkLater(Outcome outcome) {
        return outcome instanceof Outcome.Unsent || outcome instanceof Outcome.Blocked;
    }

    /** The event that an outcome is, or null where it must be read back. */
    @Nullable Event event(Outgoing sent, Outcome outcome) {
        int branch = sent.home().branch();
        Write write = sent.write();
        long now = line.now();
        return switch (outcome) {
            case Outcome.Applied(NativeReading held) -> applied(sent, held, now);
            case Outcome.Accepted _, Outcome.Unknown _ -> null;
            case Outcome.Refused(NativeReading current) ->
                    read(
                            sent,
                            current,
                            reading -> new Event.Refused(branch, write.id(), reading, now));
            case Outcome.Rejected(String message) -> rejected(sent, message);
            case Outcome.Blocked(String message) -> rejected(sent, message);
            case Outcome.Unsent _ -> new Event.Unsent(branch, write.id(), now);
        };
    }

    private Event rejected(Outgoing sent, String message) {
        Parked why = new Parked(Parked.Kind.REJECTED, message);
        return new Event.Rejected(sent.home().branch(), sent.write().id(), why, line.now());
    }

    private @Nullable Event applied(Outgoing sent, NativeReading held, long now) {
        return read(
                sent,
                held,
                reading ->
                        tellsAll(sent.write(), reading)
                                ? new Event.Applied(
                                        sent.home().branch(), sent.write().id(), reading, now)
                                : null);
    }

    /** R3: an answer that leaves out what was sent is none. */
    private static boolean tellsAll(Write write, Reading held) {
        if (held.standing() != Standing.PRESENT) {
            return true;
        }
        for (int i = 0; i < write.values().width(); i++) {
            if (write.values().has(i) && !held.values().has(i)) {
                return false;
            }
        }
        return write.kind() != Write.Kind.CREATE || held.key() != null;
    }

    @Nullable Event read(
            Outgoing sent, NativeReading found, Function<Reading, @Nullable Event> then) {
        try {
            return then.apply(Inward.reading(sent.home(), sent.asked(), found));
        } catch (NoForm e) {
            return unreadable(sent, e);
        }
    }

    Event unreadable(Outgoing sent, NoForm why) {
        Parked parked = new Parked(Parked.Kind.UNTRANSLATABLE, String.valueOf(why.getMessage()));
        return new Event.Rejected(sent.home().branch(), sent.write().id(), parked, line.now());
    }
}
