package dev.entente.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Entente as a user runs it: the launcher, the smallest file, the default heap. */
final class EntenteProcess implements Participant {
    private static final int LAST_LINES = 5;

    private final Path launcher;
    private final Path folder;
    private @Nullable Process process;

    /**
     * @param launcher the script
     * @param folder for its file, its data and what it says; emptied at every start
     */
    EntenteProcess(Path launcher, Path folder) {
        this.launcher = launcher;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "Entente";
    }

    @Override
    public void start(Pair pair) throws NotMeasured {
        try {
            new Folder(folder).empty();
            Path file = folder.resolve("entente.yaml");
            Files.writeString(file, yaml(pair));
            ProcessBuilder builder =
                    new ProcessBuilder(
                            launcher.toString(),
                            "run",
                            file.toString(),
                            "--yes",
                            "--data",
                            data().toString());
            builder.environment().put("ENTENTE_JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("BENCH_PASSWORD", "none-needed");
            builder.redirectErrorStream(true).redirectOutput(said().toFile());
            Process started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            process = started;
        } catch (IOException e) {
            throw new NotMeasured("Entente did not start", e);
        }
    }

    private static String yaml(Pair pair) {
        StringBuilder text = new StringBuilder("systems:\n");
        for (Side side : List.of(pair.a(), pair.b())) {
            text.append(
                    """
                      %s:
                        connector: postgres
                        url: %s
                        user: %s
                        password: ${BENCH_PASSWORD}
                    """
                            .formatted(side.name(), side.url(), Side.USER));
        }
        return text
                + """
                entities:
                  item:
                    at: { a: { table: item }, b: { table: item } }
                """;
    }

    @Override
    public void stop() throws NotMeasured {
        check();
        running().destroy();
        try {
            if (!running().waitFor(30, TimeUnit.SECONDS)) {
                throw new NotMeasured("Entente did not end within 30 s of SIGTERM");
            }
        } catch (InterruptedException e) {
            throw new NotMeasured("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Override
    public void check() throws NotMeasured {
        if (!running().isAlive()) {
            throw new NotMeasured(
                    "Entente had ended with %d, saying: %s"
                            .formatted(running().exitValue(), lastWords()));
        }
    }

    @Override
    public OptionalDouble processorSeconds() {
        return processes().processorSeconds();
    }

    /** The launcher becomes Java, so that the process is one and the same. */
    Processes processes() {
        return Processes.of(List.of(running().pid()));
    }

    /** What its data takes on the disk, in bytes. */
    long diskBytes() throws NotMeasured {
        try {
            return new Folder(data()).bytes();
        } catch (IOException e) {
            throw new NotMeasured("Entente's data could not be read", e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(said());
            return String.join(
                    " / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "nothing";
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path said() {
        return folder.resolve("said.txt");
    }

    private Process running() {
        return Objects.requireNonNull(process, "started");
    }
}
