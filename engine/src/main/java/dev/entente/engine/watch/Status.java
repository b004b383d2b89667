package dev.entente.engine.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands. Figures count from its start.
 *
 * @param now when this was so, in microseconds since the epoch
 * @param observedToWritten from a change being read to its write being confirmed
 * @param diskBytes what the store takes up
 */
public record Status(
        State state,
        long now,
        List<OfSystem> systems,
        List<OfEntity> entities,
        Latency observedToWritten,
        List<Brake> brakes,
        long diskBytes) {

    public Status {
        systems = List.copyOf(systems);
        entities = List.copyOf(entities);
        brakes = List.copyOf(brakes);
    }

    public enum State {
        /** Nothing runs; this was read from the store. */
        RESTING,
        /** What was there is being taken in. */
        LOADING,
        /** A person must say whether the writes of the first meeting may begin. */
        WAITING_FOR_YES,
        RUNNING,
        STOPPED,
        HALTED
    }

    /**
     * @param trouble why it cannot be reached or not be written to, or null
     * @param lagBytes what the system keeps back for us, or -1
     * @param lagMicros between the newest change taken in and now, or -1
     * @param queued batches read but not yet taken in
     * @param unsettled writes that were sent and not yet answered
     * @param held writes that wait to be sent
     * @param snapshotRows rows taken in while loading
     * @param seen changes that were taken in
     * @param written writes that took effect
     * @param refused writes that found something else there
     * @param rejected writes that the system will never take
     * @param retried writes that were put off and tried again
     * @param batches that were sent
     */
    public record OfSystem(
            String name,
            boolean loaded,
            @Nullable String trouble,
            long lagBytes,
            long lagMicros,
            int queued,
            long unsettled,
            long held,
            long snapshotRows,
            long seen,
            long written,
            long refused,
            long rejected,
            long retried,
            long batches) {}

    /**
     * @param records that are known and not agreed to be gone
     * @param conflicts fields in which two edits stood against each other, since the start
     * @param open conflicts that wait for a person
     * @param parked records that are set aside
     */
    public record OfEntity(String name, long records, long conflicts, long open, long parked) {}

    /** In microseconds. */
    public record Latency(long count, long p50, long p99, long max) {}
}
