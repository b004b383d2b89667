package dev.entente.portallab;

import dev.entente.connector.Host;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Times changes from their commit at one end until they are to be seen at the other, both ways,
 * beside everybody else's work. What was on its way while the engine was dead says how long it was
 * away, and does not count as latency.
 */
final class Stopwatch implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofNanos(200_000);

    private final Host host;
    private final PortalLab places;
    private final List<Host.Task> tasks = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();

    private volatile boolean running = true;

    /** When the engine was killed, in nanoseconds; 0 while it is well. */
    private volatile long outageSince;

    private volatile long longestOutageMicros;

    private Stopwatch(PortalLab places, Host host) {
        this.places = places;
        this.host = host;
    }

    static Stopwatch start(PortalLab places, Host host) {
        Stopwatch stopwatch = new Stopwatch(places, host);
        for (Site site : Site.values()) {
            stopwatch.tasks.add(
                    host.start("stopwatch at the " + site.word(), () -> stopwatch.time(site)));
        }
        return stopwatch;
    }

    Latencies latencies() {
        return latencies;
    }

    /** Until the first change arrived after a kill, at worst; 0 where there was none. */
    double longestOutageMillis() {
        return longestOutageMicros / 1000.0;
    }

    @Nullable SQLException failure() {
        return failure.get();
    }

    void engineKilled() {
        outageSince = System.nanoTime();
    }

    @Override
    public void close() {
        running = false;
        tasks.forEach(Host.Task::stop);
    }

    private void time(Site from) {
        Table here = Table.of(from, Kind.TEST_REQUEST);
        Table there = Table.of(from.other(), Kind.TEST_REQUEST);
        String key = Beginnings.timed(from);
        try (Connection writing = places.at(from).connect();
                Connection reading = places.at(from.other()).connect();
                PreparedStatement write = writing.prepareStatement(set(here));
                PreparedStatement read = reading.prepareStatement(get(there))) {
            write.setString(2, key);
            read.setString(1, key);
            for (int i = 1; running; i++) {
                host.sleep(BETWEEN);
                String text = "timed " + i;
                write.setString(1, text);
                write.executeUpdate();
                long committed = System.nanoTime();
                if (await(read, text)) {
                    arrived(committed, System.nanoTime());
                }
            }
        } catch (SQLException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String set(Table table) {
        return "update %s set %s = ? where %s = ?"
                .formatted(table.name(), table.column("note").name(), table.key().name());
    }

    private static String get(Table table) {
        return "select %s from %s where %s = ?"
                .formatted(table.column("note").name(), table.name(), table.key().name());
    }

    private boolean await(PreparedStatement read, String text)
            throws SQLException, InterruptedException {
        while (running) {
            try (ResultSet row = read.executeQuery()) {
                if (row.next() && text.equals(row.getString(1))) {
                    return true;
                }
            }
            host.sleep(LOOK_AGAIN);
        }
        return false;
    }

    private synchronized void arrived(long committed, long seen) {
        long outage = outageSince;
        if (outage == 0) {
            latencies.add((seen - committed) / 1000);
        } else if (committed >= outage || seen - outage > BETWEEN.toNanos()) {
            longestOutageMicros = Math.max(longestOutageMicros, (seen - outage) / 1000);
            outageSince = 0;
        }
    }
}
