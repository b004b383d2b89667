package dev.entente.engine;

import dev.entente.connector.Host;
import dev.entente.engine.observe.Inbox;
import dev.entente.engine.reconcile.Reconciliation;
import dev.entente.engine.write.Outbox;
import java.time.Duration;

/**
 * The way of a record from one system to the others. The stages, in their order; each is a package:
 *
 * <ol>
 *   <li><b>observe</b>: a {@link dev.entente.engine.observe.Reader} a system takes changes from its
 *       feed,
 *   <li><b>translate</b> in: {@link dev.entente.engine.translate.Inward} makes readings of them,
 *       still on the reader's thread; they wait in the {@link Inbox},
 *   <li><b>identify</b>: {@link dev.entente.engine.identify.Identification} tells whose they are,
 *   <li><b>reconcile</b>: {@link dev.entente.core.step.Steps} decides, link by link; state,
 *       intents, history and cursors become durable in one {@link
 *       dev.entente.engine.reconcile.Commits commit},
 *   <li><b>guard</b>: what may not go yet waits, durable, in a lane of the {@link Outbox},
 *   <li><b>write</b>: a {@link dev.entente.engine.write.Writer} a system takes batches from the
 *       outbox,
 *   <li><b>translate</b> out: {@link dev.entente.engine.translate.Outward} makes items of them, on
 *       the writer's thread; the connector carries them out,
 *   <li>and the answers come back through the inbox, before everything else.
 * </ol>
 *
 * <p>Here is the one thread in the middle. While a batch is being made durable or written, arrivals
 * pile up, and the next micro-batch is as large as they are; where they come thick and fast, it
 * lets some more of them come ({@link Pace}).
 */
final class WayOfARecord {

    /** So long the writes that are under way are waited for at the end. */
    private static final long FAREWELL_MICROS = 5_000_000;

    private final Inbox inbox;
    private final Reconciliation reconciliation;
    private final Outbox outbox;
    private final Host host;
    private volatile boolean ending;

    WayOfARecord(Inbox inbox, Reconciliation reconciliation, Outbox outbox, Host host) {
        this.inbox = inbox;
        this.reconciliation = reconciliation;
        this.outbox = outbox;
        this.host = host;
    }

    /** Works until it is told to end. */
    void run() throws InterruptedException {
        reconciliation.recover();
        Pace pace = new Pace();
        while (!ending) {
            long began = host.now();
            boolean worked = reconciliation.takeIn(true, began);
            worked |= reconciliation.chore();
            if (worked) {
                long pause = pace.rest(began, host.now(), inbox.taken());
                if (pause > 0) {
                    host.sleep(Duration.ofNanos(pause * 1_000));
                }
            } else {
                rest(reconciliation.due());
            }
        }
        long until = host.now() + FAREWELL_MICROS;
        while (!outbox.isSettled() && host.now() < until) {
            if (!reconciliation.takeIn(false, host.now())) {
                rest(until);
            }
        }
        reconciliation.takeIn(false, host.now());
    }

    private void rest(long due) throws InterruptedException {
        if (due == Long.MAX_VALUE) {
            inbox.await();
            return;
        }
        long micros = due - host.now();
        if (micros > 0) {
            inbox.await(Duration.ofNanos(micros * 1000));
        }
    }

    /** Ends once what was taken in is durable and answered, or soon after. */
    void end() {
        ending = true;
        inbox.ring();
    }
}
