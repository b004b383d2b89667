package dev.entente.simulator.check;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.journal.Journal;
import dev.entente.engine.journal.JournalEntry;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.LinkCodec;
import dev.entente.engine.store.Nonces;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Shapes;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.simulator.scene.Name;
import dev.entente.simulator.scene.Scene;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the engine wrote down: every link, by what people know the record by, with its journal. */
public record Notebook(Map<Name, List<Page>> pages, boolean isWhole) {

    /** One link and what was journaled of it. */
    public record Page(Entity entity, Link link, List<JournalEntry> entries) {

        /**
         * Every value of a field of which the journal says that it lost, was asked about, or was
         * sent and nobody knows whether it was there (R8 c).
         */
        Set<Value> lost(int field) {
            Set<Value> lost = inDoubt(field);
            for (JournalEntry entry : entries) {
                entry.facts().forEach(fact -> collect(fact, field, lost));
            }
            return lost;
        }

        /** Every value of a field that was sent and of which nobody knows whether it was there. */
        Set<Value> inDoubt(int field) {
            Set<Value> doubtful = new HashSet<>();
            Map<Write.Id, Write> planned = new HashMap<>();
            for (JournalEntry entry : entries) {
                for (Fact fact : entry.facts()) {
                    if (fact instanceof Fact.Planned(Write write)) {
                        planned.put(write.id(), write);
                    } else if (fact instanceof Fact.Ambiguous(_, Write.Id id)) {
                        add(at(Objects.requireNonNull(planned.get(id)).values(), field), doubtful);
                    }
                }
            }
            return doubtful;
        }

        /** Whether it was known by then that every system has the record. */
        boolean knewOfAll(long time) {
            return entity.branches().stream().allMatch(branch -> knew(branch, time));
        }

        private boolean knew(Branch branch, long time) {
            return entries.stream()
                    .filter(entry -> entry.timeMicros() < time)
                    .flatMap(entry -> entry.facts().stream())
                    .anyMatch(fact ->
                            switch (fact) {
                                case Fact.Met met -> met.branch() == branch.index();
                                case Fact.Written written -> written.branch() == branch.index();
                                default -> false;
                            });
        }

        /** Whether the journal says that a system holds the field in a form that is not ours. */
        boolean isNotTaken(int field) {
            return entries.stream()
                    .flatMap(entry -> entry.facts().stream())
                    .anyMatch(fact ->
                            fact instanceof Fact.NotTaken(_, int which, _, _) && which == field);
        }

        private static void collect(Fact fact, int field, Set<Value> lost) {
            switch (fact) {
                case Fact.Edited edited ->
                        edited.changes().stream()
                                .filter(change -> change.field() == field)
                                .forEach(change -> collect(change, lost));
                case Fact.Opened(Conflict asked) when asked.field() == field -> {
                    add(asked.ours(), lost);
                    add(asked.theirs(), lost);
                }
                case Fact.Deleted deleted -> add(at(deleted.last(), field), lost);
                default -> {}
            }
        }

        private static void collect(Fact.Change change, Set<Value> lost) {
            add(change.lost(), lost);
            if (change.rule() == Rule.ASKED) {
                add(change.before(), lost);
                add(change.incoming(), lost);
            }
        }

        /** Null, too, where the file was without the field then. */
        private static @Nullable Value at(Row row, int field) {
            return field < row.width() ? row.get(field) : null;
        }

        private static void add(@Nullable Value value, Set<Value> lost) {
            if (value != null) {
                lost.add(value);
            }
        }
    }

    /** Reads the store of an engine that was ended. */
    public static Notebook of(Scene scene, Store store, Nonces nonces) {
        List<EntityBinding> entities = scene.sync().entities();
        Seals seals = Seals.open(new byte[32], store, nonces);
        Shapes shapes = Shapes.open(store, entities.stream().map(EntityBinding::entity).toList());
        LinkCodec codec = new LinkCodec(shapes, seals);
        Journal journal = Journal.open(store, shapes, seals, codec);
        Map<Name, List<Page>> pages = new LinkedHashMap<>();
        store.scan(
                Space.LINKS,
                new byte[0],
                (key, bytes) -> {
                    Kept kept = codec.decode(id(key), bytes);
                    if (kept != null) {
                        Row head = kept.link().head().values();
                        pages.computeIfAbsent(
                                        Scene.name(bindingOf(kept, entities), head),
                                        _ -> new ArrayList<>())
                                .add(new Page(kept.entity(), kept.link(), journal.read(kept)));
                    }
                    return true;
                });
        return new Notebook(pages, journal.verify().isWhole());
    }

    private static EntityBinding bindingOf(Kept kept, List<EntityBinding> entities) {
        return entities.stream()
                .filter(entity -> entity.entity().name().equals(kept.entity().name()))
                .findFirst()
                .orElseThrow();
    }

    private static LinkId id(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key);
        return new LinkId(buffer.getLong(), buffer.getLong());
    }

    public List<Page> of(Name name) {
        return pages.getOrDefault(name, List.of());
    }
}
