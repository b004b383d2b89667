package dev.entente.engine.guard;

import dev.entente.connector.Halt;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import java.util.ArrayList;
import java.util.List;

/** Whether the states in the store were made under the declarations that the file has now. */
public final class Fingerprints {

    private static final String NAME = "fingerprint/";

    private Fingerprints() {}

    /**
     * Compares, and remembers them where the store is new.
     *
     * @throws Halt where an entity is declared otherwise than when the store was begun
     */
    public static void check(List<EntityBinding> entities, Store store) {
        boolean[] any = {false};
        store.scan(
                Space.META,
                Layout.meta(NAME),
                (_, _) -> {
                    any[0] = true;
                    return false;
                });
        StoreBatch batch = new StoreBatch();
        List<String> other = new ArrayList<>();
        for (EntityBinding binding : entities) {
            byte[] name = Layout.meta(NAME + binding.entity().name());
            byte[] saved = store.get(Space.META, name);
            if (saved == null && !any[0]) {
                batch.put(Space.META, name, Layout.text(binding.fingerprint()));
            } else if (saved == null || !Layout.textOf(saved).equals(binding.fingerprint())) {
                other.add("`" + binding.entity().name() + "`");
            }
        }
        if (!other.isEmpty()) {
            throw new Halt(
                    "The file declares "
                            + String.join(", ", other)
                            + " otherwise than when this data folder was begun (other fields, rules,"
                            + " systems or tables), so what is remembered does not fit. Nothing was"
                            + " read or written. Put the declaration back, or begin anew with another"
                            + " data folder (`--data`): what is at both systems is then linked again.");
        }
        if (!batch.isEmpty()) {
            store.commit(batch);
        }
    }
}
