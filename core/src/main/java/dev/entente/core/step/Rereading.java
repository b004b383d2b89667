package dev.entente.core.step;

import dev.entente.core.link.Flight;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Standing;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Version;
import java.util.List;

/**
 * A system whose log is lost, and all of which is read anew. What differs from what was last seen
 * was edited meanwhile; unless the system was set back to what it was earlier: then what it holds
 * first is nobody's edit, and is brought up to date.
 */
final class Rereading {

    private final Draft draft;
    private final int branch;

    Rereading(Draft draft, int branch) {
        this.draft = draft;
        this.branch = branch;
    }

    /** A version says something only beside others of the same log. */
    void logLost(boolean setBack) {
        Replica replica = draft.replica(branch);
        boolean wasThere = replica.key() != null && replica.standing() != Standing.UNMET;
        Flight flight =
                setBack && wasThere ? Flight.unread(replica) : unversioned(replica.flight());
        Seen seen = replica.seen().withVersion(Version.None.NONE);
        if (!seen.equals(replica.seen()) || !flight.equals(replica.flight())) {
            draft.set(branch, replica.withSeen(seen).withFlight(flight));
        }
    }

    private static Flight unversioned(Flight flight) {
        return flight.withFound(null)
                .withReplaced(List.of())
                .withWaiting(flight.waiting().stream().map(Rereading::unversioned).toList());
    }

    private static Observation unversioned(Observation observation) {
        Reading reading = observation.reading().withVersion(Version.None.NONE);
        return new Observation(reading, observation.time(), observation.actor(), observation.now());
    }

    /** What a system that was set back holds of a record that it once had. */
    void setBack(Observation observation) {
        Replica replica = draft.replica(branch);
        draft.set(branch, replica.withFlight(replica.flight().withFound(null)));
        switch (observation.reading().standing()) {
            case PRESENT -> {
                Edits edits = new Edits(draft, branch, observation);
                edits.journal(Rule.SET_BACK);
                edits.finish();
            }
            case ABSENT -> {
                if (replica.standing() != Standing.ABSENT) {
                    draft.set(
                            branch,
                            draft.replica(branch).vanished(observation.reading().version()));
                    draft.fact(new Fact.SetBack(branch));
                }
            }
            case OUT_OF_SCOPE ->
                    draft.set(branch, draft.replica(branch).withStanding(Standing.OUT_OF_SCOPE));
            case UNMET -> throw new IllegalArgumentException("a reading is never `unmet`");
        }
    }
}
