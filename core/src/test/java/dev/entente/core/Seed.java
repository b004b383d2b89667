package dev.entente.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of a test that draws its cases: a number, and the chance that follows from it. The same
 * number gives the same run, in laws and in the simulator alike.
 *
 * <p>{@code -Dseed=17} runs that one alone, {@code -Dseeds=100000} that many.
 */
public final class Seed {

    /** What shall hold for every seed. */
    @FunctionalInterface
    public interface Law {
        void holds(Seed seed) throws Exception;
    }

    private final long number;
    private final SplittableRandom random;

    private Seed(long number, SplittableRandom random) {
        this.number = number;
        this.random = random;
    }

    public static Seed of(long number) {
        // Neighbouring numbers shall not give similar beginnings.
        return new Seed(number, new SplittableRandom(number * 0x9E3779B97F4A7C15L));
    }

    /**
     * Tries the law with the seeds from 1 to {@code count}. The first that breaks it is named with
     * the line that runs it again.
     */
    public static void each(int count, Law law) {
        Long only = Long.getLong("seed");
        if (only != null) {
            run(only, law, test());
            return;
        }
        int most = Integer.getInteger("seeds", count);
        String test = test();
        for (int number = 1; number <= most; number++) {
            run(number, law, test);
        }
    }

    /** The same on all processors at once, for laws that share nothing. */
    public static void eachAtOnce(int count, Law law) throws InterruptedException {
        Long only = Long.getLong("seed");
        if (only != null) {
            run(only, law, test());
            return;
        }
        String test = test();
        int most = Integer.getInteger("seeds", count);
        AtomicInteger next = new AtomicInteger(1);
        ConcurrentNavigableMap<Integer, AssertionError> broken = new ConcurrentSkipListMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Runnable work =
                    () -> {
                        int number;
                        while (broken.isEmpty() && (number = next.getAndIncrement()) <= most) {
                            try {
                                run(number, law, test);
                            } catch (AssertionError e) {
                                broken.put(number, e);
                            }
                        }
                    };
            threads.add(Thread.ofPlatform().name("seeds-" + i).start(work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!broken.isEmpty()) {
            throw broken.firstEntry().getValue();
        }
    }

    private static void run(long number, Law law, String test) {
        try {
            law.holds(of(number));
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "seed %d breaks it; to see it again: %s -Dseed=%d%n%s"
                            .formatted(number, test, number, e.getMessage()),
                    e);
        }
    }

    /** How the test that asks for seeds is run alone. */
    private static String test() {
        Optional<String> test =
                StackWalker.getInstance()
                        .walk(frames ->
                                frames.map(StackWalker.StackFrame::getClassName)
                                        .filter(name -> !name.equals(Seed.class.getName()))
                                        .findFirst());
        String name = test.orElseThrow().replaceFirst("\\$.*", "");
        String module = name.split("\\.", -1)[2];
        return "mvn -pl %s test -Dtest=%s"
                .formatted(module, name.substring(name.lastIndexOf('.') + 1));
    }

    public long number() {
        return number;
    }

    /** From 0 (inclusive) to {@code bound} (exclusive). */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long below(long bound) {
        return random.nextLong(bound);
    }

    /** From {@code least} to {@code most}, both inclusive. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    public <T> T pick(List<? extends T> among) {
        return among.get(below(among.size()));
    }

    /** A seed for a part of the run, so that what one part draws does not move the others. */
    public Seed split() {
        return new Seed(number, random.split());
    }

    @Override
    public String toString() {
        return "seed " + number;
    }
}
