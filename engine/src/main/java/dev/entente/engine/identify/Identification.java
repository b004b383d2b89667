package dev.entente.engine.identify;

import dev.entente.core.link.Head;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.link.Write;
import dev.entente.core.value.Key;
import dev.entente.core.value.Stamp;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Noticed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells to which record a key belongs: by the key, else by the entity's matches. */
public final class Identification {

    private final InFlight inFlight;

    public Identification(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    /** Reads at once what will be asked for all of these. */
    public void prepare(Sheet sheet, List<Noticed> notices) {
        List<Home> homes = new ArrayList<>(notices.size());
        List<Key> keys = new ArrayList<>(notices.size());
        for (Noticed noticed : notices) {
            Key key = keyOf(noticed);
            if (key != null) {
                homes.add(noticed.home());
                keys.add(key);
            }
        }
        sheet.fetchKeys(homes, keys);
        List<LinkId> links = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            Layout.Binding binding = sheet.binding(homes.get(i), keys.get(i));
            if (binding != null) {
                links.add(binding.link());
            }
        }
        sheet.fetch(links);
    }

    /** The key under which the record is known until now. */
    public static @Nullable Key keyOf(Noticed noticed) {
        return switch (noticed) {
            case Noticed.Found(_, Key key, var former, _, _, _, _) -> former == null ? key : former;
            case Noticed.Unreadable(_, Key key, var former, _, _) -> former == null ? key : former;
            case Noticed.Hinted(_, Key key, var former, _) -> former == null ? key : former;
            case Noticed.Emptied _ -> null;
        };
    }

    /**
     * @param reading null where the record is there but cannot be read
     */
    public Identity of(Sheet sheet, Home home, Key key, @Nullable Reading reading) {
        Layout.Binding binding = sheet.binding(home, key);
        Kept kept = binding == null ? null : sheet.link(binding.link());
        boolean gone = reading != null && reading.standing() == Standing.ABSENT;
        if (binding != null && kept != null) {
            Replica replica = kept.link().replica(home.branch());
            boolean expected = !binding.retired() && !isThere(replica);
            if (key.equals(replica.key()) || expected) {
                return new Identity.Known(kept);
            }
            if (gone) {
                return new Identity.Nobody(); // R14: an event of a retired key
            }
        }
        if (gone) {
            return inFlight.hasCreate(home) ? new Identity.NotYet(null) : new Identity.Nobody();
        }
        return reading == null ? new Identity.Unknown() : byMatch(sheet, home, key, reading);
    }

    private static boolean isThere(Replica replica) {
        return replica.standing() == Standing.PRESENT
                || replica.standing() == Standing.OUT_OF_SCOPE;
    }

    private Identity byMatch(Sheet sheet, Home home, Key key, Reading reading) {
        List<LinkId> found = sheet.matches().find(home, reading.values());
        if (found.isEmpty()) {
            return inFlight.hasUnmatchedCreate(home)
                    ? new Identity.NotYet(null)
                    : new Identity.Unknown();
        }
        sheet.fetch(found);
        List<Kept> candidates = new ArrayList<>();
        for (LinkId id : found) {
            Kept kept = sheet.link(id);
            if (kept != null) {
                candidates.add(kept);
            }
        }
        List<Kept> living =
                candidates.stream().filter(kept -> !kept.link().head().isDeleted()).toList();
        if (living.size() > 1) {
            return new Identity.Ambiguous(living.size());
        }
        Kept one = living.isEmpty() ? latestDeleted(candidates) : living.getFirst();
        return one == null ? new Identity.Unknown() : bound(home, key, one);
    }

    private Identity bound(Home home, Key key, Kept kept) {
        Replica replica = kept.link().replica(home.branch());
        Write unsettled = replica.flight().unsettled();
        if (unsettled != null
                && unsettled.kind() == Write.Kind.CREATE
                && inFlight.contains(home, kept.link().id())) {
            return new Identity.NotYet(kept.link().id());
        }
        Key bound = replica.key();
        if (bound == null || bound.equals(key) || replica.standing() == Standing.ABSENT) {
            return new Identity.Known(kept);
        }
        return new Identity.Taken(kept, bound);
    }

    /** Of records that are agreed to be gone, the one that a user most likely makes again. */
    private static @Nullable Kept latestDeleted(List<Kept> candidates) {
        Kept latest = null;
        Stamp at = Stamp.ZERO;
        for (Kept kept : candidates) {
            Head.Tombstone tombstone = kept.link().head().tombstone();
            if (tombstone != null && (latest == null || tombstone.at().isAfter(at))) {
                latest = kept;
                at = tombstone.at();
            }
        }
        return latest;
    }
}
