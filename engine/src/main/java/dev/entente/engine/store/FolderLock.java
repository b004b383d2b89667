package dev.entente.engine.store;

import dev.entente.connector.Halt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a data folder: a file that the operating system locks for as long as this process
 * lives, and in which stands who that is.
 */
final class FolderLock implements AutoCloseable {

    private static final String NAME = "lock";

    /** Far behind the text, because on some systems what is locked cannot be read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks the folder.
     *
     * @throws Halt where somebody else has it, and who
     */
    static FolderLock take(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!locks(channel)) {
                String owner = ownerIn(file);
                channel.close();
                throw taken(folder, owner);
            }
            write(channel);
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new Halt(
                    "The data folder " + folder + " cannot be locked, so nothing was started: " + e,
                    e);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static void write(FileChannel channel) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String started =
                self.info().startInstant().map(Object::toString).orElse("at an unknown time");
        String command = System.getProperty("sun.java.command", "unknown");
        String text = "pid " + self.pid() + "\nstarted " + started + "\ncommand " + command + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(false);
    }

    private static String ownerIn(Path file) throws IOException {
        String owner = Files.readString(file).lines().collect(Collectors.joining(", "));
        return owner.isEmpty() ? "it has not said which" : owner;
    }

    private static Halt taken(Path folder, String owner) {
        return new Halt(
                "Another Entente works with the data folder "
                        + folder
                        + " ("
                        + owner
                        + "). Two at once would undo each other's work, so this one did not start."
                        + " Stop the other one first, or give this one a folder of its own.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Halt("The lock of the data folder cannot be released: " + e, e);
        }
    }
}
