package dev.entente.benchmarks;

import java.util.Locale;

/** What is measured, in the order of the table. */
enum Measure {
    LATENCY_P50("latency, p50, with 20 changes/s at both sides", "ms", 2),
    LATENCY_P99("latency, p99, likewise", "ms", 2),
    BIG_TRANSACTION("one transaction of 100,000 updates", "rows/s", 0),
    FIRST_LOAD("first load of an empty side, from the start of the program", "rows/s", 0),
    WRITERS("two writers as fast as they commit, both sides", "changes/s", 0),
    UNTIL_EQUAL("until both sides are equal after they stop", "s", 2),
    PROCESSOR("processor time for 100,000 changes", "s", 2),
    IDLE("processor use when idle", "% of a core", 2),
    RESIDENT("most memory resident", "MB", 0);

    private final String label;
    private final String unit;
    private final int decimals;

    Measure(String label, String unit, int decimals) {
        this.label = label;
        this.unit = unit;
        this.decimals = decimals;
    }

    String label() {
        return label + ", " + unit;
    }

    String show(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
