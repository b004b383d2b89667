package dev.entente.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM for what takes long and has something to tell at any time: it is asked to end,
 * and the process waits until it has told. Closed once it has.
 */
final class Breaking implements AutoCloseable {

    private static final long LONGEST_SECONDS = 60;

    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::ask);
    private volatile boolean asked;

    Breaking() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void ask() {
        asked = true;
        try {
            boolean _ = told.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it should come to an end. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        told.countDown();
        if (!asked) {
            try {
                boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It was asked just now, and need not wait any more.
            }
        }
    }
}
