package dev.entente.simulator.check;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Write;
import dev.entente.core.merge.Rule;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.journal.Journal;
import dev.entente.engine.journal.JournalEntry;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.LinkCodec;
import dev.entente.engine.store.Nonces;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Shapes;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.simulator.history.Orders;
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

/** What the engine wrote down: every link, by the order's number, with its journal. */
public record Notebook(Map<Value, List<Page>> pages, boolean isWhole) {

    /** One link and what was journaled of it. */
    public record Page(Link link, List<JournalEntry> entries) {

        /**
         * Every value of a field of which the journal says that it lost, was asked about, or was
         * sent and nobody knows whether it was there (R8 c).
         */
        Set<Value> lost(int field) {
            Set<Value> lost = new HashSet<>();
            Map<Write.Id, Write> planned = new HashMap<>();
            for (JournalEntry entry : entries) {
                for (Fact fact : entry.facts()) {
                    collect(fact, field, lost);
                    if (fact instanceof Fact.Planned(Write write)) {
                        planned.put(write.id(), write);
                    } else if (fact instanceof Fact.Ambiguous(_, Write.Id id)) {
                        add(Objects.requireNonNull(planned.get(id)).values().get(field), lost);
                    }
                }
            }
            return lost;
        }

        /** Whether it was known by then that both systems have the record. */
        boolean knewOfBoth(long time) {
            return knew(Orders.PORTAL, time) && knew(Orders.LAB, time);
        }

        private boolean knew(int system, long time) {
            return entries.stream()
                    .filter(entry -> entry.timeMicros() < time)
                    .flatMap(entry -> entry.facts().stream())
                    .anyMatch(fact ->
                            switch (fact) {
                                case Fact.Met met -> met.branch() == system;
                                case Fact.Written written -> written.branch() == system;
                                default -> false;
                            });
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
                case Fact.Deleted deleted -> add(deleted.last().get(field), lost);
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

        private static void add(@Nullable Value value, Set<Value> lost) {
            if (value != null) {
                lost.add(value);
            }
        }
    }

    static Notebook of(Store store, Entity entity, Nonces nonces) {
        Seals seals = Seals.open(new byte[32], store, nonces);
        Shapes shapes = Shapes.open(store, List.of(entity));
        LinkCodec codec = new LinkCodec(shapes, seals);
        Journal journal = Journal.open(store, shapes, seals, codec);
        Map<Value, List<Page>> pages = new LinkedHashMap<>();
        store.scan(
                Space.LINKS,
                new byte[0],
                (key, bytes) -> {
                    Kept kept = codec.decode(id(key), bytes);
                    if (kept != null) {
                        Row head = kept.link().head().values();
                        pages.computeIfAbsent(head.orNull(Orders.NUMBER), _ -> new ArrayList<>())
                                .add(new Page(kept.link(), journal.read(kept)));
                    }
                    return true;
                });
        return new Notebook(pages, journal.verify().isWhole());
    }

    private static LinkId id(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key);
        return new LinkId(buffer.getLong(), buffer.getLong());
    }
}
