package dev.entente.engine.reconcile;

import dev.entente.core.link.LinkId;
import dev.entente.core.value.Key;
import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Look;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.write.Looks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads every key that is known at a system once more, because many may be gone without a word:
 * after all rows vanished at once, and after a first load that had to start over. Durable: it goes
 * on where it was.
 */
final class Sweep {

    private static final int CHUNK = 500;

    private final Store store;
    private final Looks looks;
    private final Guard guard;
    private final Map<Home, byte[]> under = new HashMap<>();

    Sweep(Homes homes, Store store, Looks looks, Guard guard) {
        this.store = store;
        this.looks = looks;
        this.guard = guard;
        for (Home home : homes.all()) {
            byte[] from = store.get(Space.META, name(home));
            if (from != null) {
                under.put(home, from);
            }
        }
    }

    private static byte[] name(Home home) {
        return Layout.meta("sweep/" + home.entity().name() + "/" + home.systemName());
    }

    private static byte[] all(Home home) {
        return Layout.keysOf(home.entityNumber(), home.systemNumber());
    }

    /** It is to be done; durable with the sheet. */
    void begin(Sheet sheet, Home home) {
        sheet.batch().put(Space.META, name(home), all(home));
        under.put(home, all(home));
    }

    /**
     * A sweep that may go on: the gate is open and what it found so far has been read.
     *
     * @param isLoaded whether all of a system has come in that is there; what is missing comes
     *     after
     */
    @Nullable Home ready(IntPredicate isLoaded) {
        if (under.isEmpty() || looks.size() >= CHUNK) {
            return null;
        }
        for (Home home : under.keySet()) {
            boolean open = !guard.hasMet() || !guard.isClosed(home);
            if (open && isLoaded.test(home.system())) {
                return home;
            }
        }
        return null;
    }

    void goOn(Sheet sheet, Home home) {
        byte[] from = under.getOrDefault(home, all(home));
        List<byte[]> keys = new ArrayList<>();
        List<LinkId> links = new ArrayList<>();
        store.scanFrom(
                Space.KEYS,
                all(home),
                from,
                (key, value) -> {
                    keys.add(key);
                    Layout.Binding binding = Layout.Binding.of(value);
                    if (!binding.retired()) {
                        links.add(binding.link());
                    }
                    return keys.size() <= CHUNK;
                });
        sheet.fetch(links);
        for (LinkId link : links) {
            Kept kept = sheet.link(link);
            Key key = kept == null ? null : kept.link().replica(home.branch()).key();
            if (key != null) {
                looks.add(sheet, Look.at(home, key));
            }
        }
        if (keys.size() > CHUNK) {
            byte[] next = keys.getLast();
            under.put(home, next);
            sheet.batch().put(Space.META, name(home), Arrays.copyOf(next, next.length));
        } else {
            under.remove(home);
            sheet.batch().delete(Space.META, name(home));
        }
    }
}
