package dev.entente.benchmarks;

/** What is being done, for whoever waits: on standard error. */
final class Progress {
    private Progress() {}

    static void say(String what) {
        System.err.println(what);
    }
}
