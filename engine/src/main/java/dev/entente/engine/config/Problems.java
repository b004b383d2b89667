package dev.entente.engine.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that is found wrong, so that it can be told at once. */
final class Problems {

    private static final int LONGEST = 2000;

    private final List<Problem> found = new ArrayList<>();
    private int errors;

    void error(Place place, String what, String remedy) {
        found.add(new Problem(Problem.Severity.ERROR, place, shortened(what), shortened(remedy)));
        errors++;
    }

    void warn(Place place, String what, String remedy) {
        found.add(new Problem(Problem.Severity.WARNING, place, shortened(what), shortened(remedy)));
    }

    /** What the file says may be repeated, but not without end. */
    private static String shortened(String sentence) {
        int length = sentence.length();
        return length <= LONGEST
                ? sentence
                : sentence.substring(0, LONGEST / 2)
                        + "…"
                        + sentence.substring(length - LONGEST / 4);
    }

    boolean hasErrors() {
        return errors > 0;
    }

    int errors() {
        return errors;
    }

    /** In the order of the file, each once. */
    List<Problem> all() {
        return found.stream().distinct().sorted(Comparator.comparing(Problem::place)).toList();
    }

    <T> Result<T> bad() {
        return new Result.Bad<>(all());
    }

    <T> Result<T> good(T value) {
        return new Result.Good<>(value, all());
    }
}
