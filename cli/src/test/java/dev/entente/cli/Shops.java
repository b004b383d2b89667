package dev.entente.cli;

import dev.entente.portallab.PortalLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Two real servers, the same for all tests of a run; each test opens a {@link Shop} of its own. */
final class Shops implements BeforeAllCallback {
    private static final Namespace HERE = Namespace.create(Shops.class);
    private static final String COLUMNS =
            "id bigint primary key, name text, price numeric(9,2), stock integer";

    private @Nullable Running running;

    /** The servers, and the folder they live in. */
    private record Running(PortalLab servers, Path folder) implements AutoCloseable {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory("entente-it-");
                return new Running(PortalLab.start(folder), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            servers.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running =
                context.getRoot()
                        .getStore(HERE)
                        .computeIfAbsent("servers", _ -> Running.start(), Running.class);
    }

    /** One with a table of items. */
    Shop open(Path folder, String table) throws Exception {
        return open(folder, table, COLUMNS);
    }

    Shop open(Path folder, String table, String columns) throws Exception {
        return new Shop(Objects.requireNonNull(running).servers(), folder, table, columns);
    }
}
