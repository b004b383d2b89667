package dev.entente.engine.write;

import dev.entente.connector.Connector;
import dev.entente.connector.Host;
import dev.entente.connector.Outcome;
import dev.entente.connector.Unavailable;
import dev.entente.connector.WriteBatch;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Backoff;
import dev.entente.engine.observe.Inbox;
import dev.entente.engine.watch.Contact;
import dev.entente.engine.watch.Meters;
import java.util.List;
import java.util.function.Supplier;

/**
 * The connection to one system, from the writer's side: a circuit breaker. While the system cannot
 * be reached there is one attempt at a time, with growing pauses; whoever plans writes is told, so
 * that they wait in the store and not in memory.
 */
public final class Line {

    private final int system;
    private final String name;
    private final Connector connector;
    private final Inbox inbox;
    private final Host host;
    private final Meters.OfSystem meters;
    private boolean isUp = true;

    public Line(
            int system, String name, Connector connector, Inbox inbox, Host host, Meters meters) {
        this.system = system;
        this.name = name;
        this.connector = connector;
        this.inbox = inbox;
        this.host = host;
        this.meters = meters.system(system);
    }

    String name() {
        return name;
    }

    List<Outcome> write(WriteBatch batch, Connector.Witness witness) throws InterruptedException {
        List<Outcome> outcomes = persist(() -> connector.write(batch, witness));
        meters.batches.increment();
        return outcomes;
    }

    /** Asks until there is an answer. What is asked must be harmless to repeat. */
    <T> T persist(Supplier<T> question) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                T answer = question.get();
                up();
                return answer;
            } catch (Unavailable e) {
                down(String.valueOf(e.getMessage()));
                pause(failures);
            }
        }
    }

    void pause(int failures) throws InterruptedException {
        host.sleep(Backoff.OF_A_SYSTEM.after(failures, host));
    }

    long now() {
        return host.now();
    }

    Connector connector() {
        return connector;
    }

    private void down(String why) throws InterruptedException {
        meters.contact.lost(Contact.Way.WRITING, why);
        if (isUp) {
            isUp = false;
            inbox.putFirst(new Arrival.Reach(system, false));
        }
    }

    private void up() throws InterruptedException {
        if (!isUp) {
            isUp = true;
            meters.contact.found(Contact.Way.WRITING);
            inbox.putFirst(new Arrival.Reach(system, true));
        }
    }
}
