package dev.entente.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks through files byte by byte, as a thief would. */
final class Search {
    private Search() {}

    /** The files below a folder that hold these words; those that a secret is given in are left. */
    static List<Path> filesWith(Path folder, String words) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".secret"))
                    .filter(file -> holds(file, words))
                    .toList();
        }
    }

    private static boolean holds(Path file, String words) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
