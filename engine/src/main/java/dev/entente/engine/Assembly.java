package dev.entente.engine;

import dev.entente.connector.Halt;
import dev.entente.connector.Host;
import dev.entente.engine.config.EntityBinding;
import dev.entente.engine.config.Sync;
import dev.entente.engine.config.SystemBinding;
import dev.entente.engine.desk.Desk;
import dev.entente.engine.desk.NoAnswer;
import dev.entente.engine.desk.Teller;
import dev.entente.engine.guard.Fingerprints;
import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.Archive;
import dev.entente.engine.identify.Census;
import dev.entente.engine.journal.Journal;
import dev.entente.engine.observe.Inbox;
import dev.entente.engine.observe.Inventory;
import dev.entente.engine.observe.Reader;
import dev.entente.engine.observe.Source;
import dev.entente.engine.plan.Plan;
import dev.entente.engine.plan.Sample;
import dev.entente.engine.reconcile.Approval;
import dev.entente.engine.reconcile.Cursors;
import dev.entente.engine.reconcile.Reconciliation;
import dev.entente.engine.store.LinkCodec;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Shapes;
import dev.entente.engine.store.Store;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Meters;
import dev.entente.engine.watch.Notice;
import dev.entente.engine.write.Line;
import dev.entente.engine.write.Looks;
import dev.entente.engine.write.Outbox;
import dev.entente.engine.write.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Puts the parts together. The systems of the sync and the store belong to the caller. */
public final class Assembly {

    private final Sync sync;
    private final Store store;
    private final Seals seals;
    private final Host host;

    public Assembly(Sync sync, Store store, Seals seals, Host host) {
        this.sync = sync;
        this.store = store;
        this.seals = seals;
        this.host = host;
    }

