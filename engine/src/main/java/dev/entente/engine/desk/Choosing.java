package dev.entente.engine.desk;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Conflict;
import dev.entente.core.step.Event;
import dev.entente.core.value.Value;
import dev.entente.engine.store.Kept;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person's words choose. */
final class Choosing {

    private Choosing() {}

    /**
     * @throws NoAnswer where the words choose nothing
     */
    static Event.Choice choice(Kept kept, Command.Resolve told) {
        if (told.field() == null) {
            return presence(kept, told.take());
        }
        Field field = field(kept.entity(), told.field());
        boolean asked =
                kept.link().conflicts().stream().anyMatch(open -> open.field() == field.index());
        if (!asked) {
            throw new NoAnswer(
                    "Nothing is asked about `"
                            + field.name()
                            + "` of this record. Change it at one of its systems instead.");
        }
        if (told.take() != null) {
            return new Event.Choice(field.index(), held(kept, field, told.take()));
        }
        if (told.value() == null) {
            throw new NoAnswer("Say what is to be taken: a system, or a value.");
        }
        Value value = Wording.read(told.value(), field.type());
        if (value == null) {
            throw new NoAnswer(
                    "`" + told.value() + "` is no value that `" + field.name() + "` can have.");
        }
        return new Event.Choice(field.index(), value);
    }

    private static Event.Choice presence(Kept kept, @Nullable String take) {
        boolean asked =
                kept.link().conflicts().stream()
                        .anyMatch(open -> open.field() == Conflict.PRESENCE);
        if (!asked) {
            String fields =
                    kept.link().conflicts().stream()
                            .map(open ->
                                    "`" + kept.entity().fields().get(open.field()).name() + "`")
                            .collect(Collectors.joining(", "));
            throw new NoAnswer(
                    fields.isEmpty()
                            ? "Nothing is asked about this record."
                            : "Say which field is settled; asked are " + fields + ".");
        }
        boolean keep = "keep".equals(take);
        if (!keep && !"delete".equals(take)) {
            throw new NoAnswer("Say `keep` or `delete`: it is asked whether the record lives.");
        }
        return new Event.Choice(Conflict.PRESENCE, Value.of(keep));
    }

    private static Field field(Entity entity, String name) {
        for (Field field : entity.fields()) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        throw new NoAnswer(
                "`"
                        + entity.name()
                        + "` has no field `"
                        + name
                        + "`; it has "
                        + entity.fields().stream()
                                .map(field -> "`" + field.name() + "`")
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private static Value held(Kept kept, Field field, String system) {
        for (Branch branch : kept.entity().branches()) {
            if (branch.system().equals(system)) {
                Value value =
                        kept.link().replica(branch.index()).seen().values().get(field.index());
                if (value == null) {
                    throw new NoAnswer(
                            "What `"
                                    + system
                                    + "` has in `"
                                    + field.name()
                                    + "` is not known; give a value instead.");
                }
                return value;
            }
        }
        throw new NoAnswer(
                "There is no system `"
                        + system
                        + "` that keeps it; there are "
                        + kept.entity().branches().stream()
                                .map(branch -> "`" + branch.system() + "`")
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
