package dev.entente.portallab;

import java.util.List;

/**
 * How it ended.
 *
 * @param changes rows that people inserted, updated or deleted
 * @param waiting what Entente itself says it could not write, or leaves to a person
 * @param conflicts fields in which two edits stood against each other, as Entente counted
 */
public record DemoReport(
        Comparison comparison,
        Reckoning reckoning,
        List<String> waiting,
        long changes,
        long conflicts,
        int kills,
        News.Timing timing) {

    public DemoReport {
        waiting = List.copyOf(waiting);
    }

    /** Both ends are equal and nothing that anybody did is lost. */
    public boolean isGood() {
        return comparison.isEqual() && reckoning.lost().isEmpty();
    }
}
