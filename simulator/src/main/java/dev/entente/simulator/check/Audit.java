package dev.entente.simulator.check;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Replica;
import dev.entente.core.value.Row;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Placement;
import dev.entente.engine.store.Nonces;
import dev.entente.engine.store.Store;
import dev.entente.simulator.scene.Name;
import dev.entente.simulator.scene.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that must hold once a world is at rest. */
public final class Audit {
    private final Scene scene;
    private final Ledger ledger;
    private final Notebook notebook;
    private @Nullable Entity lasting;

    public Audit(Scene scene, Store store, Nonces nonces) {
        this.scene = scene;
        this.ledger = Ledger.of(scene);
        this.notebook = Notebook.of(scene, store, nonces);
    }

    /**
     * For a scene with one entity, which the file did not always have as it has it now: what people
     * did is accounted for in the fields of this one; of the others the systems must only agree.
     *
     * @param entity of the first fields of the scene's
     */
    public Audit lasting(Entity entity) {
        lasting = entity;
        return this;
    }

    /**
     * What does not hold, with the story of the record that shows it; null where all is well.
     *
     * @param happenings what happened to the world, for the story
     */
    public @Nullable Breach breach(List<Happening> happenings) {
        if (!notebook.isWhole()) {
            return Breach.of(Invariant.I34, "the audit trail is broken");
        }
        for (EntityBinding entity : scene.sync().entities()) {
            Rows rows = new Rows(scene, entity);
            for (Name name : names(entity)) {
                Breach breach = breach(entity, rows, name);
                if (breach != null) {
                    Story story = new Story(scene, entity, ledger, notebook, happenings);
                    return breach.with(story.of(name, breach.invariant()));
                }
            }
        }
        return null;
    }

    /** What everybody did, for whoever counts it. */
    public Ledger ledger() {
        return ledger;
    }

    /** What the engine wrote down. */
    public Notebook notebook() {
        return notebook;
    }

    private Set<Name> names(EntityBinding entity) {
        Set<Name> names = new LinkedHashSet<>(ledger.records().keySet());
        names.addAll(notebook.pages().keySet());
        names.removeIf(name -> !name.entity().equals(entity.entity().name()));
        return names;
    }

    private @Nullable Breach breach(EntityBinding entity, Rows rows, Name name) {
        List<Notebook.Page> pages = notebook.of(name);
        if (pages.size() > 1) {
            return Breach.of(Invariant.I14, "one record, several links");
        }
        Notebook.Page page = pages.isEmpty() ? null : pages.getFirst();
        Breach busy = page == null ? null : unsettled(page.link());
        if (busy != null) {
            return busy;
        }
        Parked.Kind waiting = page == null ? null : waiting(page);
        if (waiting != null && scene.excused().contains(waiting)) {
            return canTell() && waiting == Parked.Kind.AMBIGUOUS_WRITE
                    ? Breach.of(
                            Invariant.R8,
                            "a write waits for a person, and its system can tell what became of it")
                    : null;
        }
        if (rows.isTwice(name)) {
            return Breach.of(Invariant.I13, "a record is there twice");
        }
        Agreement agreement = new Agreement(entity.entity(), page);
        String difference = agreement.difference(rows.of(name));
        if (difference != null) {
            return Breach.of(Invariant.I1, difference);
        }
        Entity accounted = lasting == null ? entity.entity() : lasting;
        return new Account(accounted, ledger.of(name), page).breach(rows.of(name));
    }

    private boolean canTell() {
        return scene.systems().stream().allMatch(system -> system.canTell());
    }

    private static @Nullable Breach unsettled(Link link) {
        for (Replica replica : link.replicas()) {
            if (replica.flight().unsettled() != null || !replica.flight().waiting().isEmpty()) {
                return Breach.of(
                        Invariant.I2, "something is on its way for ever: " + replica.flight());
            }
            if (replica.flight().found() != null) {
                return Breach.of(
                        Invariant.I2,
                        "what a refused write found is never looked at: " + replica.flight());
            }
        }
        return null;
    }

    /** I1: what is set aside is not in agreement, and says why. */
    private Parked.@Nullable Kind waiting(Notebook.Page page) {
        for (Replica replica : page.link().replicas()) {
            Parked why = replica.parked();
            if (why != null && scene.excused().contains(why.kind())) {
                return why.kind();
            }
        }
        return null;
    }

    /** What is at each system in the end, by name. */
    static final class Rows {
        private final Map<Name, List<@Nullable Row>> rows = new HashMap<>();
        private final Set<Name> twice = new LinkedHashSet<>();
        private final int width;

        Rows(Scene scene, EntityBinding entity) {
            width = entity.placements().size();
            for (Placement place : entity.placements()) {
                for (Row values : scene.values(place)) {
                    Name name = Scene.name(entity, values);
                    List<@Nullable Row> at = rows.computeIfAbsent(name, _ -> nowhere());
                    if (at.set(place.branch().index(), values) != null) {
                        twice.add(name);
                    }
                }
            }
        }

        private List<@Nullable Row> nowhere() {
            List<@Nullable Row> nowhere = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                nowhere.add(null);
            }
            return nowhere;
        }

        /** The record at each system, null where it is not. */
        List<@Nullable Row> of(Name name) {
            return rows.getOrDefault(name, nowhere());
        }

        boolean isTwice(Name name) {
            return twice.contains(name);
        }
    }
}
