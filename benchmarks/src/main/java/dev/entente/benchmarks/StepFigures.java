package dev.entente.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link StepBenchmark} and writes what it found into the documentation. With arguments it is
 * JMH itself and writes nothing.
 */
public final class StepFigures {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private StepFigures() {}

    public static void main(String[] arguments)
            throws IOException, RunnerException, CommandLineOptionException {
        if (arguments.length > 0) {
            new Runner(new CommandLineOptions(arguments)).run();
            return;
        }
        String text =
                table(
                        new Runner(
                                        new OptionsBuilder()
                                                .include(StepBenchmark.class.getName())
                                                .addProfiler(GCProfiler.class)
                                                .build())
                                .run());
        System.out.println(text);
        Path home = Path.of(System.getProperty("entente.home", ".")).toAbsolutePath();
        new Document(home.resolve("docs/benchmarks.md")).put("steps", text);
    }

    private static String table(Collection<RunResult> results) {
        Table table =
                new Table("one step")
                        .column("p50, µs")
                        .column("p99, µs")
                        .column("bytes allocated")
                        .column("asked of p50")
                        .column("met");
        for (RunResult result : results) {
            String label = result.getPrimaryResult().getLabel();
            double p50 = micros(result, 50);
            double most = label.startsWith("conflict") ? 10 : 2;
            table.row(
                    List.of(
                            label.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT),
                            show(p50),
                            show(micros(result, 99)),
                            allocated(result),
                            "at most " + Table.plain(most),
                            p50 <= most ? "yes" : "**no**"));
        }
        return table.text();
    }

    private static double micros(RunResult result, double percentile) {
        return result.getPrimaryResult().getStatistics().getPercentile(percentile) / 1_000;
    }

    private static String allocated(RunResult result) {
        var allocated = result.getSecondaryResults().get(ALLOCATED);
        return allocated == null ? "–" : String.format(Locale.ROOT, "%,.0f", allocated.getScore());
    }

    private static String show(double micros) {
        return String.format(Locale.ROOT, "%.2f", micros);
    }
}
