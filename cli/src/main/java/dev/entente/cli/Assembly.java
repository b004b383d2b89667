package dev.entente.cli;

import dev.entente.connector.Catalog;
import dev.entente.connector.Connector;
import dev.entente.connector.ConnectorKind;
import dev.entente.connector.Halt;
import dev.entente.connector.Host;
import dev.entente.connector.SystemHost;
import dev.entente.connector.Unavailable;
import dev.entente.engine.config.Binder;
import dev.entente.engine.config.Config;
import dev.entente.engine.config.ConfigReader;
import dev.entente.engine.config.Environment;
import dev.entente.engine.config.Problem;
import dev.entente.engine.config.Result;
import dev.entente.engine.config.Sync;
import dev.entente.engine.config.SystemBinding;
import dev.entente.engine.store.Catalogs;
import dev.entente.engine.store.Nonces;
import dev.entente.engine.store.RocksStore;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Store;
import dev.entente.postgres.PostgresKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts together: what a file names, and the store beside it. */
final class Assembly {

    /** So often the data folder is tried while another process holds it, four times a second. */
    private static final int MOST_ATTEMPTS = 8;

    /**
     * Holds the master key of the data folder, in hexadecimal digits, where it shall not lie in the
     * folder.
     */
    private static final String KEY_VARIABLE = "ENTENTE_KEY";

    private static final List<ConnectorKind> KINDS = List.of(new PostgresKind());

    private final Terminal terminal;
    private final Environment environment;
    private final Host host;

    Assembly(Terminal terminal, Environment environment, Host host) {
        this.terminal = terminal;
        this.environment = environment;
        this.host = host;
    }

    Host host() {
        return host;
    }

    /** The same for one who reaches no system: a secret that is not at hand is not missed. */
    Assembly offline() {
        return new Assembly(terminal, new Placeholders(environment), host);
    }

    /** What is there, else a word that fits anywhere. */
    private record Placeholders(Environment real) implements Environment {
        private static final String WORD = "offline";

        @Override
        public String variable(String name) {
            String value = real.variable(name);
            return value == null || value.isEmpty() ? WORD : value;
        }

        @Override
        public String content(Path file) throws IOException {
            return Files.exists(file) ? real.content(file) : WORD;
        }
    }

    /** Reads the file; whatever is wrong with it is said, all at once. */
    Config config(Path file) {
        return accept(new ConfigReader(KINDS, environment).read(file));
    }

    /** Opens every system and looks what is there. */
    Systems systems(Config config) {
        Systems systems = new Systems();
        for (Config.SystemConfig system : config.systems()) {
            Connector connector = system.kind().open(system.settings(), host);
            systems.opened.add(connector);
            try {
                systems.bindings.add(SystemBinding.of(system.name(), connector));
            } catch (Halt | Unavailable e) {
                systems.failures.add(system.place() + ": " + e.getMessage());
            }
        }
        return systems;
    }

    /**
     * Everything that a run, or a desk, works with. A data folder that is there comes first: it is
     * the lock. One that is not is made last: where a system cannot be used nothing is left behind.
     */
    Opened open(SyncFile file) {
        Config config = config(file.path());
        Memory memory = Files.exists(file.data()) ? memory(file.data()) : null;
        Systems systems = null;
        boolean open = false;
        try {
            systems = systems(config);
            Sync sync = bind(config, systems);
            if (memory == null) {
                memory = memory(file.data());
            }
            Opened opened = new Opened(sync, memory.store(), memory.seals(), systems);
            open = true;
            return opened;
        } finally {
            if (!open) {
                if (systems != null) {
                    systems.close();
                }
                if (memory != null) {
                    memory.store().close();
                }
            }
        }
    }

    /**
     * What a desk works with while nothing runs: the systems as they looked when something last
     * did, so that none of them need be reached. Where that is not known, or the file fits it no
     * more, they are asked.
     */
    Opened openToAsk(SyncFile file) {
        Memory memory = memory(file.data());
        Opened known = null;
        try {
            known = offline().asLastSeen(file, memory);
        } finally {
            if (known == null) {
                memory.store().close();
            }
        }
        return known == null ? open(file) : known;
    }

