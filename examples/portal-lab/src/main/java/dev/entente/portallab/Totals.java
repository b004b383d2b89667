package dev.entente.portallab;

import dev.entente.engine.watch.Status;

/** What the engine counts, over all of its lives: each begins at zero. */
final class Totals {

    private Counts before = Counts.NONE;
    private Counts now = Counts.NONE;

    /** Changes taken in, writes that took effect, fields in conflict. */
    record Counts(long seen, long written, long conflicts) {
        static final Counts NONE = new Counts(0, 0, 0);

        static Counts of(Status status) {
            return new Counts(
                    status.systems().stream().mapToLong(Status.OfSystem::seen).sum(),
                    status.systems().stream().mapToLong(Status.OfSystem::written).sum(),
                    status.entities().stream().mapToLong(Status.OfEntity::conflicts).sum());
        }

        private Counts plus(Counts other) {
            return new Counts(
                    seen + other.seen, written + other.written, conflicts + other.conflicts);
        }
    }

    void read(Status status) {
        now = Counts.of(status);
    }

    /** The engine died: the next one counts anew. */
    void restarted() {
        before = before.plus(now);
        now = Counts.NONE;
    }

    Counts all() {
        return before.plus(now);
    }
}
