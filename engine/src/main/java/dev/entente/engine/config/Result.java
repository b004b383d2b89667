package dev.entente.engine.config;

import java.util.List;

/** What came of reading or binding: a value, or the problems that there is none for. */
public sealed interface Result<T> {

    /** All that was found, in the order of the file. */
    List<Problem> problems();

    /**
     * @param problems warnings only
     */
    record Good<T>(T value, List<Problem> problems) implements Result<T> {
        public Good {
            problems = List.copyOf(problems);
        }
    }

    /**
     * @param problems at least one error; warnings, too
     */
    record Bad<T>(List<Problem> problems) implements Result<T> {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
