package dev.entente.engine.translate;

import dev.entente.connector.WriteBatch.Item;
import dev.entente.core.lens.Mapping;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Write;
import dev.entente.core.value.Key;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From our words into a system's. */
public final class Outward {

    private static final HexFormat HEX = HexFormat.of();

    private Outward() {}

    /**
     * @throws dev.entente.core.lens.NoForm where a value has no form at the system
     */
    public static Item item(Home home, Write write) {
        Mapping mapping = home.mapping();
        Seen seen = write.expected();
        return switch (write.kind()) {
            case CREATE ->
                    new Item.Create(
                            home.resource(),
                            token(write.id()),
                            mapping.create(write.values()),
                            home.placement().natural());
            case UPDATE ->
                    new Item.Update(
                            home.resource(),
                            token(write.id()),
                            keyOf(write),
                            mapping.write(write.values(), seen.residue()),
                            mapping.expected(seen, seen.values()));
            case DELETE ->
                    new Item.Delete(
                            home.resource(),
                            token(write.id()),
                            keyOf(write),
                            mapping.expected(seen, seen.values()));
        };
    }

    /**
     * The key that a record to be made will have, where it is among its fields; null where the
     * system makes it.
     *
     * @throws dev.entente.core.lens.NoForm where a value has no form at the system
     */
    public static @Nullable Key namedKey(Home home, Write create) {
        return home.placement().key(home.mapping().create(create.values()));
    }

    private static Key keyOf(Write write) {
        return Objects.requireNonNull(write.key(), "a record that is there has a key");
    }

    private static String token(Write.Id id) {
        LinkId link = id.link();
        return HEX.toHexDigits(link.high()) + HEX.toHexDigits(link.low()) + "-" + id.number();
    }
}
