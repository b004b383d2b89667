package dev.entente.engine.write;

import dev.entente.core.entity.Field;
import dev.entente.core.entity.NormalForm;
import dev.entente.core.lens.NoForm;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Write;
import dev.entente.core.step.Event;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Outward;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write and where it goes.
 *
 * @param observed when the change was read that led to it, or {@link #LONG_AGO}
 * @param named the key that a record to be made will have; null where it is not known before the
 *     system made it, and for what is not a create
 */
public record Outgoing(Home home, Write write, long observed, @Nullable Key named) {

    /** Not to be measured: it waited for a reason. */
    public static final long LONG_AGO = -1;

    public static Outgoing of(Home home, Write write, long observed) {
        return new Outgoing(home, write, observed, named(home, write));
    }

    private static @Nullable Key named(Home home, Write write) {
        if (write.kind() != Write.Kind.CREATE) {
            return null;
        }
        try {
            return Outward.namedKey(home, write);
        } catch (NoForm e) {
            return null; // translating it out will say so
        }
    }

    /** The same, of which it is known which key the record has if it was made. */
    Outgoing withKey(Key key) {
        return new Outgoing(home, write, observed, key);
    }

    /** The key under which it is to be found; null where that is not known. */
    @Nullable Key asked() {
        return write.key() == null ? named : write.key();
    }

    /** What became of it. */
    Arrival.Answer answered(Event event) {
        return new Arrival.Answer(home, link(), event, observed, false);
    }

    public LinkId link() {
        return write.id().link();
    }

    /** A create whose key is not known before it is answered. */
    boolean isKeyless() {
        return write.kind() == Write.Kind.CREATE && named == null;
    }

    /** Such a create whose echo could not be told by its match values. */
    boolean isUnmatched() {
        return isKeyless() && home.entity().matches().stream().noneMatch(this::comesBack);
    }

    private boolean comesBack(List<Field> rule) {
        for (Field field : rule) {
            Value value = write.values().get(field.index());
            boolean same = home.at().normal(field).equals(NormalForm.EXACT);
            if (value == null || value.isNull() || !same || !home.at().maps(field)) {
                return false;
            }
        }
        return true;
    }
}
