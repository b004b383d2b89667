package dev.entente.engine.guard;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Write;
import dev.entente.engine.config.Brakes;
import dev.entente.engine.config.Limit;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.store.Unpacker;
import dev.entente.engine.translate.Home;
import dev.entente.engine.watch.Brake;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The brakes of one entity at one system: what was planned there in the last hour. */
final class Gate {

    private static final int VERSION = 1;

    private final Home home;
    private final Window creates = new Window();
    private final Window updates = new Window();
    private final Window deletes = new Window();
    private final Map<Write.Kind, Recently> recently = new EnumMap<>(Write.Kind.class);
    private volatile @Nullable Brake brake;
    private boolean changed;

    Gate(Home home) {
        this.home = home;
        for (Write.Kind kind : Write.Kind.values()) {
            recently.put(kind, new Recently());
        }
    }

    Home home() {
        return home;
    }

    @Nullable Brake brake() {
        return brake;
    }

    /** Whether writes of this kind are counted at all. */
    boolean counts(Write.Kind kind) {
        return !limit(kind).isNone();
    }

    /**
     * Counts what is planned, each record once an hour for each kind of write, and trips where that
     * is too much.
     *
     * @param total how many records are there
     */
    @Nullable Brake weigh(Write.Kind kind, List<LinkId> planned, long total, long now) {
        Limit limit = limit(kind);
        Window window = window(kind);
        Recently counted = Objects.requireNonNull(recently.get(kind));
        long fresh = 0;
        for (LinkId link : planned) {
            fresh += counted.isFirst(link, now) ? 1 : 0;
        }
        if (fresh == 0) {
            return null;
        }
        window.add(fresh, now);
        changed = true;
        long sum = window.sum(now);
        long allowed = limit.of(total);
        if (sum <= allowed || brake != null) {
            return null;
        }
        String verb = verb(kind);
        return trip(
                switch (kind) {
                    case CREATE -> Brake.Kind.CREATES;
                    case UPDATE -> Brake.Kind.UPDATES;
                    case DELETE -> Brake.Kind.DELETES;
                },
                "%,d records of %s at %s would be %s within an hour, of %,d that are there; allowed are %,d."
                        .formatted(
                                sum, home.entity().name(), home.systemName(), verb, total, allowed),
                "What is not written yet is held back. If it is meant, release the brake and they are "
                        + verb
                        + "; if not, put the records right where they were changed, and only then"
                        + " release it.",
                now);
    }

    Brake trip(Brake.Kind kind, String saw, String remedy, long now) {
        Brake next = new Brake(kind, home.entity().name(), home.systemName(), saw, remedy, now);
        brake = next;
        changed = true;
        return next;
    }

    /** What was held back does not count again. */
    void release() {
        brake = null;
        creates.clear();
        updates.clear();
        deletes.clear();
        recently.values().forEach(Recently::clear);
        changed = true;
    }

    private Limit limit(Write.Kind kind) {
        Brakes brakes = home.binding().brakes();
        return switch (kind) {
            case CREATE -> brakes.creates();
            case UPDATE -> brakes.updates();
            case DELETE -> brakes.deletes();
        };
    }

    private Window window(Write.Kind kind) {
        return switch (kind) {
            case CREATE -> creates;
            case UPDATE -> updates;
            case DELETE -> deletes;
        };
    }

    private static String verb(Write.Kind kind) {
        return switch (kind) {
            case CREATE -> "created";
            case UPDATE -> "changed";
            case DELETE -> "deleted";
        };
    }

    // In the store

    private byte[] name() {
        return Layout.meta("gate/" + home.entity().name() + "/" + home.systemName());
    }

    void save(StoreBatch batch) {
        if (!changed) {
            return;
        }
        changed = false;
        Packer out = new Packer(256).u8(VERSION);
        creates.write(out);
        updates.write(out);
        deletes.write(out);
        Brake tripped = brake;
        out.u8(tripped == null ? 0 : 1);
        if (tripped != null) {
            out.text(tripped.kind().name());
            out.text(tripped.saw());
            out.text(tripped.remedy());
            out.u64(tripped.since());
        }
        batch.put(Space.META, name(), out.take());
    }

    void load(dev.entente.engine.store.Store store) {
        byte[] saved = store.get(Space.META, name());
        if (saved == null) {
            return;
        }
        Unpacker in = new Unpacker(saved, 0).version(VERSION, "a gate");
        creates.read(in);
        updates.read(in);
        deletes.read(in);
        if (in.u8() == 1) {
            brake =
                    new Brake(
                            Brake.Kind.valueOf(in.text()),
                            home.entity().name(),
                            home.systemName(),
                            in.text(),
                            in.text(),
                            in.u64());
        }
    }
}
