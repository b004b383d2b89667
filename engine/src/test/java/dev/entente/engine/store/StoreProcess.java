package dev.entente.engine.store;

import dev.entente.connector.Halt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that works with a data folder, for what one process cannot show: two at
 * once, one that is killed, one that may write no more.
 */
final class StoreProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private StoreProcess(Process process) {
        this.process = process;
        this.out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Opens the store, says so, and keeps it until it is told to end. */
    static StoreProcess holding(Path folder) throws IOException {
        return start("", "hold", folder);
    }

    /**
     * Commits one batch after the other and says the number of each, until it is refused; then says
     * why.
     *
     * @param limit a shell's command that is to run before
     */
    static StoreProcess committing(String limit, Path folder) throws IOException {
        return start(limit, "commit", folder);
    }

    private static StoreProcess start(String limit, String what, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", limit + " exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(StoreProcess.class.getName(), what, folder.toString()));
        return new StoreProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** The next line it says, or null at its end. */
    @org.jspecify.annotations.Nullable String line() throws IOException {
        return out.readLine();
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        out.close();
        process.destroyForcibly().onExit().join();
    }

    /** A batch of two spaces, numbered, of about 4,000 bytes. */
    static StoreBatch numbered(long number) {
        byte[] key = Layout.audit(number);
        StoreBatch batch = new StoreBatch();
        byte[] value = new byte[4_000];
        new java.util.SplittableRandom(number).nextBytes(value);
        batch.put(Space.LINKS, key, value);
        batch.put(Space.KEYS, key.clone(), new byte[0]);
        return batch;
    }

    public static void main(String... args) throws IOException {
        try (Store store = RocksStore.open(Path.of(args[1]))) {
            System.out.println("open");
            if (args[0].equals("hold")) {
                int ended = System.in.read();
                System.out.println("ended " + ended);
                return;
            }
            for (long number = 0; ; number++) {
                store.commit(numbered(number));
                System.out.println(number);
            }
        } catch (Halt halt) {
            System.out.println(halt.getMessage());
        }
    }
}
