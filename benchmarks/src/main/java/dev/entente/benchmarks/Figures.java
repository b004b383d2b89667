package dev.entente.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What was measured so far, of whom. */
final class Figures {
    private final Map<Cell, List<Double>> values = new HashMap<>();
    private final Map<String, Checks> checks = new LinkedHashMap<>();
    private final List<Collision.Outcome> collisions = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private record Cell(String participant, Measure measure) {}

    /**
     * How often both sides were compared row by row, and how often not a row was different.
     *
     * @param rows over all comparisons
     */
    record Checks(int made, int equal, long rows) {
        private static final Checks NONE = new Checks(0, 0, 0);
    }

    void add(String participant, Measure measure, double value) {
        values.computeIfAbsent(new Cell(participant, measure), _ -> new ArrayList<>()).add(value);
        Progress.say("    " + measure.label() + ": " + measure.show(value));
    }

    void add(String participant, Measure measure, OptionalDouble value) {
        value.ifPresent(known -> add(participant, measure, known));
    }

    void compared(String participant, int rows, int different) {
        Checks before = checks.getOrDefault(participant, Checks.NONE);
        checks.put(
                participant,
                new Checks(
                        before.made() + 1,
                        before.equal() + (different == 0 ? 1 : 0),
                        before.rows() + rows));
        if (different > 0) {
            note(participant + ": " + different + " rows were different after a measurement");
        }
    }

    void add(Collision.Outcome outcome) {
        collisions.add(outcome);
        Progress.say("    " + outcome);
    }

    /** Something that readers of the figures must know. */
    void note(String what) {
        notes.add(what);
        Progress.say("    " + what);
    }

    /** The median over the rounds. */
    OptionalDouble of(String participant, Measure measure) {
        List<Double> all = values.get(new Cell(participant, measure));
        if (all == null) {
            return OptionalDouble.empty();
        }
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return OptionalDouble.of(
                sorted.length % 2 == 1
                        ? sorted[middle]
                        : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    Checks checks(String participant) {
        return checks.getOrDefault(participant, Checks.NONE);
    }

    List<Collision.Outcome> collisions() {
        return List.copyOf(collisions);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
