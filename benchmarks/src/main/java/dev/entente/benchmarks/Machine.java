package dev.entente.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;

/** What the figures were taken on: they mean nothing without. */
record Machine(String text) {
    private static final int SYNCS = 200;

    /**
     * @param folder on the disk that the servers use
     */
    static Machine describe(Side side, Path folder) throws IOException, SQLException {
        return new Machine(
                "%d cores (%s), %s of memory, %s %s; an fsync takes %.2f ms here (median). JDK %s, PostgreSQL %s."
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                first("/proc/cpuinfo", "model name"),
                                memory(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                fsyncMillis(folder),
                                System.getProperty("java.version"),
                                side.ask("show server_version").getFirst()));
    }

    private static String memory() throws IOException {
        String kilobytes = first("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kilobytes.isEmpty()
                ? "an unknown amount"
                : String.format(Locale.ROOT, "%.0f GB", Long.parseLong(kilobytes) / 1e6);
    }

    /** The value of the first line that begins so; "unknown" where there is no such file. */
    private static String first(String file, String label) throws IOException {
        Path path = Path.of(file);
        return !Files.exists(path)
                ? "unknown"
                : Files.readAllLines(path).stream()
                        .filter(line -> line.startsWith(label))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown");
    }

    private static double fsyncMillis(Path folder) throws IOException {
        Path file = folder.resolve("fsync");
        long[] nanos = new long[SYNCS];
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            for (int i = 0; i < SYNCS; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(8192), 0);
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[SYNCS / 2] / 1e6;
    }
}
