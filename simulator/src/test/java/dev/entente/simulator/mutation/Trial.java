package dev.entente.simulator.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles a mutant and lets the histories loose on it. */
final class Trial {
    /** The hunt has drawn histories enough before the tests are asked. */
    private static final int SEEDS_OF_A_TEST = 300;

    /** Histories that go on for so long do not end. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /**
     * What came of it.
     *
     * @param seeds how many were tried
     * @param test which test was red where none of the seeds was; otherwise empty
     * @param why the first line of what the red one says; null where all was green
     */
    record Verdict(long seeds, String test, @Nullable String why) {
        boolean isRed() {
            return why != null;
        }
    }

    private Trial() {}

    static Verdict of(Mutant mutant, Path root, Path folder) {
        Path sources = folder.resolve("sources");
        Path classes = folder.resolve("classes");
        try {
            Path file = sources.resolve(mutant.path());
            Files.createDirectories(file.getParent());
            Files.createDirectories(classes);
            Files.writeString(file, mutant.text(root));
            compile(file, classes);
            return hunted(mutant, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void compile(Path file, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result =
                compiler.run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        file.toString());
        if (result != 0) {
            throw new AssertionError("it does not compile: " + file);
        }
    }

    private static Verdict hunted(Mutant mutant, Path classes)
            throws IOException, InterruptedException {
        List<String> words =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djdk.trackAllThreads=false",
                        "-Dseeds=" + SEEDS_OF_A_TEST,
                        "-Dlogback.configurationFile="
                                + System.getProperty("logback.configurationFile"),
                        "-classpath",
                        classes
                                + System.getProperty("path.separator")
                                + System.getProperty("java.class.path"),
                        Hunt.class.getName(),
                        mutant.hunt().name());
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread watch = Thread.startVirtualThread(() -> endAfterPatience(process));
        try (BufferedReader output = process.inputReader(UTF_8)) {
            return read(output);
        } finally {
            watch.interrupt();
            process.destroyForcibly().waitFor();
        }
    }

    private static Verdict read(BufferedReader output) throws IOException {
        long seeds = 0;
        String test = "";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("seed ")) {
                seeds = Long.parseLong(line.substring(5));
            } else if (line.startsWith("test ")) {
                test = line.substring(5);
            } else if (line.startsWith("red ")) {
                return new Verdict(seeds, test, line.substring(4));
            } else if (line.equals("green")) {
                return new Verdict(seeds, "", null);
            }
        }
        return new Verdict(seeds, test, "it does not end");
    }

    private static void endAfterPatience(Process process) {
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return; // it has ended by itself
        }
        process.destroyForcibly();
    }
}
