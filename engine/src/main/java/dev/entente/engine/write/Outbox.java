package dev.entente.engine.write;

import dev.entente.connector.Host;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Write;
import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.InFlight;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Backoff;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The writes of all systems, from being planned to being answered. Used by the reconciler alone,
 * but for the figures.
 *
 * <p>What one source transaction led to is a group, and a group goes out in one batch: groups are
 * put together, never torn, unless one alone is too long.
 */
public final class Outbox implements InFlight {

    /** Some seconds in all. */
    private static final int MOST_BLOCKED_TRIES = 8;

    private final Homes homes;
    private final Store store;
    private final Guard guard;
    private final Host host;
    private final List<Dispatch> systems = new ArrayList<>();
    private final Map<Slot, Integer> failures = new HashMap<>();

    private final Map<Slot, Planned> planned = new LinkedHashMap<>();
    private long group = 1;

    private final AtomicLongArray unsettled;
    private final AtomicLongArray waiting;

    private record Slot(LinkId link, int home) {}

    /**
     * @param mostRows most rows of a batch
     */
    public Outbox(
            Homes homes, Store store, Guard guard, Host host, List<Writer> writers, int mostRows) {
        this.homes = homes;
        this.store = store;
        this.guard = guard;
        this.host = host;
        this.unsettled = new AtomicLongArray(homes.systems());
        this.waiting = new AtomicLongArray(homes.systems());
        for (int i = 0; i < homes.systems(); i++) {
            int most = Math.min(mostRows, homes.system(i).abilities().maxBatch());
            String name = homes.system(i).name();
            int number =
                    homes.ofSystem(i).stream().mapToInt(Home::systemNumber).findAny().orElse(-1);
            systems.add(new Dispatch(name, number, most, guard, writers.get(i), store, host));
        }
    }

    private Dispatch at(Home home) {
        return systems.get(home.system());
    }

    // While a micro-batch is worked on

    /**
     * A write that step has planned. It replaces one for the same replica that has not gone yet.
     */
    public void plan(Outgoing outgoing) {
        plan(outgoing, 0);
    }

    /** The same, to a record that was busy: it goes after a while. */
    public void planLater(Outgoing outgoing, long now) {
        Slot slot = slot(outgoing.home(), outgoing.link());
        int times = failures.merge(slot, 1, Integer::sum);
        long pause = Backoff.OF_A_RECORD.after(times, host).toNanos() / 1000;
        plan(outgoing, now + pause);
    }

    /**
     * Whether a write that another record is in the way of should be tried again: that record may
     * be among those that still wait, or on its way from another system.
     */
    public boolean isPatient(Home home, LinkId link) {
        return at(home).hasUntried()
                || failures.getOrDefault(slot(home, link), 0) < MOST_BLOCKED_TRIES;
    }

    private void plan(Outgoing outgoing, long due) {
        Slot slot = slot(outgoing.home(), outgoing.link());
        Planned former = planned.get(slot);
        planned.put(slot, new Planned(outgoing, former == null ? group : former.group(), due));
    }

    /** A write that step has taken back before it went. */
    public void takeBack(Home home, LinkId link) {
        planned.remove(slot(home, link));
    }

    private static Slot slot(Home home, LinkId link) {
        return new Slot(link, home.index());
    }

    /** What was planned until here belongs together. */
    public void endGroup() {
        group++;
    }

