package dev.entente.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real server, one for all tests of a run; each test has a database of its own. */
public final class PostgresServer implements ParameterResolver, AfterEachCallback {
    private static final Namespace HERE = Namespace.create(PostgresServer.class);

    /** The running server. */
    record Running(EmbeddedPostgres server, AtomicInteger databases) implements AutoCloseable {
        static Running start() {
            try {
                return new Running(
                        EmbeddedPostgres.builder()
                                .setServerConfig("wal_level", "logical")
                                .setServerConfig("synchronous_commit", "on")
                                .setServerConfig("fsync", "off")
                                .setServerConfig("max_replication_slots", "40")
                                .setServerConfig("max_wal_senders", "20")
                                .setServerConfig("max_connections", "100")
                                .start(),
                        new AtomicInteger());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Database resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running =
                context.getRoot()
                        .getStore(HERE)
                        .computeIfAbsent("server", _ -> Running.start(), Running.class);
        Database database =
                Database.create(
                        running.server().getPort(), "t" + running.databases().incrementAndGet());
        context.getStore(HERE).put(parameter.getIndex(), database);
        return database;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (int i = 0; i < 3; i++) {
            Database database = context.getStore(HERE).remove(i, Database.class);
            if (database != null) {
                database.drop();
            }
        }
    }
}
