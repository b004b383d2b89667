package dev.entente.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file of a sync, and the folder that goes with it.
 *
 * @param path may not exist: then whoever reads it says so
 */
record SyncFile(Path path, Path data) {

    static final String DEFAULT_NAME = "entente.yaml";
    static final String DATA_NAME = ".entente";

    /**
     * A running sync is found by its folder alone.
     *
     * @param file null for the one of the usual name in the current folder
     * @param data null for the folder of the usual name beside the file
     */
    static SyncFile of(@Nullable Path file, @Nullable Path data) {
        Path path = file;
        if (path == null) {
            path = Path.of(DEFAULT_NAME);
            if (!Files.exists(path) && data == null) {
                throw new Failure(
                        Exit.USAGE,
                        "There is no "
                                + DEFAULT_NAME
                                + " in this folder. Name the file, or go to where it is.");
            }
        }
        Path folder =
                data != null ? data : path.toAbsolutePath().resolveSibling(DATA_NAME).normalize();
        return new SyncFile(path, folder);
    }
}
