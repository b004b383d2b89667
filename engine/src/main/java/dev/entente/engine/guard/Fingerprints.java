package dev.entente.engine.guard;

import dev.entente.connector.Halt;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Fingerprint;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the states in the store were made under the declarations that the file has now, and what
 * it takes to take over those that are new.
 *
 * <p>An entity that the file has no more keeps its states, as one that is gone: what happens to its
 * records is not heard of meanwhile, so once it is back all of them must be read.
 */
public final class Fingerprints {

    private static final String NAME = "fingerprint/";
    private static final String GONE = "gone ";

    private final List<EntityBinding> entities;
    private final Map<String, String> saved = new LinkedHashMap<>();

    /** In words: what is new, and what cannot be taken over. */
    private final List<String> changes = new ArrayList<>();

    private final List<String> misfits = new ArrayList<>();
    private final Set<String> systems = new LinkedHashSet<>();

    private Fingerprints(List<EntityBinding> entities) {
        this.entities = entities;
    }

    /** Compares. Nothing is otherwise than in a store that is new. */
    public static Fingerprints compare(List<EntityBinding> entities, Store store) {
        Fingerprints prints = new Fingerprints(entities);
        store.scan(
                Space.META,
                Layout.meta(NAME),
                (key, value) -> {
                    String entity =
                            new String(key, StandardCharsets.UTF_8).substring(NAME.length());
                    prints.saved.put(entity, Layout.textOf(value));
                    return true;
                });
        if (!prints.saved.isEmpty()) {
            entities.forEach(prints::compare);
        }
        return prints;
    }

    private void compare(EntityBinding binding) {
        String entity = "`" + binding.entity().name() + "`";
        String known = saved.get(binding.entity().name());
        if (known == null) {
            differs(binding, entity + " is new");
            return;
        }
        boolean wasGone = known.startsWith(GONE);
        Fingerprint before = Fingerprint.of(wasGone ? known.substring(GONE.length()) : known);
        Fingerprint now = binding.fingerprint();
        if (!before.identity().equals(now.identity())) {
            misfits.add(entity + " has other matches, systems, tables or keys");
            return;
        }
        if (wasGone) {
            differs(binding, entity + " is back");
        }
        now.fields()
                .forEach((field, print) -> {
                    String then = before.fields().get(field);
                    if (then == null) {
                        differs(binding, "`%s` of %s is new".formatted(field, entity));
                    } else if (!then.equals(print)) {
                        misfits.add(
                                "`%s` of %s has another type or is read otherwise"
                                        .formatted(field, entity));
                    }
                });
        for (String field : before.fields().keySet()) {
            if (!now.fields().containsKey(field)) {
                changes.add("`%s` of %s is gone".formatted(field, entity));
            }
        }
    }

    private void differs(EntityBinding binding, String words) {
        changes.add(words);
        binding.placements().forEach(placement -> systems.add(placement.branch().system()));
    }

    /** What is declared otherwise, in words; empty where nothing is. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** The systems of which everything must be read anew, so that what is new is known. */
    public Set<String> systems() {
        return Set.copyOf(systems);
    }

    /**
     * Whether everything is as it was, or can be taken over.
     *
     * @param agreed whether what is declared otherwise shall be taken over
     * @throws Halt otherwise
     */
    public void check(boolean agreed) {
        if (!misfits.isEmpty()) {
            throw new Halt(
                    "The file declares what is remembered otherwise than when this data folder was"
                            + " begun: "
                            + String.join("; ", misfits)
                            + ". It does not fit, and nothing was read or written. Put the"
                            + " declaration back, or begin anew with another data folder (`--data`):"
                            + " what is at the systems is then linked again.");
        }
        if (!changes.isEmpty() && !agreed) {
            throw new Halt(
                    "The file declares something otherwise than the last run knew it: "
                            + String.join("; ", changes)
                            + ". Nothing was read or written. "
                            + (systems.isEmpty()
                                    ? ""
                                    : "To take that over, all of "
                                            + String.join(", ", systems)
                                            + " is read anew: what is new is filled where one side"
                                            + " has nothing, and where both differ the first-named"
                                            + " system wins. ")
                            + "Look at it with `entente plan`, then say `--yes` to `run`; or put the"
                            + " declaration back.");
        }
    }

    /** From now on the states are of these declarations. */
    public void save(StoreBatch batch) {
        Set<String> here = new HashSet<>();
        for (EntityBinding binding : entities) {
            here.add(binding.entity().name());
            put(batch, binding.entity().name(), binding.fingerprint().text());
        }
        saved.forEach((entity, print) -> {
            if (!here.contains(entity)) {
                put(batch, entity, print.startsWith(GONE) ? print : GONE + print);
            }
        });
    }

    private void put(StoreBatch batch, String entity, String print) {
        if (!print.equals(saved.get(entity))) {
            batch.put(Space.META, Layout.meta(NAME + entity), Layout.text(print));
        }
    }
}
