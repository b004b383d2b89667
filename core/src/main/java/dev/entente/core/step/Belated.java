package dev.entente.core.step;

import dev.entente.core.link.Flight;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Write;
import dev.entente.core.value.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * What an exact feed tells of the time before a write of ours, once that write has been answered. A
 * write compares values: it finds what it expects, too, where somebody has left that and come back
 * to it. Both were edits, and count as such, at their own times (R10), though nothing of them is
 * there any more.
 */
final class Belated {

    /** So many writes at one record are remembered, and so long; a feed is behind by less. */
    private static final int MOST = 8;

    private static final long LONGEST_MICROS = 60_000_000;

    private final Draft draft;
    private final Observing observing;
    private final int branch;

    Belated(Draft draft, Observing observing, int branch) {
        this.draft = draft;
        this.observing = observing;
        this.branch = branch;
    }

    private List<Flight.Replaced> replaced() {
        return draft.replica(branch).flight().replaced();
    }

    private void set(List<Flight.Replaced> next) {
        Replica replica = draft.replica(branch);
        draft.setQuietly(branch, replica.withFlight(replica.flight().withReplaced(next)));
    }

    /**
     * A write has taken effect, so what it expected was there.
     *
     * @param as the version of what it left there
     */
    void replacedBy(Write write, Version as) {
        if (write.kind() != Write.Kind.UPDATE) {
            forget(); // nothing was there, or nothing is there any more
        } else if (isExact(write.expected().version()) && isExact(as)) {
            List<Flight.Replaced> next = new ArrayList<>(replaced());
            next.removeIf(each -> draft.now - each.atMicros() > LONGEST_MICROS);
            if (next.size() == MOST) {
                next.removeFirst();
            }
            next.add(new Flight.Replaced(write.expected(), as, draft.now));
            set(next);
        }
    }

    private static boolean isExact(Version version) {
        return version instanceof Version.Position;
    }

    /** The feed has come to what is after our writes: all before them has been told. */
    void forget() {
        if (!replaced().isEmpty()) {
            set(List.of());
        }
    }

    /** An observation that is older than what is known of the record. */
    void heard(Observation observation) {
        for (int i = 0; i < replaced().size(); i++) {
            if (replaced().get(i).covers(observation.reading().version())) {
                takeIn(i, observation);
                return;
            }
        }
    }

    private void takeIn(int index, Observation observation) {
        Edits edits = new Edits(draft, branch, observation, replaced().get(index).seen());
        edits.merge(field -> !field.policy().cancelsOut());
        observing.finish(branch, edits, () -> move(index, edits.beside()));
    }

    /** What the author of the next edit had seen. */
    private void move(int index, Seen seen) {
        List<Flight.Replaced> next = new ArrayList<>(replaced());
        next.set(index, next.get(index).withSeen(seen));
        set(next);
    }
}
