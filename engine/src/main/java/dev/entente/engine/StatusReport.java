package dev.entente.engine;

import dev.entente.connector.Host;
import dev.entente.engine.identify.Census;
import dev.entente.engine.observe.Inbox;
import dev.entente.engine.reconcile.Reconciliation;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.Unpacker;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Meters;
import dev.entente.engine.watch.Status;
import dev.entente.engine.write.Outbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a run stands, gathered from those who count. From any thread. */
final class StatusReport implements Supplier<Status> {

    private static final long COUNT_EVERY_MICROS = 250_000;
    private static final long MEASURE_EVERY_MICROS = 5_000_000;

    private final Reconciliation.Grounds grounds;
    private final Traffic traffic;
    private final Meters meters;
    private final Supplier<@Nullable Ending> ending;
    private final boolean isRunning;
    private final Host host;
    private long countedAt = Long.MIN_VALUE / 2;
    private Counted counted = new Counted(Map.of(), Map.of());
    private long measuredAt = Long.MIN_VALUE / 2;
    private long diskBytes;

    /** What is under way. */
    record Traffic(Inbox inbox, Outbox outbox, Reconciliation reconciliation) {}

    /**
     * @param isRunning false where only the desk is open
     */
    StatusReport(
            Reconciliation.Grounds grounds,
            Traffic traffic,
            Meters meters,
            Supplier<@Nullable Ending> ending,
            boolean isRunning,
            Host host) {
        this.grounds = grounds;
        this.traffic = traffic;
        this.meters = meters;
        this.ending = ending;
        this.isRunning = isRunning;
        this.host = host;
    }

    @Override
    public synchronized Status get() {
        long now = host.now();
        if (now - countedAt >= COUNT_EVERY_MICROS) {
            countedAt = now;
            counted = count();
        }
        if (now - measuredAt >= MEASURE_EVERY_MICROS) {
            measuredAt = now;
            diskBytes = grounds.archive().store().diskBytes();
        }
        return new Status(
                state(),
                now,
                systems(),
                entities(),
                meters.latency(),
                grounds.guard().brakes(),
                diskBytes);
    }

    private Status.State state() {
        return switch (ending.get()) {
            case Ending.Stopped _ -> Status.State.STOPPED;
            case Ending.Halted _ -> Status.State.HALTED;
            case null -> {
                if (!isRunning) {
                    yield Status.State.RESTING;
                }
                if (traffic.reconciliation().isWaitingForYes()) {
                    yield Status.State.WAITING_FOR_YES;
                }
                yield grounds.guard().hasMet() ? Status.State.RUNNING : Status.State.LOADING;
            }
        };
    }

    private List<Status.OfSystem> systems() {
        Homes homes = grounds.homes();
        List<Status.OfSystem> systems = new ArrayList<>();
        for (int i = 0; i < homes.systems(); i++) {
            Meters.OfSystem of = meters.system(i);
            systems.add(
                    new Status.OfSystem(
                            homes.system(i).name(),
                            of.isLoaded(),
                            of.contact.trouble(),
                            of.lagBytes(),
                            of.lagMicros(),
                            traffic.inbox().waitingChanges(i),
                            traffic.outbox().unsettled(i),
                            traffic.outbox().waiting(i),
                            of.snapshotRows.sum(),
                            of.seen.sum(),
                            of.written.sum(),
                            of.refused.sum(),
                            of.rejected.sum(),
                            of.retried.sum(),
                            of.batches.sum()));
        }
        return systems;
    }

    private List<Status.OfEntity> entities() {
        Homes homes = grounds.homes();
        Census census = grounds.census();
        List<Status.OfEntity> entities = new ArrayList<>();
        for (var entity : homes.entities()) {
            List<Home> at = homes.of(entity);
            int number = at.getFirst().entityNumber();
            long conflicts = 0;
            for (Home home : at) {
                conflicts += meters.home(home.index()).conflicts.sum();
            }
            entities.add(
                    new Status.OfEntity(
                            entity.name(),
                            census.alive(at.getFirst()),
                            conflicts,
                            counted.open().getOrDefault(number, 0L),
                            counted.parked().getOrDefault(number, 0L)));
        }
        return entities;
    }

    /** What must be counted by looking through the store: not for every glance. */
    private Counted count() {
        Store store = grounds.archive().store();
        Map<Integer, Long> open = new HashMap<>();
        store.scan(
                Space.CONFLICTS,
                new byte[0],
                (key, _) -> {
                    open.merge(new Unpacker(key, 0).u16(), 1L, Long::sum);
                    return true;
                });
        Map<Integer, Long> parked = new HashMap<>();
        store.scan(
                Space.PARKED,
                new byte[0],
                (key, _) -> {
                    parked.merge(Layout.ParkedKey.of(key).entity(), 1L, Long::sum);
                    return true;
                });
        return new Counted(open, parked);
    }

    private record Counted(Map<Integer, Long> open, Map<Integer, Long> parked) {}
}
