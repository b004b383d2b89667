package dev.entente.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * RocksDB's native library, unpacked once for all runs. RocksDB itself unpacks it anew for each
 * process, which takes time and leaves the file behind when a process is killed.
 */
final class RocksLibrary {

    private RocksLibrary() {}

    /** Loads it, if it is not loaded yet. */
    static void load() {
        Path folder = unpacked();
        if (folder == null || !loads(folder)) {
            RocksDB.loadLibrary();
        }
    }

    /** Not where the folder's disk runs no code. */
    private static boolean loads(Path folder) {
        try {
            RocksDB.loadLibrary(List.of(folder.toString()));
            return true;
        } catch (UnsatisfiedLinkError notThere) {
            return false;
        }
    }

    /** The folder where it is, or null where it cannot be kept: then RocksDB does as it does. */
    private static @Nullable Path unpacked() {
        String name = Environment.getJniLibraryFileName("rocksdb");
        URL url = RocksDB.class.getClassLoader().getResource(name);
        if (url == null) {
            return null;
        }
        try {
            if (!(url.openConnection() instanceof JarURLConnection connection)) {
                return null;
            }
            connection.setUseCaches(false);
            JarEntry entry = connection.getJarEntry();
            Path folder = caches().resolve("entente").resolve(folderName(entry));
            // RocksDB looks in folders for another name than in its jar.
            Path library = folder.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
            if (!Files.exists(library) || Files.size(library) != entry.getSize()) {
                unpack(connection, folder, library);
            }
            return folder;
        } catch (IOException noCache) {
            return null;
        }
    }

    private static String folderName(JarEntry entry) {
        return "rocksdb-%08x".formatted(entry.getCrc());
    }

    private static Path caches() {
        String given = System.getenv("XDG_CACHE_HOME");
        return given == null || given.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(given);
    }

    /** Under another name first: whoever finds the file finds all of it. */
    private static void unpack(JarURLConnection connection, Path folder, Path library)
            throws IOException {
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, "unpacking", null);
        try (InputStream in = connection.getInputStream()) {
            Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
