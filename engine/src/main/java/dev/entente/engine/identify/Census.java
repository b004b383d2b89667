package dev.entente.engine.identify;

import dev.entente.core.link.Link;
import dev.entente.core.link.Standing;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.store.Unpacker;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * How many records there are, kept up with every link that changes, because counting them anew
 * would mean reading them all. Written by the reconciler, read by anybody.
 */
public final class Census {

    private static final byte[] NAME = Layout.meta("census");
    private static final int VERSION = 1;

    private final Homes homes;
    private final AtomicLongArray present;
    private final AtomicLongArray linked;
    private final AtomicLongArray alive;
    private boolean changed;

    public Census(Homes homes, Store store) {
        this.homes = homes;
        this.present = new AtomicLongArray(homes.all().size());
        this.linked = new AtomicLongArray(homes.all().size());
        this.alive = new AtomicLongArray(homes.all().size());
        byte[] saved = store.get(Space.META, NAME);
        if (saved != null) {
            read(new Unpacker(saved, 0).version(VERSION, "the census"));
        }
    }

    private void read(Unpacker in) {
        for (int left = in.u16(); left > 0; left--) {
            int entity = in.u16();
            int system = in.u16();
            long[] counts = {in.signed(), in.signed(), in.signed()};
            for (Home home : homes.all()) {
                if (home.entityNumber() == entity && home.systemNumber() == system) {
                    present.set(home.index(), counts[0]);
                    linked.set(home.index(), counts[1]);
                    alive.set(home.index(), counts[2]);
                }
            }
        }
    }

    /** Takes the one out and the other in. */
    void replace(@Nullable Link before, @Nullable Link after, Home first) {
        long was = before == null ? 0 : presence(before);
        long is = after == null ? 0 : presence(after);
        if (was != is) {
            count(was, -1, first);
            count(is, 1, first);
            changed = true;
        }
    }

    /** One bit a branch where it is present. */
    private static long presence(Link link) {
        long bits = 0;
        for (int i = 0; i < link.replicas().size(); i++) {
            if (link.replicas().get(i).standing() == Standing.PRESENT) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    private void count(long bits, int by, Home first) {
        if (bits == 0) {
            return;
        }
        alive.addAndGet(first.index(), by);
        for (int i = 0; i < Long.SIZE && bits >>> i != 0; i++) {
            if ((bits >>> i & 1) != 0) {
                present.addAndGet(first.index() + i, by);
                if (Long.bitCount(bits) > 1) {
                    linked.addAndGet(first.index() + i, by);
                }
            }
        }
    }

    void save(StoreBatch batch) {
        if (!changed) {
            return;
        }
        changed = false;
        Packer out = new Packer(256).u8(VERSION).u16(homes.all().size());
        for (Home home : homes.all()) {
            out.u16(home.entityNumber()).u16(home.systemNumber());
            out.signed(present.get(home.index()));
            out.signed(linked.get(home.index()));
            out.signed(alive.get(home.index()));
        }
        batch.put(Space.META, Arrays.copyOf(NAME, NAME.length), out.take());
    }

    /** Records that are there. */
    public long present(Home home) {
        return present.get(home.index());
    }

    /** Records that are there and at another system, too. */
    public long linked(Home home) {
        return linked.get(home.index());
    }

    /**
     * Records that are somewhere.
     *
     * @param first the entity's first home
     */
    public long alive(Home first) {
        return alive.get(first.index());
    }
}
