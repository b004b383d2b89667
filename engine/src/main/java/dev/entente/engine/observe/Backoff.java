package dev.entente.engine.observe;

import dev.entente.connector.Host;
import java.time.Duration;

/**
 * How long to wait before the next attempt: a random part of a span that doubles with every
 * failure, so that many who failed together do not come back together.
 *
 * <p>Source: "Exponential Backoff And Jitter", AWS Architecture Blog (2015); this is full jitter.
 *
 * @param first the span after the first failure
 * @param longest the span that is not exceeded
 */
public record Backoff(Duration first, Duration longest) {

    /** For a whole system that cannot be reached. */
    public static final Backoff OF_A_SYSTEM =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(15));

    /** For a record that is busy. */
    public static final Backoff OF_A_RECORD =
            new Backoff(Duration.ofMillis(50), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param failures in a row until now, at least 1
     */
    public Duration after(int failures, Host host) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        long span = Math.min(micros(longest), micros(first) << doublings);
        return Duration.ofNanos((1 + host.chance(span)) * 1000);
    }

    private static long micros(Duration span) {
        return span.toNanos() / 1000;
    }
}
