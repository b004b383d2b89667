package dev.entente.engine.reconcile;

import dev.entente.connector.Host;
import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.Archive;
import dev.entente.engine.identify.Census;
import dev.entente.engine.identify.Recent;
import dev.entente.engine.observe.Inbox;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Meters;
import dev.entente.engine.write.Looks;
import dev.entente.engine.write.Outbox;
import java.time.Duration;

/** The reconciler, put together: takes in what arrives, and does chores in between. */
public final class Reconciliation {

    /** Links that are remembered: as many as can be under way to all systems, about. */
    private static final int MOST_RECENT = 5_000;

    private final Commits commits;
    private final Partition partition;
    private final Chores chores;
    private final Loading loading;
    private final FirstMeeting meeting;
    private final Orders orders;
    private final Forecasts forecasts;
    private final Outbox outbox;
    private final Cursors cursors;

    /** What is durable, and where it is about. */
    public record Grounds(Homes homes, Archive archive, Census census, Guard guard) {}

    /** What comes and what goes. */
    public record Traffic(Inbox inbox, Cursors cursors, Outbox outbox, Looks looks) {}

    /** Whoever looks on. */
    public record Watched(Meters meters, Listener listener) {}

    /** What was agreed on before. */
    public record Terms(Approval approval, int mostRows, Duration keep) {}

    public Reconciliation(
            Grounds grounds, Traffic traffic, Watched watched, Terms terms, Host host) {
        Homes homes = grounds.homes();
        Archive archive = grounds.archive();
        Guard guard = grounds.guard();
        this.outbox = traffic.outbox();
        this.cursors = traffic.cursors();
        Commits.Leaving leaving = new Commits.Leaving(outbox, traffic.looks());
        Recent recent = new Recent(MOST_RECENT);
        this.commits = new Commits(archive, homes, grounds.census(), recent, leaving, host);
        Awaited awaited = new Awaited(homes, archive.store(), host.now());
        Reconciler reconciler = new Reconciler(homes, leaving, awaited, watched.meters(), host);
        this.loading = new Loading(homes, archive.store());
        Sweep sweep = new Sweep(homes, archive.store(), traffic.looks(), guard);
        Intake intake = new Intake(homes, reconciler, leaving, guard, loading, sweep);
        this.partition =
                new Partition(
                        homes,
                        archive.store(),
                        traffic.inbox(),
                        new Partition.Stages(intake, reconciler, outbox, loading, sweep, commits),
                        cursors,
                        new Partition.Watched(watched.meters(), watched.listener()),
                        terms.mostRows());
        this.forecasts = new Forecasts(homes, archive, grounds.census(), watched.meters());
        this.meeting = new FirstMeeting(guard, forecasts, watched.listener(), terms.approval());
        AllLinks links = new AllLinks(archive.store());
        this.orders =
                new Orders(homes, reconciler, traffic.looks(), guard, links, watched.listener());
        Telling telling = new Telling(homes, links, reconciler, outbox, loading);
        this.chores =
                new Chores(
                        commits,
                        reconciler,
                        leaving,
                        archive,
                        host,
                        terms.keep(),
                        new Chores.Slow(loading, telling, sweep, awaited, meeting));
        for (int i = 0; i < homes.systems(); i++) {
            boolean unused = homes.ofSystem(i).isEmpty(); // nothing is to be read there
            watched.meters().system(i).setLoaded(unused || loading.isLoaded(i));
        }
    }

    /** Finds what the last run left under way. */
    public void recover() throws InterruptedException {
        commits.make(outbox::recover);
    }

    /**
     * One micro-batch of what has arrived.
     *
     * @param changes whether changes are taken in, too, or answers and orders alone
     * @return whether there was anything
     */
    public boolean takeIn(boolean changes, long now) throws InterruptedException {
        return partition.takeIn(changes, now);
    }

    /** One piece of what is not urgent. Returns whether there was one. */
    public boolean chore() throws InterruptedException {
        return chores.one();
    }

    /** When something is due that nothing will ring for, in microseconds since the epoch. */
    public long due() {
        return Math.min(chores.due(), cursors.due());
    }

    /** Whether a person's word on the first meeting is waited for. */
    public boolean isWaitingForYes() {
        return meeting.isWaiting();
    }

    public Commits commits() {
        return commits;
    }

    public Orders orders() {
        return orders;
    }

    public Forecasts forecasts() {
        return forecasts;
    }
}
