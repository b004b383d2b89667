package dev.entente.benchmarks;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;

/** PostgreSQL's own: a subscription in each direction that takes only what users wrote. */
final class LogicalReplication implements Participant {
    private final boolean copies;
    private final boolean synced;
    private Processes workers = Processes.of(List.of());

    /**
     * @param copies whether it loads what is there first, from a to an empty b
     * @param synced whether it waits for the disk with every transaction that it applies, which it
     *     does not by default
     */
    LogicalReplication(boolean copies, boolean synced) {
        this.copies = copies;
        this.synced = synced;
    }

    @Override
    public String name() {
        return synced ? "logical replication, synced" : "logical replication";
    }

    @Override
    public void start(Pair pair) throws SQLException {
        if (copies) {
            publish(pair.a());
            subscribe(pair.b(), pair.a());
            return;
        }
        publish(pair.a());
        publish(pair.b());
        subscribe(pair.a(), pair.b());
        subscribe(pair.b(), pair.a());
        workers = Processes.of(List.of());
        for (Side side : List.of(pair.a(), pair.b())) {
            workers = workers.and(awaitWorker(side));
        }
    }

    private static void publish(Side side) throws SQLException {
        side.run("create publication bench_" + side.name() + " for table " + Items.TABLE);
    }

    private void subscribe(Side to, Side from) throws SQLException {
        to.run(
                "create subscription bench_from_%s connection '%s' publication bench_%s"
                                .formatted(from.name(), from.conninfo(), from.name())
                        + " with (origin = none, copy_data = %s, synchronous_commit = %s)"
                                .formatted(copies, synced ? "on" : "off"));
    }

    private static Processes awaitWorker(Side side) throws SQLException {
        for (long end = System.nanoTime() + 10_000_000_000L; System.nanoTime() < end; ) {
            List<String> pids =
                    side.ask(
                            "select pid from pg_stat_activity"
                                    + " where backend_type = 'logical replication apply worker'");
            if (!pids.isEmpty()) {
                return Processes.of(pids.stream().map(Long::valueOf).toList());
            }
            Pause.of(Pause.LOOK);
        }
        return Processes.of(List.of());
    }

    @Override
    public void stop() {
        workers = Processes.of(List.of());
    }

    @Override
    public void close() {}

    @Override
    public void check() {}

    @Override
    public OptionalDouble processorSeconds() {
        return workers.processorSeconds();
    }
}
