package dev.entente.engine.reconcile;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Replica;
import dev.entente.core.step.Event;
import dev.entente.core.value.Key;
import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Look;
import dev.entente.engine.reconcile.Reconciler.Cause;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Notice;
import dev.entente.engine.write.Looks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people tell the engine to do. Each goes the way of every other change. */
public final class Orders {

    private final Homes homes;
    private final Reconciler reconciler;
    private final Looks looks;
    private final Guard guard;
    private final AllLinks links;
    private final Listener listener;

    Orders(
            Homes homes,
            Reconciler reconciler,
            Looks looks,
            Guard guard,
            AllLinks links,
            Listener listener) {
        this.homes = homes;
        this.reconciler = reconciler;
        this.looks = looks;
        this.guard = guard;
        this.links = links;
        this.listener = listener;
    }

    /** The writes of the first meeting may go. */
    public void approve(Sheet sheet, String by) {
        guard.approve(sheet, by);
        listener.heard(new Notice.Approved(by));
    }

    /** Opens gates; returns how many. */
    public int release(Sheet sheet, @Nullable String entity, @Nullable String system, String by) {
        return guard.release(sheet, entity, system, by).size();
    }

    /** A person chose. */
    public void decide(Sheet sheet, Kept kept, List<Event.Choice> choices, String by) {
        Event event = new Event.Decided(choices, by, sheet.now());
        reconciler.step(sheet, kept, event, Cause.of("decided by " + by));
    }

    /** Tries again what is set aside of this link. */
    public void retry(Sheet sheet, Kept kept, String by) {
        for (Home home : homes.of(kept.entity())) {
            Replica replica = kept.link().replica(home.branch());
            Parked parked = replica.parked();
            Key key = replica.key();
            if (parked == null) {
                continue;
            }
            if (key != null && Intake.isQuarantined(kept, home)) {
                sheet.dissolve(kept);
                unpark(sheet, home, kept, parked);
                looks.add(sheet, Look.at(home, key));
                return;
            }
            if (key != null && parked.kind() == Parked.Kind.UNTRANSLATABLE) {
                looks.add(sheet, Look.at(home, key));
            }
        }
        Event event = new Event.Reviewed(by, sheet.now());
        reconciler.step(sheet, kept, event, Cause.of("tried again by " + by));
    }

    /**
     * A system's log is lost: what it told of versions is forgotten, link by link.
     *
     * @return from which link on it is still to be done; null where it is done
     */
    public @Nullable LinkId forgetLog(
            Sheet sheet, int system, boolean setBack, LinkId from, String by) {
        return links.each(
                sheet,
                from,
                kept -> {
                    for (Home home : homes.of(kept.entity())) {
                        if (home.system() == system) {
                            Event event = new Event.LogLost(home.branch(), setBack, sheet.now());
                            reconciler.step(sheet, kept, event, Cause.of("told by " + by));
                        }
                    }
                });
    }

    /** Once that is done: the next run reads all that is there, and looks for the rest. */
    public void reread(Sheet sheet, int system) {
        Cursors.forget(homes, system, sheet);
        Loading.forget(homes, system, sheet);
    }

    private static void unpark(Sheet sheet, Home home, Kept kept, Parked parked) {
        sheet.batch()
                .delete(
                        Space.PARKED,
                        Layout.parked(
                                parked.kind(),
                                home.entityNumber(),
                                kept.link().id(),
                                home.systemNumber()));
    }
}
