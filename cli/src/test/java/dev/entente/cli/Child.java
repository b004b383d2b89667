package dev.entente.cli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own; what it says goes to files. */
final class Child implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static List<String> program() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Entente.class.getName());
    }

    /**
     * @param folder where it writes what it says, and its temporary files
     */
    static Child start(Path folder, List<String> args) throws IOException {
        return start(folder, args, Map.of());
    }

    /**
     * @param environment what its environment has beside ours
     */
    static Child start(Path folder, List<String> args, Map<String, String> environment)
            throws IOException {
        List<String> words = new ArrayList<>(program());
        words.add(1, "-Djava.io.tmpdir=" + folder);
        words.addAll(args);
        Path out = Files.createTempFile(folder, "child", ".out");
        Path err = Files.createTempFile(folder, "child", ".err");
        ProcessBuilder process =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        process.environment().putAll(environment);
        return new Child(process.start(), out, err);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean demandAlive() {
        if (!process.isAlive()) {
            throw new AssertionError(
                    "it ended by itself with " + process.exitValue() + ": " + said());
        }
        return true;
    }

    String said() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            return e.toString();
        }
    }

    String answered() throws IOException {
        return Files.readString(out);
    }

    boolean says(String words) {
        return said().contains(words);
    }

    /** Returns once it has said this. */
    void awaitWords(String words, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!says(words)) {
            demandAlive();
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not say `" + words + "`: " + said());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    int waitFor(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it does not end: " + said());
        }
        return process.exitValue();
    }

    /** SIGTERM; its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return waitFor(Duration.ofSeconds(30));
    }

    /** Skips a test whose process would never hear of a Ctrl-C. */
    static void assumeInterruptsAreHeard() throws IOException {
        assumeFalse(
                isInterruptIgnored(),
                "whoever started the tests has them ignore Ctrl-C, as `&` in a script does");
    }

    /** A process inherits that; a Java that does never hears of a Ctrl-C. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    /** SIGINT, as Ctrl-C sends it; its exit code. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        return waitFor(Duration.ofSeconds(60));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
