package dev.entente.engine.store;

import dev.entente.connector.Halt;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder on disk, and what Java's own library leaves to be done by hand. */
record Folder(Path path) {

    /** Makes it, where it is missing, for its owner alone. */
    void make() {
        if (Files.isDirectory(path)) {
            return;
        }
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        path,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(path);
            }
        } catch (IOException e) {
            throw new Halt("The data folder " + path + " cannot be made: " + e, e);
        }
    }

    /**
     * Makes the names in it durable. Where a folder cannot be opened (Windows) names are durable
     * without it.
     */
    void force() {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    /** All bytes of the files in it. Files may come and go meanwhile: one that is gone has none. */
    long bytes() {
        return bytes(path.toFile());
    }

    private static long bytes(File file) {
        File[] inside = file.listFiles();
        if (inside == null) {
            return file.length();
        }
        long sum = 0;
        for (File each : inside) {
            sum += bytes(each);
        }
        return sum;
    }

    /** Deletes it and everything in it. */
    void delete() throws IOException {
        delete(path.toFile());
    }

    private static void delete(File file) throws IOException {
        File[] inside = file.listFiles();
        if (inside != null && !Files.isSymbolicLink(file.toPath())) {
            for (File each : inside) {
                delete(each);
            }
        }
        Files.deleteIfExists(file.toPath());
    }
}
