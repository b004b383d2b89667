package dev.entente.benchmarks;

/** A measurement that has no figure: what was waited for, and what was there instead. */
final class NotMeasured extends Exception {
    private static final long serialVersionUID = 1;

    NotMeasured(String why) {
        super(why);
    }

    NotMeasured(String why, Throwable cause) {
        super(why + ": " + cause.getMessage(), cause);
    }
}
