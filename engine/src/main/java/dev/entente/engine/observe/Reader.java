package dev.entente.engine.observe;

import dev.entente.connector.Connector;
import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.connector.Host;
import dev.entente.connector.Unavailable;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.translate.Inward;
import dev.entente.engine.translate.Noticed;
import dev.entente.engine.watch.Contact;
import dev.entente.engine.watch.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the changes of one system, translates them in, and puts them into the inbox. A feed that is
 * lost is opened anew from the last cursor it gave.
 */
public final class Reader implements Source {

    /** How long one call waits: how late, at most, the end of a run is noticed. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** How often the lag is asked for. */
    private static final long LAG_EVERY_MICROS = 1_000_000;

    private final int system;
    private final Homes homes;
    private final Inbox inbox;
    private final Host host;
    private final Meters.OfSystem meters;

    private @Nullable Cursor position;
    private int listed;
    private int failures;
    private long lagAsked;
    private volatile @Nullable Feed open;
    private volatile boolean ending;

    /**
     * @param from the durable cursor, or null to begin with everything that is there
     */
    public Reader(
            int system, Homes homes, Inbox inbox, Host host, Meters meters, @Nullable Cursor from) {
        this.system = system;
        this.homes = homes;
        this.inbox = inbox;
        this.host = host;
        this.meters = meters.system(system);
        this.position = from;
    }

    @Override
    public String name() {
        return "reader-" + homes.system(system).name();
    }

    @Override
    public void run() throws InterruptedException {
        while (!ending) {
            try (Feed feed = connector().open(homes.resources(system), position)) {
                open = feed;
                read(feed);
            } catch (Unavailable e) {
                if (ending) {
                    return; // it was closed under us
                }
                down(e);
            } finally {
                open = null;
            }
            host.sleep(Backoff.OF_A_SYSTEM.after(Math.max(1, failures), host));
            inbox.put(system, new Arrival.Reopened(system, position == null));
        }
    }

    private Connector connector() {
        return homes.system(system).connector();
    }

    private void down(Unavailable why) {
        failures++;
        meters.contact.lost(Contact.Way.READING, String.valueOf(why.getMessage()));
    }

    private void read(Feed feed) throws InterruptedException {
        listed = 0;
        while (true) {
            Feed.Batch batch = feed.next(WAIT);
            up();
            long now = host.now();
            if (batch != null) {
                take(batch, now);
            } else if (ending) {
                throw new InterruptedException();
            }
            if (now - lagAsked >= LAG_EVERY_MICROS) {
                lagAsked = now;
                Feed.Lag lag = feed.lag();
                meters.setLag(lag == null ? -1 : lag.bytes(), lag == null ? -1 : lag.micros());
            }
        }
    }

    private void up() {
        if (failures > 0) {
            failures = 0;
            meters.contact.found(Contact.Way.READING);
        }
    }

    private void take(Feed.Batch batch, long now) throws InterruptedException {
        boolean snapshot = batch.phase() == Feed.Phase.SNAPSHOT;
        if (snapshot && batch.last()) {
            listed++;
        }
        boolean loaded = snapshot && listed == homes.resources(system).size();
        boolean usable = !snapshot || loaded;
        inbox.put(
                system,
                new Arrival.Changes(
                        system,
                        batch.phase(),
                        batch.transaction(),
                        batch.last(),
                        translated(batch, now),
                        usable ? batch.cursor() : null,
                        loaded,
                        now));
        if (usable) {
            position = batch.cursor();
        }
    }

    private List<Noticed> translated(Feed.Batch batch, long now) {
        List<Noticed> notices = new ArrayList<>(batch.changes().size());
        String last = "";
        List<Home> under = List.of();
        for (Feed.Change change : batch.changes()) {
            if (!change.resource().name().equals(last)) {
                last = change.resource().name();
                under = homes.under(system, change.resource());
            }
            for (Home home : under) {
                Noticed noticed = Inward.notice(home, change, now);
                if (noticed != null) {
                    notices.add(noticed);
                }
            }
        }
        return notices;
    }

    @Override
    public void end() {
        ending = true;
    }

    /** Everything up to here is durable: the system may forget it. From any thread. */
    public void durable(int of, Cursor cursor) {
        Feed feed = open;
        if (feed != null && of == system) {
            feed.acknowledge(cursor);
        }
    }
}
