package dev.entente.engine.plan;

import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Write;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import dev.entente.engine.desk.Wording;
import dev.entente.engine.identify.Archive;
import dev.entente.engine.journal.JournalEntry;
import dev.entente.engine.reconcile.Forecasts;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Examples of what would be done, the first of each kind for each entity at each system. */
public final class Sample {

    /** So many of each. */
    private static final int MOST = 20;

    private final Homes homes;
    private final Archive archive;
    private final List<Plan.Item> items = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private Sample(Homes homes, Archive archive) {
        this.homes = homes;
        this.archive = archive;
    }

    /** Reads the store. Personal values are masked. */
    public static List<Plan.Item> take(Homes homes, Archive archive, Forecasts forecasts) {
        Sample sample = new Sample(homes, archive);
        for (int i = 0; i < homes.systems(); i++) {
            forecasts.eachUnsettled(i, sample::write);
        }
        archive.journal().recent(0, sample::conflicts);
        sample.parked();
        return sample.items;
    }

    private boolean isWanted(String kind, Home home) {
        return counts.merge(kind + home.index(), 1, Integer::sum) <= MOST;
    }

    private void write(Home home, Kept kept) {
        Write write = kept.link().replica(home.branch()).flight().unsettled();
        if (write == null) {
            return;
        }
        String kind =
                switch (write.kind()) {
                    case CREATE -> "create";
                    case UPDATE -> "update";
                    case DELETE -> "delete";
                };
        if (isWanted(kind, home)) {
            List<Plan.Change> changes = new ArrayList<>();
            for (Field field : home.entity().fields()) {
                Value to = write.values().get(field.index());
                if (to != null) {
                    Value from = write.expected().values().get(field.index());
                    changes.add(change(field, from, to));
                }
            }
            add(kind, home, kept, changes, null);
        }
    }

    private static Plan.Change change(Field field, @Nullable Value from, @Nullable Value to) {
        return new Plan.Change(field.name(), shown(field, from), shown(field, to));
    }

    private static @Nullable String shown(Field field, @Nullable Value value) {
        String text = Wording.of(value);
        return text != null && field.personal() ? Wording.MASK : text;
    }

    private void add(
            String kind, Home home, Kept kept, List<Plan.Change> changes, @Nullable String why) {
        items.add(
                new Plan.Item(
                        kind, home.entity().name(), home.systemName(), name(kept), changes, why));
    }

    private String name(Kept kept) {
        for (Home home : homes.of(kept.entity())) {
            Key key = kept.link().replica(home.branch()).key();
            if (key != null) {
                return Objects.requireNonNullElse(Wording.of(key), "");
            }
        }
        return kept.link().id().toString();
    }

    private @Nullable Kept read(LinkId link) {
        byte[] bytes = archive.store().get(Space.LINKS, Layout.link(link));
        return bytes == null ? null : archive.codec().decode(link, bytes);
    }

    private boolean conflicts(JournalEntry entry) {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.Edited edited) {
                List<Fact.Change> lost =
                        edited.changes().stream()
                                .filter(change -> change.rule().isConflict())
                                .toList();
                Kept kept = lost.isEmpty() ? null : read(entry.link());
                if (kept != null) {
                    conflict(kept, edited.branch(), lost);
                }
            }
        }
        return true;
    }

    private void conflict(Kept kept, int branch, List<Fact.Change> lost) {
        Entity entity = kept.entity();
        Home home = homes.at(entity, branch);
        if (isWanted("conflict", home)) {
            List<Plan.Change> changes = new ArrayList<>();
            for (Fact.Change change : lost) {
                Field field = entity.fields().get(change.field());
                changes.add(change(field, change.incoming(), change.after()));
            }
            add("conflict", home, kept, changes, null);
        }
    }

    private void parked() {
        archive.store()
                .scan(
                        Space.PARKED,
                        new byte[0],
                        (key, _) -> {
                            Layout.ParkedKey parked = Layout.ParkedKey.of(key);
                            Kept kept = read(parked.link());
                            if (kept != null) {
                                parked(kept, parked.system());
                            }
                            return true;
                        });
    }

    private void parked(Kept kept, int system) {
        for (Home home : homes.of(kept.entity())) {
            Parked why = kept.link().replica(home.branch()).parked();
            if (home.systemNumber() == system && why != null && isWanted("parked", home)) {
                add("parked", home, kept, List.of(), why.message());
            }
        }
    }
}
