package dev.entente.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two writers at work, one a side, each committing single rows one after the other.
 *
 * @param rows ids 1 to this are written
 * @param together whether both write any of them, or a the odd ones and b the even ones
 * @param nanosBetween from one change to the next at a side; 0 is as fast as they commit
 */
record Writing(int rows, boolean together, long nanosBetween) {

    /** How many of the rows written last are remembered. */
    private static final int LAST = 64;

    /**
     * @param seconds until both had stopped
     * @param lastAtA what a's writer did last, by id
     */
    record Done(
            long changes, double seconds, Map<Long, Integer> lastAtA, Map<Long, Integer> lastAtB) {
        double perSecond() {
            return changes / seconds;
        }
    }

    /** One writer's part. */
    private record Part(long changes, Map<Long, Integer> last) {}

    Done run(Pair pair, Duration time) throws NotMeasured {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        var parts = both(() -> write(pair.a(), 1, end), () -> write(pair.b(), 2, end));
        return new Done(
                parts.atA().changes() + parts.atB().changes(),
                (System.nanoTime() - start) / 1e9,
                parts.atA().last(),
                parts.atB().last());
    }

    private Part write(Side side, int first, long end) throws SQLException {
        Random random = new Random(first);
        Map<Long, Integer> last =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
                        return size() > LAST;
                    }
                };
        int changes = 0;
        try (Connection connection = side.connect();
                PreparedStatement update = connection.prepareStatement(Items.CHANGE)) {
            for (long next = System.nanoTime(); System.nanoTime() < end; next += nanosBetween) {
                if (nanosBetween > 0) {
                    Pause.until(next);
                }
                long id =
                        together ? 1 + random.nextInt(rows) : first + 2L * random.nextInt(rows / 2);
                update.setInt(1, ++changes);
                update.setLong(2, id);
                update.executeUpdate();
                last.remove(id);
                last.put(id, changes);
            }
        }
        return new Part(changes, last);
    }

    /** What two threads brought. */
    record Both<T>(T atA, T atB) {}

    /** Does two things at once. */
    static <T> Both<T> both(Callable<T> first, Callable<T> second) throws NotMeasured {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<T> one = threads.submit(first);
            Future<T> other = threads.submit(second);
            return new Both<>(one.get(), other.get());
        } catch (InterruptedException | ExecutionException e) {
            throw new NotMeasured("a writer failed", e);
        }
    }
}