    private @Nullable Opened asLastSeen(SyncFile file, Memory memory) {
        Config config = config(file.path());
        Systems systems = new Systems();
        for (Config.SystemConfig system : config.systems()) {
            Catalog catalog = Catalogs.find(memory.store(), system.name());
            if (catalog != null) {
                Connector connector = system.kind().open(system.settings(), host);
                systems.opened.add(connector);
                systems.bindings.add(
                        new SystemBinding(
                                system.name(), connector, catalog, connector.abilities()));
            }
        }
        if (systems.bindings.size() == config.systems().size()
                && Binder.bind(config, systems.bindings) instanceof Result.Good<Sync> good) {
            return new Opened(good.value(), memory.store(), memory.seals(), systems);
        }
        systems.close();
        return null;
    }

    /** What a sync remembers, opened. */
    private record Memory(Store store, Seals seals) {}

    private Memory memory(Path folder) {
        byte[] key = key();
        Store store = store(folder);
        try {
            return new Memory(store, Seals.open(folder, key, store, Nonces.secure()));
        } catch (Halt e) {
            store.close();
            throw new Failure(Exit.DATA, Complaints.words(e), e);
        }
    }

    Sync bind(Config config, Systems systems) {
        systems.failures().forEach(terminal::complain);
        if (!systems.failures().isEmpty()) {
            throw new Failure(
                    Exit.SYSTEM,
                    "%d of %s cannot be used."
                            .formatted(
                                    systems.failures().size(),
                                    Figure.plural(config.systems().size(), "system", "systems")));
        }
        return accept(Binder.bind(config, systems.bindings));
    }

    private <T> T accept(Result<T> result) {
        return accept(result, true);
    }

    /**
     * What came of reading or binding; what is wrong is said.
     *
     * @param warns whether what is doubtful is said, too
     */
    <T> T accept(Result<T> result, boolean warns) {
        for (Problem problem : result.problems()) {
            if (problem.isError()) {
                terminal.complain(problem.text());
            } else if (warns) {
                terminal.warn(problem.text());
            }
        }
        return switch (result) {
            case Result.Good<T> good -> good.value();
            case Result.Bad<T> bad ->
                    throw new Failure(
                            Exit.FILE,
                            Figure.plural(
                                            bad.problems().stream()
                                                    .filter(Problem::isError)
                                                    .count(),
                                            "mistake",
                                            "mistakes")
                                    + " in the file.");
        };
    }

    /** A short command may be reading it just now: it is let finish. */
    private static Store store(Path folder) {
        for (int attempt = 1; ; attempt++) {
            try {
                make(folder);
                return RocksStore.open(folder);
            } catch (Halt e) {
                if (attempt == MOST_ATTEMPTS || !pauses()) {
                    throw new Failure(Exit.DATA, Complaints.words(e), e);
                }
            } catch (IOException e) {
                throw new Failure(
                        Exit.DATA,
                        "The data folder " + folder + " cannot be made: " + e.getMessage(),
                        e);
            }
        }
    }

    private static boolean pauses() {
        try {
            new SystemHost().sleep(Duration.ofMillis(250));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** For its owner's eyes alone, where the file system knows such a thing. */
    private static void make(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private byte @Nullable [] key() {
        String text = environment.variable(KEY_VARIABLE);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            byte[] key = HexFormat.of().parseHex(text);
            if (key.length == 32) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Said below: what it holds must not be shown.
        }
        throw new Failure(
                Exit.DATA,
                KEY_VARIABLE + " must hold 64 hexadecimal digits, as of `openssl rand -hex 32`.");
    }

    /** The systems of a file, opened. */
    static final class Systems implements AutoCloseable {
        private final List<Connector> opened = new ArrayList<>();
        private final List<SystemBinding> bindings = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        List<SystemBinding> bindings() {
            return bindings;
        }

        /** What keeps which of them from being used. */
        List<String> failures() {
            return failures;
        }

        @Override
        public void close() {
            opened.forEach(Connector::close);
        }
    }
}
