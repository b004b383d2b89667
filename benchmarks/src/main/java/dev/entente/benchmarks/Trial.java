package dev.entente.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalDouble;

/** One participant's turn: all that it is measured in, in one go on freshly filled servers. */
final class Trial {
    /** What one big transaction changes. */
    static final int BIG = 100_000;

    private static final int BIG_TIMES = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_MEETING = Duration.ofMinutes(3);
    private static final Duration TRY = Duration.ofSeconds(5);

    private final Participant keeper;
    private final Pair pair;
    private final Options options;
    private final Figures figures;

    /** Given to rows by this class; writers count from 1. */
    private int revision = 1_000_000_000;

    Trial(Participant keeper, Pair pair, Options options, Figures figures) {
        this.keeper = keeper;
        this.pair = pair;
        this.options = options;
        this.figures = figures;
    }

    /** A round of everything that needs agreement; {@code last} adds what is measured once. */
    void round(boolean last) throws SQLException, NotMeasured {
        begin();
        latency();
        for (int i = 0; i < BIG_TIMES; i++) {
            bigTransaction();
        }
        steady();
        if (last) {
            idle();
        }
        if (keeper instanceof EntenteProcess entente) {
            entente.processes()
                    .residentPeakKilobytes()
                    .ifPresent(peak -> figures.add(keeper.name(), Measure.RESIDENT, peak / 1024.0));
        }
        if (last) {
            collisions();
        }
        end();
    }

    /** The writers alone. */
    void writersOnly() throws SQLException, NotMeasured {
        pair.refill(options.rows());
        keeper.start(pair);
        warmUp();
        Writing.Done done = apart().run(pair, options.time());
        figures.add(keeper.name(), Measure.WRITERS, done.perSecond());
        end();
    }

    /** From nothing at b. */
    void firstLoad() throws SQLException, NotMeasured {
        pair.refill(options.rows());
        pair.b().run("truncate item");
        long start = System.nanoTime();
        keeper.start(pair);
        long there = Arrival.ofAll(keeper, pair.b(), 0, options.rows(), FIRST_MEETING);
        figures.add(keeper.name(), Measure.FIRST_LOAD, options.rows() / ((there - start) / 1e9));
        compare();
        end();
    }

    /** Steady changes for as long as the options say, at a rate that is the same for everybody. */
    void endurance(Endurance endurance) throws SQLException, NotMeasured {
        begin();
        endurance.run(pair, options);
        compare();
        end();
    }

    private void begin() throws SQLException, NotMeasured {
        pair.refill(options.rows());
        keeper.start(pair);
        ready(pair.a(), pair.b(), 1);
        ready(pair.b(), pair.a(), 2);
        warmUp();
        compare();
    }

    /** Changes one row again and again until such a change arrives. */
    private void ready(Side from, Side to, int id) throws SQLException, NotMeasured {
        long deadline = System.nanoTime() + FIRST_MEETING.toNanos();
        while (true) {
            keeper.check();
            from.run("update item set revision = %d where id = %d".formatted(++revision, id));
            try (Arrival arrival = new Arrival(to)) {
                arrival.expect(id, revision);
                arrival.await(keeper, TRY);
                return;
            } catch (NotMeasured notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
        }
    }

    private void warmUp() throws NotMeasured {
        Progress.say("    warming up");
        var _ = apart().run(pair, WARM_UP);
    }

    private void latency() throws SQLException, NotMeasured {
        var latency = new Latency(keeper, pair, options.rows(), options.time());
        Latency.Percentiles found = latency.measure(++revision);
        figures.add(keeper.name(), Measure.LATENCY_P50, found.p50());
        figures.add(keeper.name(), Measure.LATENCY_P99, found.p99());
        compare();
    }

    private void bigTransaction() throws SQLException, NotMeasured {
        pair.a().run(Items.SETTLE);
        pair.b().run(Items.SETTLE);
        pair.a().run(bigUpdate(++revision));
        long committed = System.nanoTime();
        long there = Arrival.ofAll(keeper, pair.b(), revision, BIG, PATIENCE);
        figures.add(keeper.name(), Measure.BIG_TRANSACTION, BIG / ((there - committed) / 1e9));
        compare();
    }

    static String bigUpdate(int revision) {
        return "update item set revision = %d, quantity = quantity + 1, changed = clock_timestamp() where id <= %d"
                .formatted(revision, BIG);
    }

    private void steady() throws SQLException, NotMeasured {
        OptionalDouble before = keeper.processorSeconds();
        Writing.Done done = apart().run(pair, options.time());
        long stopped = System.nanoTime();
        long equal = untilEqual(done);
        OptionalDouble after = keeper.processorSeconds();
        figures.add(keeper.name(), Measure.WRITERS, done.perSecond());
        figures.add(keeper.name(), Measure.UNTIL_EQUAL, (equal - stopped) / 1e9);
        if (before.isPresent() && after.isPresent()) {
            figures.add(
                    keeper.name(),
                    Measure.PROCESSOR,
                    (after.getAsDouble() - before.getAsDouble()) * 100_000 / done.changes());
        }
    }

    /**
     * @return the nanosecond clock when what was written last had arrived, provided that all was
     *     equal then; otherwise when it was
     */
    private long untilEqual(Writing.Done done) throws SQLException, NotMeasured {
        try (Arrival atA = new Arrival(pair.a());
                Arrival atB = new Arrival(pair.b())) {
            atA.expect(done.lastAtB());
            atB.expect(done.lastAtA());
            atA.await(keeper, PATIENCE);
            long arrived = atB.await(keeper, PATIENCE);
            long end = arrived + PATIENCE.toNanos();
            int different = Comparison.differences(pair, Comparison.Rows.ALL);
            while (different > 0 && System.nanoTime() < end) {
                arrived = System.nanoTime();
                different = Comparison.differences(pair, Comparison.Rows.ALL);
            }
            figures.compared(keeper.name(), options.rows(), different);
            return arrived;
        }
    }

    private void idle() throws SQLException, NotMeasured {
        Pause.of(Duration.ofSeconds(3));
        OptionalDouble before = keeper.processorSeconds();
        Pause.of(options.idle());
        keeper.check();
        OptionalDouble after = keeper.processorSeconds();
        if (before.isPresent() && after.isPresent()) {
            double used = after.getAsDouble() - before.getAsDouble();
            figures.add(keeper.name(), Measure.IDLE, 100 * used / options.idle().toSeconds());
        }
    }

    private void collisions() throws SQLException, NotMeasured {
        Collision collision = new Collision(keeper, pair);
        figures.add(collision.ofTwoColumns());
        figures.add(collision.ofThreeColumns());
        figures.add(collision.ofWriters());
    }

    private void compare() throws SQLException, NotMeasured {
        int different = Comparison.settled(keeper, pair, Comparison.Rows.ALL);
        figures.compared(keeper.name(), options.rows(), different);
    }

    private void end() throws SQLException, NotMeasured {
        keeper.stop();
        pair.sweep();
    }

    private Writing apart() {
        return new Writing(options.rows(), false, 0);
    }
}