    /**
     * Whether a write of this link is under way or planned by an earlier group: what a transaction
     * changes in it now could go only after the rest of that transaction.
     */
    public boolean wouldTear(Home source, LinkId link) {
        for (Home home : homes.of(source.entity())) {
            Dispatch there = at(home);
            if (!home.equals(source) && there.isUp() && !guard.isClosed(home)) {
                Planned before = planned.get(slot(home, link));
                if (there.isUnderWay(link) || (before != null && before.group() != group)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What became of a batch: its intents go with the sheet. */
    public void answered(Sheet sheet, Arrival.Answered answered) {
        systems.get(answered.system()).answered(sheet, answered.batch(), answered.clean());
    }

    /** The replica's write was answered by something else than "busy". */
    public void calm(Home home, LinkId link) {
        if (!failures.isEmpty()) {
            failures.remove(slot(home, link));
        }
    }

    /** Puts everything that was planned onto the sheet, as intents. */
    public void form(Sheet sheet) {
        if (planned.isEmpty()) {
            return;
        }
        List<List<Planned>> bySystem = new ArrayList<>();
        systems.forEach(_ -> bySystem.add(new ArrayList<>()));
        Map<Kind, List<LinkId>> counted = new LinkedHashMap<>();
        for (Planned each : planned.values()) {
            Home home = each.outgoing().home();
            bySystem.get(home.system()).add(each);
            Write.Kind kind = each.outgoing().write().kind();
            if (guard.counts(home, kind)) {
                counted.computeIfAbsent(new Kind(home, kind), _ -> new ArrayList<>())
                        .add(each.outgoing().link());
            }
        }
        counted.forEach((of, links) -> guard.weigh(sheet, of.home(), of.kind(), links));
        for (int i = 0; i < systems.size(); i++) {
            systems.get(i).form(sheet, bySystem.get(i), false);
        }
        planned.clear();
    }

    private record Kind(Home home, Write.Kind kind) {}

    // Around the commit

    /**
     * The sheet is about to become durable: systems that can may get the writes ready, all but the
     * last step.
     */
    public void handOver() throws InterruptedException {
        for (Dispatch system : systems) {
            system.handOver();
        }
    }

    /** The sheet is durable: the writes may go. */
    public void release() throws InterruptedException {
        for (int i = 0; i < systems.size(); i++) {
            systems.get(i).release();
            unsettled.set(i, systems.get(i).unsettled());
            waiting.set(i, systems.get(i).waiting());
        }
    }

    // Between micro-batches

    public void reach(int system, boolean isUp) {
        systems.get(system).setUp(isUp);
    }

    /**
     * Whether changes from this system should wait, because where they lead to has enough to do.
     */
    public boolean isStalled(int source) {
        for (Home home : homes.ofSystem(source)) {
            for (Home other : homes.of(home.entity())) {
                if (other.system() != source && at(other).hasEnough()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** When something that waits is due, in microseconds since the epoch. */
    public long due() {
        long due = Long.MAX_VALUE;
        for (Dispatch system : systems) {
            due = Math.min(due, system.due());
        }
        return due;
    }

    /** Whether something that waited may go now. */
    public boolean canPump() {
        return pumpable() >= 0;
    }

    private int pumpable() {
        long now = host.now();
        for (int i = 0; i < systems.size(); i++) {
            if (systems.get(i).open(homes.ofSystem(i), now) != null) {
                return i;
            }
        }
        return -1;
    }

    /** Takes what waited and may go now, of one system, onto the sheet. */
    public void pump(Sheet sheet) {
        int system = pumpable();
        if (system < 0) {
            return;
        }
        Dispatch dispatch = systems.get(system);
        Lane lane = dispatch.open(homes.ofSystem(system), host.now());
        if (lane != null) {
            pump(sheet, system, dispatch, lane);
        }
    }

    private void pump(Sheet sheet, int system, Dispatch dispatch, Lane lane) {
        List<Dispatch.Waiting> taken = dispatch.take(sheet, lane, store);
        sheet.fetch(taken.stream().map(Dispatch.Waiting::link).toList());
        List<Planned> going = new ArrayList<>(taken.size());
        long lastEntry = -1;
        for (Dispatch.Waiting each : taken) {
            Outgoing outgoing = unsettled(sheet, system, each.link(), each.writeNumber());
            if (outgoing != null) {
                if (each.entry() != lastEntry && lane.number() != Lane.BUSY) {
                    group++;
                    lastEntry = each.entry();
                }
                going.add(new Planned(outgoing, group, 0));
            }
        }
        group++;
        dispatch.form(sheet, going, true);
    }

    /** The link's write to this system, if it is still this one. */
    private @Nullable Outgoing unsettled(Sheet sheet, int system, LinkId link, int number) {
        Kept kept = sheet.link(link);
        if (kept == null) {
            return null;
        }
        for (Home home : homes.of(kept.entity())) {
            if (home.system() == system) {
                Write write = kept.link().replica(home.branch()).flight().unsettled();
                return write != null && write.id().number() == number
                        ? Outgoing.of(home, write, Outgoing.LONG_AGO)
                        : null;
            }
        }
        return null;
    }

    // At the start

    /**
     * Finds what the last run left behind. What was sent is asked about before anything else is
     * sent.
     *
     * @param sheet for reading, and for what turns out to be old news
     */
    public void recover(Sheet sheet) {
        long now = sheet.now();
        for (int i = 0; i < systems.size(); i++) {
            if (homes.ofSystem(i).isEmpty()) {
                continue;
            }
            int number = homes.ofSystem(i).getFirst().systemNumber();
            Dispatch dispatch = systems.get(i);
            int system = i;
            store.scan(
                    Space.WAITING,
                    Layout.ofSystem(number),
                    (key, value) -> {
                        int write = (int) Layout.numberOf(value);
                        dispatch.found(Layout.WaitingKey.of(key), write, now);
                        return true;
                    });
            store.scan(
                    Space.INTENTS,
                    Layout.ofSystem(number),
                    (key, value) -> {
                        List<Layout.Intent> intents = Layout.intentsIn(value);
                        sheet.fetch(intents.stream().map(Layout.Intent::link).toList());
                        List<Outgoing> items = new ArrayList<>();
                        for (Layout.Intent intent : intents) {
                            Outgoing outgoing =
                                    unsettled(sheet, system, intent.link(), intent.write());
                            if (outgoing != null) {
                                items.add(outgoing);
                            }
                        }
                        if (items.isEmpty()) {
                            sheet.batch().delete(Space.INTENTS, key);
                        } else {
                            dispatch.recover(Layout.batchAt(key), items);
                        }
                        return true;
                    });
        }
    }

    // What identifying asks

    @Override
    public boolean contains(Home home, LinkId link) {
        return at(home).isUnderWay(link);
    }

    @Override
    public boolean hasCreate(Home home) {
        return at(home).hasKeyless(home);
    }

    @Override
    public boolean hasUnmatchedCreate(Home home) {
        return at(home).hasUnmatched(home);
    }

    // For looks, which wait for creates

    long lastBatch(Home home) {
        return at(home).lastBatch();
    }

    long firstUnanswered(Home home) {
        return at(home).firstUnanswered();
    }

    void give(int system, Job job) {
        systems.get(system).give(job);
    }

    // Figures

    /** Writes that were sent and not yet answered. */
    public long unsettled(int system) {
        return unsettled.get(system);
    }

    /** Whether every write that was sent has been answered. */
    public boolean isSettled() {
        return systems.stream().allMatch(system -> system.unsettled() == 0);
    }

    /** Writes that wait to be sent. */
    public long waiting(int system) {
        return waiting.get(system);
    }
}
