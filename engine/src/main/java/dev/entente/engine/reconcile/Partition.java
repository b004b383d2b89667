package dev.entente.engine.reconcile;

import dev.entente.connector.Feed;
import dev.entente.core.link.LinkId;
import dev.entente.core.value.Key;
import dev.entente.engine.identify.Identification;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Inbox;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Store;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.translate.Noticed;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Meters;
import dev.entente.engine.watch.Notice;
import dev.entente.engine.write.Outbox;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes in what has arrived, a micro-batch at a time: as much as has piled up while the last one
 * was made durable, so it is one event when there is little to do and thousands when there is much.
 */
final class Partition {

    /** So many changes are enough for one micro-batch, but a transaction is not cut for it. */
    private static final int ENOUGH = 1_000;

    private final Homes homes;
    private final Store store;
    private final Inbox inbox;
    private final Stages stages;
    private final Cursors cursors;
    private final Meters meters;
    private final Listener listener;
    private final List<Gathering> gatherings = new ArrayList<>();

    /** What a micro-batch goes through, in this order. */
    record Stages(
            Intake intake,
            Reconciler reconciler,
            Outbox outbox,
            Loading loading,
            Sweep sweep,
            Commits commits) {}

    /** Whoever looks on. */
    record Watched(Meters meters, Listener listener) {}

    Partition(
            Homes homes,
            Store store,
            Inbox inbox,
            Stages stages,
            Cursors cursors,
            Watched watched,
            int mostRows) {
        this.homes = homes;
        this.store = store;
        this.inbox = inbox;
        this.stages = stages;
        this.cursors = cursors;
        this.meters = watched.meters();
        this.listener = watched.listener();
        for (int i = 0; i < homes.systems(); i++) {
            gatherings.add(new Gathering(mostRows));
        }
    }

    /**
     * One micro-batch of what is here.
     *
     * @param changes whether changes are taken in, too, or answers and orders alone
     * @return whether there was anything
     */
    boolean takeIn(boolean changes, long now) throws InterruptedException {
        List<Arrival> first = inbox.takeFirst();
        for (Arrival arrival : first) {
            if (arrival instanceof Arrival.Reach(int system, boolean isUp)) {
                stages.outbox().reach(system, isUp);
            } else if (arrival instanceof Arrival.Looked(int system, _)) {
                stages.intake().came(system);
            }
        }
        List<Integer> sources = changes ? gather() : List.of();
        if (first.isEmpty() && sources.isEmpty() && cursors.due() > now) {
            return false;
        }
        boolean[] progress = {!first.isEmpty()};
        stages.commits()
                .make(sheet -> {
                    answers(sheet, first);
                    progress[0] |= transactions(sheet, sources);
                    if (!sheet.isEmpty() || cursors.due() <= now) {
                        cursors.save(sheet);
                    }
                });
        cursors.acknowledge();
        for (Arrival arrival : first) {
            if (arrival instanceof Arrival.Told(Arrival.Errand errand)) {
                errand.run();
            }
        }
        return progress[0];
    }

    // Answers

    private void answers(Sheet sheet, List<Arrival> first) {
        List<LinkId> links = new ArrayList<>();
        for (Arrival arrival : first) {
            if (arrival instanceof Arrival.Answered answered) {
                stages.outbox().answered(sheet, answered);
                answered.answers().forEach(answer -> links.add(answer.link()));
            }
        }
        sheet.fetch(links);
        for (Arrival arrival : first) {
            if (arrival instanceof Arrival.Answered answered) {
                boolean isSplit = !answered.clean() && answered.answers().size() > 1;
                for (Arrival.Answer answer : answered.answers()) {
                    stages.reconciler().answered(sheet, answer, isSplit);
                }
                stages.outbox().endGroup();
            } else if (arrival instanceof Arrival.Looked looked) {
                looked.sights().forEach(sight -> stages.intake().looked(sheet, sight));
                stages.outbox().endGroup();
            }
        }
    }

    // Changes

    /** Puts together what the readers have brought, of those systems whose changes may go on. */
    private List<Integer> gather() {
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < gatherings.size(); i++) {
            if (stages.outbox().isStalled(i) || stages.intake().hasEnough()) {
                continue;
            }
            Gathering gathering = gatherings.get(i);
            if (gathering.rows() < ENOUGH) {
                for (Arrival arrival : inbox.takeChanges(i)) {
                    if (arrival instanceof Arrival.Changes batch) {
                        gathering.add(batch);
                    } else if (arrival instanceof Arrival.Reopened(int system, boolean afresh)) {
                        gathering.reopened();
                        if (afresh) {
                            stages.loading().reopened(system);
                        }
                    }
                }
            }
            if (gathering.peek() != null) {
                sources.add(i);
            }
        }
        return sources;
    }

    private boolean transactions(Sheet sheet, List<Integer> sources) {
        boolean any = false;
        for (int source : sources) {
            Gathering gathering = gatherings.get(source);
            prepare(sheet, gathering);
            int rows = 0;
            for (Transaction next = gathering.peek();
                    next != null && rows < ENOUGH && !wouldTear(sheet, next);
                    next = gathering.peek()) {
                gathering.take();
                rows += next.notices().size();
                take(sheet, next);
                any = true;
            }
        }
        return any;
    }

    /** Reads at once what will be asked for. */
    private void prepare(Sheet sheet, Gathering gathering) {
        List<Noticed> notices = new ArrayList<>();
        for (Transaction each : gathering.whole()) {
            notices.addAll(each.notices());
            if (notices.size() >= ENOUGH) {
                break;
            }
        }
        stages.intake().prepare(sheet, notices);
    }

    /**
     * Whether some of it could go on at once and some only later, because a write to one of its
     * records is under way.
     */
    private boolean wouldTear(Sheet sheet, Transaction transaction) {
        if (transaction.notices().size() < 2 || transaction.phase() == Feed.Phase.SNAPSHOT) {
            return false;
        }
        for (Noticed noticed : transaction.notices()) {
            Key key = Identification.keyOf(noticed);
            Layout.Binding binding = key == null ? null : sheet.binding(noticed.home(), key);
            if (binding != null && stages.outbox().wouldTear(noticed.home(), binding.link())) {
                return true;
            }
        }
        return false;
    }

    private void take(Sheet sheet, Transaction transaction) {
        int system = transaction.system();
        boolean isSnapshot = transaction.phase() == Feed.Phase.SNAPSHOT;
        Meters.OfSystem counters = meters.system(system);
        (isSnapshot ? counters.snapshotRows : counters.seen).add(transaction.notices().size());
        if (isSnapshot && !stages.loading().isBegun(system)) {
            beginLoading(sheet, system);
        }
        for (Noticed noticed : transaction.notices()) {
            stages.intake().changed(sheet, noticed, isSnapshot, transaction.observed());
        }
        stages.outbox().endGroup();
        if (transaction.loaded() && !stages.loading().isLoaded(system)) {
            stages.loading().loaded(sheet, system);
            counters.setLoaded(true);
            listener.heard(new Notice.Loaded(homes.system(system).name()));
        }
        if (transaction.cursor() != null) {
            cursors.move(system, transaction.cursor(), sheet.now());
        }
    }

    /** What an earlier attempt met may be gone since, and no feed will tell. */
    private void beginLoading(Sheet sheet, int system) {
        if (stages.loading().begin(sheet, store, system)) {
            homes.ofSystem(system).forEach(home -> stages.sweep().begin(sheet, home));
        }
    }
}
