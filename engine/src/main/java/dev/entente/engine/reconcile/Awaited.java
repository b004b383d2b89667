package dev.entente.engine.reconcile;

import dev.entente.core.link.LinkId;
import dev.entente.core.link.Reading;
import dev.entente.core.step.Event;
import dev.entente.core.value.Key;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Look;
import dev.entente.engine.reconcile.Reconciler.Cause;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.Unpacker;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.write.Looks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replicas at which a write found something that the feed has not told yet. It nearly always does
 * within moments, with the true time and author; where it does not, what was found is taken in as
 * it is after a while. Durable, so that none waits for ever.
 */
final class Awaited {

    private static final long PATIENCE_MICROS = 2_000_000;

    /** Most that are taken up in one go. */
    private static final int MOST = 1_000;

    private static final byte[] NAME = "awaited/".getBytes(StandardCharsets.UTF_8);

    private final Homes homes;
    private final Map<Spot, Long> due = new LinkedHashMap<>();

    private record Spot(LinkId link, int entity, int system) {}

    Awaited(Homes homes, Store store, long now) {
        this.homes = homes;
        store.scan(
                Space.META,
                NAME,
                (key, _) -> {
                    Unpacker in = new Unpacker(key, NAME.length);
                    due.put(new Spot(in.link(), in.u16(), in.u16()), now + PATIENCE_MICROS);
                    return true;
                });
    }

    private static byte[] name(Spot spot) {
        return new Packer(32)
                .raw(NAME)
                .link(spot.link())
                .u16(spot.entity())
                .u16(spot.system())
                .take();
    }

    void add(Sheet sheet, Home home, LinkId link) {
        Spot spot = new Spot(link, home.entityNumber(), home.systemNumber());
        due.remove(spot);
        due.put(spot, sheet.now() + PATIENCE_MICROS);
        sheet.batch().put(Space.META, name(spot), Layout.number(sheet.now()));
    }

    /** When the first has waited long enough, in microseconds since the epoch. */
    long due() {
        return due.isEmpty() ? Long.MAX_VALUE : due.values().iterator().next();
    }

    /** Lets the keys be read again, wherever the feed has not told. */
    void lookAgain(Sheet sheet, Looks looks, Reconciler reconciler) {
        List<Spot> over = new ArrayList<>();
        for (Map.Entry<Spot, Long> entry : due.entrySet()) {
            if (entry.getValue() > sheet.now() || over.size() == MOST) {
                break;
            }
            over.add(entry.getKey());
        }
        for (Spot spot : over) {
            due.remove(spot);
            sheet.batch().delete(Space.META, name(spot));
            Kept kept = sheet.link(spot.link());
            Home home = kept == null ? null : home(kept, spot);
            if (kept != null && home != null) {
                lookAgain(sheet, kept, home, looks, reconciler);
            }
        }
    }

    private static void lookAgain(
            Sheet sheet, Kept kept, Home home, Looks looks, Reconciler reconciler) {
        Reading found = kept.link().replica(home.branch()).flight().found();
        if (found == null) {
            return;
        }
        Key key = found.key();
        if (key != null) {
            looks.add(sheet, new Look(home, key, null, kept.link().id()));
        } else {
            Event event = new Event.Reviewed("", sheet.now());
            reconciler.step(sheet, kept, event, Cause.of("what a write found is taken in"));
        }
    }

    private @Nullable Home home(Kept kept, Spot spot) {
        for (Home home : homes.of(kept.entity())) {
            if (home.systemNumber() == spot.system()) {
                return home;
            }
        }
        return null;
    }
}
