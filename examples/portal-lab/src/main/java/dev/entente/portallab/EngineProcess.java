package dev.entente.portallab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Entente as anybody would start it, in a process of its own, so that killing it is killing it.
 * What it says goes to a file.
 */
final class EngineProcess implements AutoCloseable {

    private static final int LAST_LINES = 20;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final DemoFolder folder;
    private @Nullable Process process;

    EngineProcess(List<String> command, Map<String, String> environment, DemoFolder folder) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.log = folder.path().resolve("engine.log");
    }

    static List<String> run(List<String> entente, Path file, Path data) {
        List<String> command = new ArrayList<>(entente);
        command.addAll(List.of("run", file.toString(), "--yes", "--data", data.toString()));
        return command;
    }

    void start() {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        // What it unpacks for later runs is to go with the demo.
        builder.environment().put("XDG_CACHE_HOME", folder.path().resolve("cache").toString());
        try {
            Process started = builder.start();
            started.getOutputStream().close();
            process = started;
            folder.owns(started.toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException("Entente could not be started: " + command, e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** As {@code kill -9} does: it has no chance to finish anything. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Lets it finish what is in hand. */
    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The end of what it said. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(nothing)";
        }
    }
}
