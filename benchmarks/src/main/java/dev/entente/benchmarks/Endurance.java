package dev.entente.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether Entente grows while it works: memory, its data, and the log that the servers keep. */
final class Endurance {
    private static final int CHANGES_PER_SECOND = 250;
    private static final int SAMPLES = 10;
    private static final double MEGA = 1024.0 * 1024.0;

    private final EntenteProcess entente;
    private final List<Sample> samples = new ArrayList<>();

    Endurance(EntenteProcess entente) {
        this.entente = entente;
    }

    /**
     * @param changes written so far, at both sides
     * @param resident memory of the process, in megabytes
     * @param disk its data folder, in megabytes
     * @param log what both servers keep of their logs because it was not acknowledged, in megabytes
     */
    record Sample(double minutes, long changes, double resident, double disk, double log) {}

    void run(Pair pair, Options options) throws SQLException, NotMeasured {
        Writing writing = new Writing(options.rows(), false, 1_000_000_000L / CHANGES_PER_SECOND);
        Duration part = Duration.ofMinutes(options.minutes()).dividedBy(SAMPLES);
        long start = System.nanoTime();
        long changes = 0;
        samples.add(sample(pair, start, changes));
        for (int i = 0; i < SAMPLES; i++) {
            changes += writing.run(pair, part).changes();
            entente.check();
            samples.add(sample(pair, start, changes));
        }
    }

    private Sample sample(Pair pair, long start, long changes) throws SQLException, NotMeasured {
        double log = 0;
        for (Side side : List.of(pair.a(), pair.b())) {
            log +=
                    Double.parseDouble(
                            side.ask(
                                            "select coalesce(max(pg_wal_lsn_diff("
                                                    + "pg_current_wal_lsn(), confirmed_flush_lsn)), 0)"
                                                    + " from pg_replication_slots")
                                    .getFirst());
        }
        Sample sample =
                new Sample(
                        (System.nanoTime() - start) / 60e9,
                        changes,
                        entente.processes().residentKilobytes().orElse(0) / 1024.0,
                        entente.diskBytes() / MEGA,
                        log / MEGA);
        Progress.say("    " + sample);
        return sample;
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }
}
