package dev.entente.engine.write;

import dev.entente.connector.Host;
import dev.entente.core.link.LinkId;
import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.Store;
import dev.entente.engine.translate.Home;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is on its way to one system: batches that were sent and not yet answered, and
 * lanes of writes that wait. Used by the reconciler alone.
 */
final class Dispatch {

    /** One is being carried out, one is ready behind it. */
    private static final int ENOUGH_BATCHES = 2;

    /** Where answers lead to further writes there may be more, but not without end. */
    private static final int MOST_BATCHES = 16;

    private final int systemNumber;
    private final byte[] counter;
    private final int most;
    private final Guard guard;
    private final Writer writer;

    private long lastBatch;
    private boolean isUp = true;
    private final TreeMap<Long, List<Outgoing>> sent = new TreeMap<>();
    private final Map<LinkId, Long> underWay = new HashMap<>();
    private final Map<Integer, Integer> keyless = new HashMap<>();
    private final Map<Integer, Integer> unmatched = new HashMap<>();
    private final TreeMap<Integer, Lane> lanes = new TreeMap<>();
    private final PriorityQueue<Busy> busy =
            new PriorityQueue<>(Comparator.comparingLong(Busy::due).thenComparingLong(Busy::entry));
    private final List<Job.Send> formed = new ArrayList<>();
    private final List<Job> ready = new ArrayList<>();
    private final Host host;
    private Permit permit;

    /** A write to a record that was busy, and when it is tried again. */
    private record Busy(long due, long entry, LinkId link, int writeNumber) {}

    /**
     * @param most rows of a batch
     */
    Dispatch(
            String system,
            int systemNumber,
            int most,
            Guard guard,
            Writer writer,
            Store store,
            Host host) {
        this.host = host;
        this.permit = new Permit(host);
        this.systemNumber = systemNumber;
        this.counter = Layout.meta("batch/" + system);
        this.most = most;
        this.guard = guard;
        this.writer = writer;
        byte[] saved = store.get(Space.META, counter);
        this.lastBatch = saved == null ? 0 : Layout.numberOf(saved);
    }

    // How it stands

    boolean isUp() {
        return isUp;
    }

    void setUp(boolean up) {
        isUp = up;
    }

    /** Whether what leads to more writes here should wait. */
    boolean hasEnough() {
        return isUp && sent.size() >= ENOUGH_BATCHES;
    }

    boolean isUnderWay(LinkId link) {
        return underWay.containsKey(link);
    }

    long firstUnanswered() {
        return sent.isEmpty() ? Long.MAX_VALUE : sent.firstKey();
    }

    long lastBatch() {
        return lastBatch;
    }

    boolean hasKeyless(Home home) {
        return keyless.getOrDefault(home.index(), 0) > 0;
    }

    boolean hasUnmatched(Home home) {
        return unmatched.getOrDefault(home.index(), 0) > 0;
    }

    long unsettled() {
        return underWay.size();
    }

    long waiting() {
        return lanes.values().stream().mapToLong(Lane::entries).sum();
    }

    /** Whether there are writes that wait to be sent for the first time. */
    boolean hasUntried() {
        return lanes.values().stream()
                .anyMatch(lane -> lane.number() != Lane.BUSY && lane.entries() > 0);
    }

    private Lane lane(int number) {
        return lanes.computeIfAbsent(number, n -> new Lane(systemNumber, n));
    }

    // Where a planned write goes

    /**
     * Takes the writes of a micro-batch: those that may go are put into batches, the others into
     * lanes; all of them onto the sheet.
     *
     * @param isTheirTurn whether they have waited already, so that nobody goes before them
     */
    void form(Sheet sheet, List<Planned> planned, boolean isTheirTurn) {
        List<Planned> direct = new ArrayList<>(planned.size());
        for (Planned each : planned) {
            Outgoing outgoing = each.outgoing();
            Lane lane = waitsIn(each, isTheirTurn);
            if (lane == null) {
                direct.add(each);
            } else {
                long entry = lane.add(sheet, each.group(), outgoing);
                if (lane.number() == Lane.BUSY) {
                    busy.add(
                            new Busy(
                                    each.due(),
                                    entry,
                                    outgoing.link(),
                                    outgoing.write().id().number()));
                }
            }
        }
        cut(sheet, direct);
    }

    private @Nullable Lane waitsIn(Planned planned, boolean isTheirTurn) {
        Home home = planned.outgoing().home();
        if (planned.due() > 0) {
            return lane(Lane.BUSY);
        }
        Lane own = lane(Lane.ofEntity(home.entityNumber()));
        if (guard.isClosed(home)) {
            return own;
        }
        if (isTheirTurn) {
            return null;
        }
        if (own.entries() > 0) {
            return own;
        }
        Lane main = lane(Lane.MAIN);
        return !isUp || main.entries() > 0 || sent.size() >= MOST_BATCHES ? main : null;
    }

    /** Whole groups, one after the other, as many as go into a batch. */
    private void cut(Sheet sheet, List<Planned> planned) {
        int from = 0;
        while (from < planned.size()) {
            int to = endOfGroup(planned, from);
            while (to < planned.size()) {
                int end = endOfGroup(planned, to);
                if (end - from > most) {
                    break;
                }
                to = end;
            }
            to = Math.min(to, from + most);
            number(sheet, planned.subList(from, to));
            from = to;
        }
    }

    private static int endOfGroup(List<Planned> planned, int from) {
        int end = from;
        while (end < planned.size() && planned.get(end).group() == planned.get(from).group()) {
            end++;
        }
        return end;
    }

