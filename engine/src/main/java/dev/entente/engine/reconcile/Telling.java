package dev.entente.engine.reconcile;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.step.Event;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.reconcile.Reconciler.Cause;
import dev.entente.engine.store.Kept;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.write.Outbox;
import java.util.List;

/**
 * After the first load of a system: tells every link that was not met there that its record is not
 * there, so that it may be made. In pieces, so that other work goes on in between.
 */
final class Telling {

    private final Homes homes;
    private final AllLinks links;
    private final Reconciler reconciler;
    private final Outbox outbox;
    private final Loading loading;

    Telling(Homes homes, AllLinks links, Reconciler reconciler, Outbox outbox, Loading loading) {
        this.homes = homes;
        this.links = links;
        this.reconciler = reconciler;
        this.outbox = outbox;
        this.loading = loading;
    }

    void goOn(Sheet sheet) {
        int system = loading.tellingSystem();
        LinkId next = links.each(sheet, loading.tellingFrom(), kept -> tell(sheet, kept, system));
        if (next != null) {
            loading.tell(sheet, system, next);
        } else {
            loading.done(sheet, system);
        }
    }

    private void tell(Sheet sheet, Kept kept, int system) {
        List<Home> all = homes.of(kept.entity());
        if (all.stream().anyMatch(home -> Intake.isQuarantined(kept, home))) {
            return;
        }
        for (Home home : all) {
            Replica replica = kept.link().replica(home.branch());
            if (home.system() == system && replica.standing() == Standing.UNMET) {
                Event event = new Event.Unlisted(home.branch(), sheet.now());
                reconciler.step(sheet, kept, event, Cause.of("not there at " + home.systemName()));
                outbox.endGroup();
            }
        }
    }
}