    /**
     * A sync, ready to be started.
     *
     * @throws dev.entente.connector.Halt where the store was begun under other declarations
     */
    public Engine engine(Options options, Listener listener) {
        declared(options.yes());
        Approval approval = options.yes() ? Approval.GIVEN : Approval.WITHIN_LIMITS;
        Parts parts = new Parts(options, approval, listener, true);
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < parts.homes.systems(); i++) {
            if (!parts.homes.ofSystem(i).isEmpty()) {
                readers.add(
                        new Reader(
                                i,
                                parts.homes,
                                parts.inbox,
                                host,
                                parts.meters,
                                Cursors.durable(parts.homes, i, store)));
            }
        }
        parts.readers.addAll(readers);
        return engine(parts, readers, listener);
    }

    /**
     * Takes over what the file declares otherwise than the states in the store were made under.
     *
     * @param agreed whether it may be taken over
     * @throws dev.entente.connector.Halt where it may not, or cannot
     */
    private void declared(boolean agreed) {
        Fingerprints prints = Fingerprints.compare(sync.entities(), store);
        prints.check(agreed);
        if (prints.changes().isEmpty()) {
            StoreBatch batch = new StoreBatch();
            prints.save(batch);
            if (!batch.isEmpty()) {
                store.commit(batch);
            }
            return;
        }
        Parts parts = new Parts(Options.DEFAULT, Approval.NEVER, Listener.NOBODY, false);
        new AtOnce(parts.reconciliation.commits())
                .tell(sheet -> {
                    for (int i = 0; i < parts.homes.systems(); i++) {
                        if (prints.systems().contains(parts.homes.system(i).name())) {
                            parts.reconciliation.orders().reread(sheet, i);
                        }
                    }
                    sheet.note("declared otherwise: " + String.join("; ", prints.changes()));
                    prints.save(sheet.batch());
                    return prints;
                });
    }

    private Engine engine(Parts parts, List<? extends Source> sources, Listener listener) {
        WayOfARecord way = new WayOfARecord(parts.inbox, parts.reconciliation, parts.outbox, host);
        AtomicReference<@Nullable Engine> self = new AtomicReference<>();
        Errands errands = new Errands(parts.inbox, parts.reconciliation.commits(), host);
        Desk desk = parts.desk(errands, () -> host.start("stopper", () -> stop(self.get())));
        Engine engine =
                new Engine(
                        new Engine.Threads(sources, way, parts.writers),
                        desk,
                        parts.report,
                        parts.ending,
                        host,
                        listener);
        self.set(engine);
        return engine;
    }

    /** The desk of a store on which nothing runs. What is told there goes out at the next run. */
    public Desk desk() {
        declared(false);
        Parts parts = new Parts(Options.DEFAULT, Approval.WITHIN_LIMITS, Listener.NOBODY, false);
        for (int i = 0; i < parts.homes.systems(); i++) {
            parts.outbox.reach(i, false);
        }
        return parts.desk(
                new AtOnce(parts.reconciliation.commits()),
                () -> {
                    throw new NoAnswer("Nothing runs.");
                });
    }

    private static void stop(@Nullable Engine engine) {
        if (engine != null) {
            engine.stop();
        }
    }

    /**
     * What a first meeting would do. The store is a scratch one: empty, and thrown away.
     *
     * @throws Halt where a system cannot be read
     */
    public Plan plan(Options options) throws InterruptedException {
        Host.Queue<Notice> outcome = host.queue(1);
        Listener listener =
                notice -> {
                    if (notice instanceof Notice.Met || notice instanceof Notice.Halted) {
                        outcome.offer(notice);
                    }
                };
        Parts parts = new Parts(options, Approval.NEVER, listener, true);
        List<Inventory> inventories = new ArrayList<>();
        for (int i = 0; i < parts.homes.systems(); i++) {
            inventories.add(new Inventory(i, parts.homes, parts.inbox, host));
        }
        Engine engine = engine(parts, inventories, listener);
        engine.start();
        Notice notice = outcome.take();
        engine.stop();
        if (notice instanceof Notice.Met(var forecasts, var reasons)) {
            List<Plan.Item> items =
                    Sample.take(
                            parts.homes, parts.grounds.archive(), parts.reconciliation.forecasts());
            boolean complete = inventories.stream().allMatch(Inventory::isComplete);
            return new Plan(forecasts, items, complete, reasons);
        }
        throw new Halt(notice instanceof Notice.Halted(String why) ? why : notice.toString());
    }

    /** What every application of the store is made of. */
    private final class Parts {
        private final Homes homes;
        private final Inbox inbox;
        private final Meters meters;
        private final List<Writer> writers = new ArrayList<>();
        private final List<Reader> readers = new ArrayList<>();
        private final Outbox outbox;
        private final Reconciliation.Grounds grounds;
        private final Reconciliation reconciliation;
        private final StatusReport report;
        private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

        Parts(Options options, Approval approval, Listener listener, boolean isRunning) {
            Shapes shapes =
                    Shapes.open(
                            store, sync.entities().stream().map(EntityBinding::entity).toList());
            LinkCodec codec = new LinkCodec(shapes, seals);
            Journal journal = Journal.open(store, shapes, seals, codec);
            Archive archive = new Archive(store, seals, codec, journal);
            homes = new Homes(sync, shapes);
            inbox = new Inbox(host, homes.systems());
            meters = new Meters(names(), homes.all().size(), listener);
            Census census = new Census(homes, store);
            Guard guard = new Guard(homes, census, store, listener);
            for (int i = 0; i < homes.systems(); i++) {
                writers.add(writer(i));
            }
            outbox = new Outbox(homes, store, guard, host, writers, options.mostRows());
            Looks looks = new Looks(homes, outbox, store);
            Cursors cursors =
                    new Cursors(
                            homes,
                            (system, cursor) -> {
                                for (Reader reader : readers) {
                                    reader.durable(system, cursor);
                                }
                            });
            grounds = new Reconciliation.Grounds(homes, archive, census, guard);
            reconciliation =
                    new Reconciliation(
                            grounds,
                            new Reconciliation.Traffic(inbox, cursors, outbox, looks),
                            new Reconciliation.Watched(meters, listener),
                            new Reconciliation.Terms(approval, options.mostRows(), sync.keep()),
                            host);
            report =
                    new StatusReport(
                            grounds,
                            new StatusReport.Traffic(inbox, outbox, reconciliation),
                            meters,
                            ending::get,
                            isRunning,
                            host);
        }

        private Desk desk(Teller teller, Runnable stop) {
            return new Desk(
                    homes,
                    grounds.archive(),
                    grounds.guard(),
                    new Desk.Figures(report, reconciliation.forecasts()),
                    new Desk.Doing(reconciliation.orders(), teller, stop));
        }

        private List<String> names() {
            return sync.systems().stream().map(SystemBinding::name).toList();
        }

        private Writer writer(int system) {
            Line line =
                    new Line(
                            system,
                            homes.system(system).name(),
                            homes.system(system).connector(),
                            inbox,
                            host,
                            meters);
            return new Writer(system, line, store, inbox, host);
        }
    }
}
