package dev.entente.engine.observe;

import dev.entente.connector.Connector;
import dev.entente.connector.Feed;
import dev.entente.connector.Halt;
import dev.entente.connector.Host;
import dev.entente.connector.Listing;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Unavailable;
import dev.entente.core.value.Key;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import dev.entente.engine.translate.Inward;
import dev.entente.engine.translate.Noticed;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads everything that is at one system, once, by listing it: as a first load does, but without
 * leaving anything behind there.
 */
public final class Inventory implements Source {

    private static final int MOST_ATTEMPTS = 5;

    private final int system;
    private final Homes homes;
    private final Inbox inbox;
    private final Host host;
    private volatile boolean isComplete = true;
    private volatile boolean ending;

    public Inventory(int system, Homes homes, Inbox inbox, Host host) {
        this.system = system;
        this.homes = homes;
        this.inbox = inbox;
        this.host = host;
    }

    @Override
    public String name() {
        return "inventory-" + homes.system(system).name();
    }

    /** Whether every listing promised to leave nothing out. */
    public boolean isComplete() {
        return isComplete;
    }

    @Override
    public void end() {
        ending = true;
    }

    @Override
    public void run() throws InterruptedException {
        for (Home home : homes.ofSystem(system)) {
            list(home);
        }
        put(List.of(), true);
    }

    private void list(Home home) throws InterruptedException {
        for (int failures = 1; !ending; failures++) {
            Connector connector = homes.system(system).connector();
            try (Listing listing = connector.list(home.resource())) {
                for (List<NativeReading> page = listing.next();
                        page != null && !ending;
                        page = listing.next()) {
                    put(translated(home, page), false);
                }
                isComplete &= listing.isComplete();
                return;
            } catch (Unavailable e) {
                if (failures == MOST_ATTEMPTS) {
                    throw new Halt(
                            homes.system(system).name()
                                    + " cannot be read: "
                                    + e.getMessage()
                                    + ". Nothing was changed anywhere; try again once it can.");
                }
                host.sleep(Backoff.OF_A_SYSTEM.after(failures, host));
            }
        }
    }

    private List<Noticed> translated(Home home, List<NativeReading> page) {
        List<Noticed> notices = new ArrayList<>(page.size());
        for (NativeReading reading : page) {
            Key key = reading.key();
            if (key != null) {
                notices.add(Inward.notice(home, key, reading, host.now()));
            }
        }
        return notices;
    }

    private void put(List<Noticed> notices, boolean loaded) throws InterruptedException {
        inbox.put(
                system,
                new Arrival.Changes(
                        system, Feed.Phase.SNAPSHOT, 0, loaded, notices, null, loaded, host.now()));
    }
}
