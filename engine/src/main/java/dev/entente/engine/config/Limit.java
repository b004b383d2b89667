package dev.entente.engine.config;

/**
 * How many are allowed: {@code count}, or {@code percent} of what there is, whichever is more.
 *
 * @param count negative where there is no limit at all
 */
public record Limit(long count, double percent) {

    public static final Limit NONE = new Limit(-1, 0);

    public boolean isNone() {
        return count < 0;
    }

    /** How many of {@code total} are allowed. */
    public long of(long total) {
        return isNone() ? Long.MAX_VALUE : Math.max(count, (long) (total * percent / 100));
    }
}
