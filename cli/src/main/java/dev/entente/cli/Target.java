package dev.entente.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sync a command means. */
final class Target {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The sync's file. Default: entente.yaml in this folder.")
    private @Nullable Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The sync's data folder. Default: .entente beside the file.")
    private @Nullable Path data;

    SyncFile sync() {
        return SyncFile.of(file, data);
    }
}
