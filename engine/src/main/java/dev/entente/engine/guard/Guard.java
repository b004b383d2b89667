package dev.entente.engine.guard;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Write;
import dev.entente.engine.identify.Census;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Brake;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every gate there is, and the one before all of them: nothing is written before the first meeting
 * was shown and, above the limits, approved. Changed by the reconciler, read by anybody.
 */
public final class Guard {

    private static final String MEETING = "meeting";

    private final Census census;
    private final Listener listener;
    private final List<Gate> gates = new ArrayList<>();
    private volatile boolean isOpen;

    public Guard(Homes homes, Census census, Store store, Listener listener) {
        this.census = census;
        this.listener = listener;
        for (Home home : homes.all()) {
            Gate gate = new Gate(home);
            gate.load(store);
            gates.add(gate);
        }
        this.isOpen = store.get(Space.META, Layout.meta(MEETING)) != null;
    }

    /** Whether the writes of the first meeting may go, or went long ago. */
    public boolean hasMet() {
        return isOpen;
    }

    /** Whether writes of this entity to this system must wait. */
    public boolean isClosed(Home home) {
        return !isOpen || gates.get(home.index()).brake() != null;
    }

    /** From now on writes go; durable with the sheet. */
    public void approve(Sheet sheet, String by) {
        isOpen = true;
        sheet.batch().put(Space.META, Layout.meta(MEETING), Layout.text(by));
        sheet.note("the first meeting's writes were approved by " + by);
    }

    /** Whether writes of this kind are counted. The first meeting has limits of its own. */
    public boolean counts(Home home, Write.Kind kind) {
        return isOpen && gates.get(home.index()).counts(kind);
    }

    /** Counts what a micro-batch plans for one home: a gate may close, durable with the sheet. */
    public void weigh(Sheet sheet, Home home, Write.Kind kind, List<LinkId> planned) {
        Gate gate = gates.get(home.index());
        Brake tripped = gate.weigh(kind, planned, census.present(home), sheet.now());
        tell(sheet, tripped);
        gate.save(sheet.batch());
    }

    /**
     * All rows vanished at once there: nothing of the entity goes anywhere until a person speaks.
     */
    public void emptied(Sheet sheet, Home home, List<Home> all) {
        for (Home each : all) {
            Gate gate = gates.get(each.index());
            if (gate.brake() != null) {
                continue;
            }
            String saw =
                    "All rows of `%s` at %s vanished at once (TRUNCATE); %,d records are kept there."
                            .formatted(
                                    home.resource().name(),
                                    home.systemName(),
                                    census.present(home));
            String remedy =
                    "Nothing was deleted elsewhere. Put the rows back, then release the brake; or"
                            + " release it without, and what is gone there counts as deleted.";
            Brake tripped = gate.trip(Brake.Kind.TRUNCATE, saw, remedy, sheet.now());
            tell(sheet, tripped);
            gate.save(sheet.batch());
        }
    }

    private void tell(Sheet sheet, @Nullable Brake tripped) {
        if (tripped != null) {
            sheet.note("brake: " + tripped.saw());
            listener.heard(new Notice.Braked(tripped));
        }
    }

    /**
     * Opens gates; durable with the sheet.
     *
     * @param entity null for all
     * @param system null for all
     * @return what was released, by home
     */
    public List<Home> release(
            Sheet sheet, @Nullable String entity, @Nullable String system, String by) {
        List<Home> released = new ArrayList<>();
        for (Gate gate : gates) {
            Brake brake = gate.brake();
            if (brake != null
                    && (entity == null || entity.equals(brake.entity()))
                    && (system == null || system.equals(brake.system()))) {
                gate.release();
                gate.save(sheet.batch());
                sheet.note("brake released by " + by + ": " + brake.saw());
                listener.heard(new Notice.Released(brake, by));
                released.add(gate.home());
            }
        }
        return released;
    }

    public List<Brake> brakes() {
        return gates.stream().map(Gate::brake).filter(Objects::nonNull).toList();
    }
}
