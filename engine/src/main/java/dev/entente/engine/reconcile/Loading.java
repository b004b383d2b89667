package dev.entente.engine.reconcile;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.LinkId;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.Unpacker;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far the first load of each system is: what was there is being read; it was read, and the
 * links that were not met there are being told so; done. Durable, so that a crash resumes it.
 */
final class Loading {

    private static final int VERSION = 1;

    private final Homes homes;
    private final boolean[] loaded;
    private final boolean[] begun;

    /** Systems whose absent records are still being told, and from which link on. */
    private final TreeMap<Integer, LinkId> telling = new TreeMap<>();

    Loading(Homes homes, Store store) {
        this.homes = homes;
        this.loaded = new boolean[homes.systems()];
        this.begun = new boolean[homes.systems()];
        for (int i = 0; i < loaded.length; i++) {
            byte[] state = store.get(Space.META, name(i));
            if (state != null) {
                Unpacker in = new Unpacker(state, 0).version(VERSION, "the state of a first load");
                int step = in.u8();
                loaded[i] = step >= TELLING;
                if (step == TELLING) {
                    telling.put(i, in.link());
                }
            }
        }
    }

    private static final int BEGUN = 1;
    private static final int TELLING = 2;
    private static final int DONE = 3;

    private byte[] name(int system) {
        return name(homes, system);
    }

    private static byte[] name(Homes homes, int system) {
        return Layout.meta("loaded/" + homes.system(system).name());
    }

    /** It is to be done once more, by the next run; what is known may be gone since. */
    static void forget(Homes homes, int system, Sheet sheet) {
        sheet.batch().put(Space.META, name(homes, system), begun());
    }

    private static byte[] begun() {
        return new Packer(2).u8(VERSION).u8(BEGUN).take();
    }

    /** Whether this run has begun it, or an earlier one has ended it. */
    boolean isBegun(int system) {
        return begun[system] || loaded[system];
    }

    /** The feed begins anew with everything that is there. */
    void reopened(int system) {
        begun[system] = false;
    }

    boolean isLoaded(int system) {
        return loaded[system];
    }

    boolean areAllDone() {
        if (!telling.isEmpty()) {
            return false;
        }
        for (int i = 0; i < loaded.length; i++) {
            if (!loaded[i] && !homes.ofSystem(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The first batch of a first load.
     *
     * @return whether an earlier attempt had begun already
     */
    boolean begin(Sheet sheet, Store store, int system) {
        begun[system] = true;
        boolean before = store.get(Space.META, name(system)) != null;
        sheet.batch().put(Space.META, name(system), begun());
        return before;
    }

    /** Everything that is there has been taken in. */
    void loaded(Sheet sheet, int system) {
        loaded[system] = true;
        tell(sheet, system, LinkId.FIRST);
    }

    /** The branches of an entity where what is not known is not there. */
    Set<Integer> listed(Entity entity) {
        Set<Integer> listed = new HashSet<>();
        for (Home home : homes.of(entity)) {
            if (loaded[home.system()]) {
                listed.add(home.branch());
            }
        }
        return listed;
    }

    boolean isTelling() {
        return !telling.isEmpty();
    }

    int tellingSystem() {
        return telling.firstKey();
    }

    LinkId tellingFrom() {
        return telling.firstEntry().getValue();
    }

    /** The links before this one have been told. */
    void tell(Sheet sheet, int system, LinkId next) {
        telling.put(system, next);
        sheet.batch()
                .put(
                        Space.META,
                        name(system),
                        new Packer(20).u8(VERSION).u8(TELLING).link(next).take());
    }

    void done(Sheet sheet, int system) {
        telling.remove(system);
        sheet.batch().put(Space.META, name(system), new Packer(2).u8(VERSION).u8(DONE).take());
    }
}
