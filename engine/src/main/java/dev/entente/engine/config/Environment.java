package dev.entente.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where secrets come from. A function of a variable's name is one. */
@FunctionalInterface
public interface Environment {

    /** The value of {@code ${NAME}}, or null where there is none. */
    @Nullable String variable(String name);

    /** The content of {@code ${file:PATH}}. */
    default String content(Path file) throws IOException {
        return Files.readString(file);
    }
}
