package dev.entente.simulator.mutation;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.excludeTags;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.entente.core.step.StepHistories;
import dev.entente.simulator.EngineHistories;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs histories until one is red: those that are drawn, and where none of them is, those that
 * somebody has thought of. A program of its own, so that it can hang and be ended.
 */
final class Hunt {

    enum Kind {
        /** Of steps between fake systems, without an engine. */
        STEPS("steps", 20_000, "dev.entente.core.step"),
        /** Of the whole engine in its world. */
        ENGINE("engine", 1_500, "dev.entente.simulator");

        private final String word;
        private final int most;
        private final String tests;

        Kind(String word, int most, String tests) {
            this.word = word;
            this.most = most;
            this.tests = tests;
        }

        String word() {
            return word;
        }

        /** So many are tried before it is said that they do not show it. */
        int most() {
            return most;
        }

        private void check(long seed) {
            switch (this) {
                case STEPS -> StepHistories.check(seed);
                case ENGINE -> EngineHistories.check(seed);
            }
        }
    }

    private Hunt() {}

    /**
     * Prints each seed before it is tried, and what the first that is red says. Where none is, the
     * tests follow, and the first that is red ends it.
     *
     * @param args the kind
     */
    public static void main(String[] args) {
        Kind kind = Kind.valueOf(args[0]);
        for (long seed = 1; seed <= kind.most; seed++) {
            System.out.println("seed " + seed);
            try {
                kind.check(seed);
            } catch (AssertionError | RuntimeException | StackOverflowError e) {
                red(e);
                return;
            }
        }
        runTests(kind);
        System.out.println("green");
    }

    private static void runTests(Kind kind) {
        LauncherFactory.create()
                .execute(
                        request()
                                .selectors(selectPackage(kind.tests))
                                .filters(
                                        excludeTags("full"),
                                        ClassNameFilter.includeClassNamePatterns(
                                                ".*(Laws|Scenario)(\\$.*)?"))
                                .build(),
                        new FirstRed());
    }

    private static void red(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        System.out.println(
                "red " + message.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
    }

    private static final class FirstRed implements TestExecutionListener {
        @Override
        public void executionStarted(TestIdentifier test) {
            System.out.println("test " + test.getLegacyReportingName());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable()
                    .ifPresent(thrown -> {
                        System.out.println("test " + name(test));
                        red(thrown);
                        Runtime.getRuntime().halt(0);
                    });
        }

        private static String name(TestIdentifier test) {
            return test.getSource()
                    .map(Object::toString)
                    .map(source ->
                            source.replaceAll(
                                    ".*className = '[\\w.]*\\.([\\w$]+)', methodName = '(\\w+)'.*",
                                    "$1, $2"))
                    .map(source -> source.replace('_', ' ').replaceAll("\\$\\w+| [\\w ]*\\$", ""))
                    .orElse(test.getDisplayName());
        }
    }
}
