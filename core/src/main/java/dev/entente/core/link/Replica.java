package dev.entente.core.link;

import dev.entente.core.value.Key;
import dev.entente.core.value.Version;
import org.jspecify.annotations.Nullable;

/**
 * One system's copy of a record.
 *
 * @param key its key there, the last one where it is gone; null where it never was
 * @param generation the link's generation that this copy belongs to: an older one's edits count no
 *     more (R16)
 * @param flight what is on its way there and what waits for it
 * @param parked why nothing is written there for now, or null
 */
public record Replica(
        Standing standing,
        @Nullable Key key,
        int generation,
        Seen seen,
        Flight flight,
        @Nullable Parked parked) {

    public static Replica unmet(int width) {
        return new Replica(Standing.UNMET, null, 0, Seen.nothing(width), Flight.EMPTY, null);
    }

    /** Never there, and known not to be. */
    public static Replica absent(int width) {
        return new Replica(Standing.ABSENT, null, 0, Seen.nothing(width), Flight.EMPTY, null);
    }

    public boolean isPresent() {
        return standing == Standing.PRESENT;
    }

    public Replica withStanding(Standing next) {
        return new Replica(next, key, generation, seen, flight, parked);
    }

    public Replica withKey(@Nullable Key next, int nextGeneration) {
        return new Replica(standing, next, nextGeneration, seen, flight, parked);
    }

    public Replica withSeen(Seen next) {
        return new Replica(standing, key, generation, next, flight, parked);
    }

    public Replica withFlight(Flight next) {
        return new Replica(standing, key, generation, seen, next, parked);
    }

    public Replica withParked(@Nullable Parked next) {
        return new Replica(standing, key, generation, seen, flight, next);
    }

    /**
     * Once its record is gone. Its key stays known: it is retired, not forgotten (R14).
     *
     * @param version as of which it is gone, where that is known
     */
    public Replica vanished(Version version) {
        Version known = version == Version.None.NONE ? seen.version() : version;
        Seen nothing = Seen.nothing(seen.values().width()).withVersion(known);
        return withStanding(Standing.ABSENT).withSeen(nothing);
    }
}
