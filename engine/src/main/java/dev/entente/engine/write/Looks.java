package dev.entente.engine.write;

import dev.entente.core.link.LinkId;
import dev.entente.core.value.Key;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Look;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Packer;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.Unpacker;
import dev.entente.engine.store.ValueCodec;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys that must be read again, durable until what was read there has been taken in. The system's
 * writer reads them, between its batches: what it finds is as its own writes left it. Used by the
 * reconciler alone.
 */
public final class Looks {

    /** Keys that are read in one go. */
    private static final int MOST = 500;

    private static final byte[] NAME = "look/".getBytes(StandardCharsets.UTF_8);
    private static final int VERSION = 1;

    private final Homes homes;
    private final Outbox outbox;
    private final Map<Spot, State> open = new LinkedHashMap<>();
    private final Map<Integer, Integer> reading = new HashMap<>();

    private record Spot(Home home, Key key) {}

    /**
     * @param after the batch that must be answered first, or 0
     * @param isOut whether it is being read
     * @param again whether something happened there since
     */
    private record State(Look look, long after, boolean isOut, boolean again) {}

    public Looks(Homes homes, Outbox outbox, Store store) {
        this.homes = homes;
        this.outbox = outbox;
        store.scan(
                Space.META,
                NAME,
                (_, value) -> {
                    Look look = read(value);
                    if (look != null) {
                        open.put(spot(look), new State(look, 0, false, false));
                    }
                    return true;
                });
    }

    private static Spot spot(Look look) {
        return new Spot(look.home(), look.key());
    }

    /** To be read; durable with the sheet. */
    public void add(Sheet sheet, Look look) {
        add(sheet, look, 0);
    }

    /** To be read once every create that is under way there has been answered. */
    public void addAfterCreates(Sheet sheet, Look look) {
        add(sheet, look, outbox.lastBatch(look.home()));
    }

    private void add(Sheet sheet, Look look, long after) {
        State known = open.get(spot(look));
        boolean isOut = known != null && known.isOut();
        Look next = known == null ? look : look.withRivalOf(known.look());
        open.put(spot(look), new State(next, after, isOut, isOut));
        sheet.batch().put(Space.META, name(next), write(next));
    }

    /** Whether something is to be read there. */
    public boolean contains(Home home, Key key) {
        return !open.isEmpty() && open.containsKey(new Spot(home, key));
    }

    /** How many there are. */
    public int size() {
        return open.size();
    }

    /**
     * It was read.
     *
     * @return whether that counts; else something happened since, and it is read again
     */
    public boolean isCurrent(Sheet sheet, Look look) {
        State known = open.get(spot(look));
        if (known == null) {
            return false;
        }
        if (known.again()) {
            open.put(spot(look), new State(known.look(), known.after(), false, false));
            return false;
        }
        open.remove(spot(look));
        sheet.batch().delete(Space.META, name(look));
        return true;
    }

    /** The readings of a system have come. */
    public void came(int system) {
        reading.remove(system);
    }

    /** Hands out what may be read now; after the commit. */
    public void issue() {
        if (open.isEmpty() || reading.size() == homes.systems()) {
            return;
        }
        Map<Integer, List<Look>> bySystem = new LinkedHashMap<>();
        for (State state : open.values()) {
            Look look = state.look();
            int system = look.home().system();
            boolean may =
                    !state.isOut()
                            && !reading.containsKey(system)
                            && outbox.firstUnanswered(look.home()) > state.after();
            if (may) {
                List<Look> looks = bySystem.computeIfAbsent(system, _ -> new ArrayList<>());
                if (looks.size() < MOST) {
                    looks.add(look);
                }
            }
        }
        bySystem.forEach((system, looks) -> {
            reading.put(system, looks.size());
            for (Look look : looks) {
                open.put(spot(look), new State(look, 0, true, false));
            }
            outbox.give(system, new Job.Read(looks));
        });
    }

    // In the store

    private static byte[] name(Look look) {
        Home home = look.home();
        return new Packer(48)
                .raw(NAME)
                .raw(Layout.key(home.entityNumber(), home.systemNumber(), look.key()))
                .take();
    }

    private static byte[] write(Look look) {
        Key beside = look.beside();
        Packer out = new Packer(48).u8(VERSION);
        out.u16(look.home().entityNumber()).u16(look.home().systemNumber());
        ValueCodec.writeKey(out, look.key());
        out.u8(beside == null ? 0 : 1);
        if (beside != null) {
            ValueCodec.writeKey(out, beside);
        }
        out.u8(look.rival() == null ? 0 : 1);
        if (look.rival() != null) {
            out.link(look.rival());
        }
        return out.take();
    }

    private @Nullable Look read(byte[] value) {
        Unpacker in = new Unpacker(value, 0).version(VERSION, "a key to be read again");
        int entity = in.u16();
        int system = in.u16();
        Key key = ValueCodec.readKey(in);
        Key beside = in.u8() == 0 ? null : ValueCodec.readKey(in);
        LinkId rival = in.u8() == 0 ? null : in.link();
        for (Home home : homes.all()) {
            if (home.entityNumber() == entity && home.systemNumber() == system) {
                return new Look(home, key, beside, rival);
            }
        }
        return null;
    }
}
