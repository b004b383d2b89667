package dev.entente.portallab;

import dev.entente.connector.Host;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * People at both ends who edit for as long as they are let: each at a pace of their own, and one
 * pair who are forever at the same record in the same moment.
 */
final class People implements AutoCloseable {

    private static final int AT_EACH_END = 3;
    private static final double SHARE_OF_COLLISIONS = 0.1;

    private final List<Host.Task> tasks = new ArrayList<>();
    private final List<Hand> hands = new ArrayList<>();
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
    private final PortalLab places;
    private final Host host;
    private final Ledger ledger;
    private final Register register;

    private volatile boolean atWork = true;

    private People(PortalLab places, Host host, Ledger ledger, Register register) {
        this.places = places;
        this.host = host;
        this.ledger = ledger;
        this.register = register;
    }

    /**
     * @param pace transactions a second, of all of them together
     * @param seed what they do, and in which order, comes from it; when, only roughly
     */
    static People start(
            PortalLab places, Host host, Ledger ledger, Register register, double pace, long seed)
            throws SQLException {
        People people = new People(places, host, ledger, register);
        Random seeds = new Random(seed);
        double collisions = pace * SHARE_OF_COLLISIONS;
        double each = (pace - collisions) / (AT_EACH_END * Site.values().length);
        for (Site site : Site.values()) {
            for (int i = 1; i <= AT_EACH_END; i++) {
                String name = site.word().charAt(0) + Integer.toString(i);
                people.hire(site, name, each, new Random(seeds.nextLong()));
            }
        }
        people.hireTwo(collisions, new Random(seeds.nextLong()));
        return people;
    }

    private interface Doing {
        void one() throws SQLException, InterruptedException;
    }

    private void hire(Site site, String name, double pace, Random random) throws SQLException {
        Habits habits = new Habits(site, hand(site), register, new Pen(name, random), random);
        start(name, habits::one, pace, random);
    }

    private void hireTwo(double pace, Random random) throws SQLException {
        Pen pen = new Pen("x", random);
        Collisions collisions =
                new Collisions(host, hand(Site.PORTAL), hand(Site.LAB), register, pen, random);
        start("two at once", collisions::one, pace, random);
    }

    private Hand hand(Site site) throws SQLException {
        Hand hand = new Hand(site, places.at(site).connect(), ledger);
        hands.add(hand);
        return hand;
    }

    private void start(String name, Doing doing, double pace, Random random) {
        tasks.add(
                host.start(
                        name,
                        () -> {
                            try {
                                while (atWork) {
                                    // Pauses as chance makes them: exponential, as for callers.
                                    double pause = -Math.log(1 - random.nextDouble()) / pace;
                                    host.sleep(Duration.ofNanos((long) (pause * 1e9)));
                                    doing.one();
                                }
                            } catch (SQLException e) {
                                failure.compareAndSet(null, e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }));
    }

    /** What kept somebody from working, if anything did. */
    @Nullable SQLException failure() {
        return failure.get();
    }

    /** Everybody finishes what is in hand and goes home. */
    @Override
    public void close() throws SQLException {
        atWork = false;
        try {
            for (Host.Task task : tasks) {
                task.join();
            }
        } catch (InterruptedException e) {
            tasks.forEach(Host.Task::stop);
            Thread.currentThread().interrupt();
        }
        for (Hand hand : hands) {
            hand.close();
        }
    }
}