    private void number(Sheet sheet, List<Planned> planned) {
        List<Outgoing> items = planned.stream().map(Planned::outgoing).toList();
        lastBatch++;
        sheet.batch().put(Space.META, counter, Layout.number(lastBatch));
        List<Layout.Intent> intents =
                items.stream()
                        .map(item -> new Layout.Intent(item.link(), item.write().id().number()))
                        .toList();
        sheet.batch()
                .put(Space.INTENTS, Layout.batch(systemNumber, lastBatch), Layout.intents(intents));
        track(lastBatch, items);
        formed.add(new Job.Send(lastBatch, items, permit));
    }

    private void track(long batch, List<Outgoing> items) {
        sent.put(batch, items);
        for (Outgoing item : items) {
            underWay.put(item.link(), batch);
            count(item, 1);
        }
    }

    private void count(Outgoing item, int by) {
        if (item.isKeyless()) {
            keyless.merge(item.home().index(), by, Integer::sum);
            if (item.isUnmatched()) {
                unmatched.merge(item.home().index(), by, Integer::sum);
            }
        }
    }

    // Around the commit

    void give(Job job) {
        ready.add(job);
    }

    /** What is on the sheet is about to become durable: meanwhile it may be got ready. */
    void handOver() throws InterruptedException {
        for (Job.Send send : formed) {
            writer.give(send);
        }
    }

    /** What was put on the sheet is durable: it may go. */
    void release() throws InterruptedException {
        if (!formed.isEmpty()) {
            permit.give();
            permit = new Permit(host);
            formed.clear();
        }
        for (Job job : ready) {
            writer.give(job);
        }
        ready.clear();
    }

    /** The answers of a batch are on the sheet. */
    void answered(Sheet sheet, long batch, boolean clean) {
        List<Outgoing> items = sent.remove(batch);
        if (items == null) {
            return;
        }
        for (Outgoing item : items) {
            underWay.remove(item.link());
            count(item, -1);
        }
        sheet.batch().delete(Space.INTENTS, Layout.batch(systemNumber, batch));
        writer.answered(sheet.batch(), batch);
        if (!clean) {
            ready.add(new Job.Durable(batch));
        }
    }

    // What waited

    /** When something that waits is due, in microseconds since the epoch. */
    long due() {
        Busy first = busy.peek();
        return first == null || !mayGo() ? Long.MAX_VALUE : first.due();
    }

    /** Else an answer, or the system being up again, will ring. */
    private boolean mayGo() {
        return isUp && sent.size() < ENOUGH_BATCHES;
    }

    /** A lane out of which something may go now; null where there is none. */
    @Nullable Lane open(List<Home> homes, long now) {
        if (!mayGo()) {
            return null;
        }
        for (Home home : homes) {
            Lane lane = lanes.get(Lane.ofEntity(home.entityNumber()));
            if (lane != null && lane.entries() > 0 && !guard.isClosed(home)) {
                return lane;
            }
        }
        Lane main = lanes.get(Lane.MAIN);
        if (main != null && main.entries() > 0) {
            return main;
        }
        return due() <= now ? lane(Lane.BUSY) : null;
    }

    /** Takes the oldest entries out of a lane: whole groups, about as many as go into a batch. */
    List<Waiting> take(Sheet sheet, Lane lane, Store store) {
        List<Waiting> taken = lane.number() == Lane.BUSY ? takeDue(sheet) : scan(lane, store);
        for (Waiting waiting : taken) {
            lane.remove(sheet, waiting.entry(), waiting.link());
        }
        if (taken.isEmpty()) {
            lane.isBare();
        }
        return taken;
    }

    /**
     * @param entry its number in the lane
     * @param writeNumber which write of the link
     */
    record Waiting(long entry, LinkId link, int writeNumber) {}

    private List<Waiting> takeDue(Sheet sheet) {
        List<Waiting> due = new ArrayList<>();
        while (due.size() < most && !busy.isEmpty() && busy.element().due() <= sheet.now()) {
            Busy next = busy.remove();
            due.add(new Waiting(next.entry(), next.link(), next.writeNumber()));
        }
        return due;
    }

    private List<Waiting> scan(Lane lane, Store store) {
        List<Waiting> found = new ArrayList<>();
        byte[] from = Layout.waiting(systemNumber, lane.first(), LinkId.FIRST);
        store.scanFrom(
                Space.WAITING,
                Layout.ofSystem(systemNumber),
                from,
                (key, value) -> {
                    Layout.WaitingKey entry = Layout.WaitingKey.of(key);
                    boolean full =
                            found.size() >= most && found.getLast().entry() != entry.number();
                    if (full || Lane.laneOf(entry.number()) != lane.number()) {
                        return false;
                    }
                    int number = (int) Layout.numberOf(value);
                    found.add(new Waiting(entry.number(), entry.link(), number));
                    return true;
                });
        return found;
    }

    // At the start

    /** A write that the last run left waiting. */
    void found(Layout.WaitingKey entry, int writeNumber, long now) {
        Lane lane = lane(Lane.laneOf(entry.number()));
        lane.found(entry.number());
        if (lane.number() == Lane.BUSY) {
            busy.add(new Busy(now, entry.number(), entry.link(), writeNumber));
        }
    }

    /** A batch that the last run sent, and whose answers were not durable. */
    void recover(long batch, List<Outgoing> items) {
        track(batch, items);
        ready.add(new Job.Recover(batch, items));
    }
}
