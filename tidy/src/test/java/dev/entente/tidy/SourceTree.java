package dev.entente.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The checkout as a person sees it: every file but what builds and runs leave behind. */
record SourceTree(Path root, List<Path> files) {
    private static final Set<String> SKIPPED = Set.of(".git", "target", ".entente", ".idea");

    /** The checkout that the tests run in. */
    static SourceTree ofThisCheckout() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve(".mvn"))) {
            Path parent = root.getParent();
            if (parent == null) {
                throw new IllegalStateException("not run inside a checkout of Entente");
            }
            root = parent;
        }
        return new SourceTree(root, filesUnder(root));
    }

    private static List<Path> filesUnder(Path root) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return SKIPPED.contains(String.valueOf(folder.getFileName()))
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            files.add(root.relativize(file));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    List<Path> endingIn(String... endings) {
        return files.stream()
                .filter(file ->
                        List.of(endings).stream()
                                .anyMatch(ending -> file.toString().endsWith(ending)))
                .toList();
    }

    List<Path> java() {
        return endingIn(".java");
    }

    List<Path> mainJava() {
        return java().stream().filter(file -> ("/" + file).contains("/src/main/")).toList();
    }

    String text(Path file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    boolean has(Path file) {
        return Files.exists(root.resolve(file));
    }
}
