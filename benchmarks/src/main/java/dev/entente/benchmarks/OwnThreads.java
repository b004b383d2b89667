package dev.entente.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Threads of this very process that take part until they are stopped. */
final class OwnThreads implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final List<FutureTask<Void>> works = new ArrayList<>();

    /** Goes on until interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    void start(String name, Work work) {
        FutureTask<Void> task =
                new FutureTask<>(() -> {
                    work.run();
                    return null;
                });
        works.add(task);
        threads.add(Thread.ofPlatform().daemon().name(name).start(task));
    }

    void stop() throws NotMeasured {
        try {
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
            for (FutureTask<Void> work : works) {
                work.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new NotMeasured("a thread failed", e);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        threads.clear();
        works.clear();
    }

    /** Throws if one has ended by itself. */
    void check() throws NotMeasured {
        for (FutureTask<Void> work : works) {
            if (work.isDone()) {
                stop();
                throw new NotMeasured("a thread ended by itself");
            }
        }
    }

    OptionalDouble processorSeconds() {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        return OptionalDouble.of(
                threads.stream()
                        .mapToDouble(thread -> bean.getThreadCpuTime(thread.threadId()) / 1e9)
                        .sum());
    }
}
