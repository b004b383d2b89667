package dev.entente.portallab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that a demo writes to, and its end: with it go all processes that wrote their
 * number into a file of it. A demo that was killed leaves its folder behind; the next one finds it
 * by its name, sees in the file {@code owner} that nobody is there any more, and clears it away.
 */
final class DemoFolder implements AutoCloseable {

    private static final String PREFIX = "entente-demo-";
    private static final String OWNER = "owner";

    private static final String ENGINE = "engine.pid";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So long a folder may go without an owner: its demo has made it and is about to sign it. */
    private static final Duration YOUTH = Duration.ofMinutes(1);

    private final Path path;

    private DemoFolder(Path path) {
        this.path = path;
    }

    /** The folder for temporary files, where demos write. */
    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A new one below this place. */
    static DemoFolder create(Path place) {
        try {
            Path path = Files.createTempDirectory(place, PREFIX);
            write(path.resolve(OWNER), ProcessHandle.current());
            return new DemoFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException("No folder could be made in " + place, e);
        }
    }

    Path path() {
        return path;
    }

    /** The engine's process, to be ended with the folder. */
    void owns(ProcessHandle engine) {
        try {
            write(path.resolve(ENGINE), engine);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can be written to " + path, e);
        }
    }

    /** Ends what demos left behind at this place that were killed; how many there were. */
    static int sweep(Path place) {
        int swept = 0;
        for (Path folder : orphans(place)) {
            new DemoFolder(folder).close();
            swept++;
        }
        return swept;
    }

    private static List<Path> orphans(Path place) {
        List<Path> orphans = new ArrayList<>();
        try (Stream<Path> folders = Files.list(place)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                    .filter(DemoFolder::isOrphan)
                    .forEach(orphans::add);
        } catch (IOException e) {
            return List.of();
        }
        return orphans;
    }

    private static boolean isOrphan(Path folder) {
        try {
            if (!Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
                return false;
            }
            return !hasOwner(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasOwner(Path folder) throws IOException {
        Path owner = folder.resolve(OWNER);
        if (Files.exists(owner)) {
            return process(owner).isPresent();
        }
        Instant made = Files.getLastModifiedTime(folder).toInstant();
        return made.plus(YOUTH).isAfter(Instant.now());
    }

    /**
     * Ends the engine, then the servers, which then have nobody left to wait for; then the files.
     */
    @Override
    public void close() {
        try {
            process(path.resolve(ENGINE)).ifPresent(ProcessHandle::destroyForcibly);
            for (Site site : Site.values()) {
                server(path.resolve(site.word())).ifPresent(DemoFolder::end);
            }
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Not all of the demo could be cleared away; what is left is in " + path, e);
        }
    }

    /** The process that wrote its number and its start into the file, while it lives. */
    private static Optional<ProcessHandle> process(Path file) throws IOException {
        List<String> lines = lines(file);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                .filter(process -> startOf(process).equals(lines.get(1)));
    }

    /** The server that keeps its data in this folder, while it lives. */
    private static Optional<ProcessHandle> server(Path data) throws IOException {
        List<String> lines = lines(data.resolve("postmaster.pid"));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(command -> command.contains(data.toString()))
                                .isPresent());
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static void write(Path file, ProcessHandle process) throws IOException {
        Files.writeString(file, process.pid() + "\n" + startOf(process) + "\n");
    }

    /** A number is given out again one day; with the time of its start it is one process's own. */
    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
