package dev.entente.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes certificates with the JDK's own tool, as PEM files below a folder. */
final class Authority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;

    /** Files of a certificate and of its key, which is for the owner's eyes alone. */
    record Certified(Path certificate, Path key) {}

    Authority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("store.p12");
    }

    /** One that vouches for itself, and for others. */
    Certified root(String name) {
        return made(name, "-ext", "bc:c", "-ext", "san=dns:localhost");
    }

    /**
     * @param days how long ago it began to be valid, and for how long it is
     */
    Certified issued(String signer, String name, String host, int ago, int days) {
        return made(
                name,
                "-signer",
                signer,
                "-ext",
                "san=dns:" + host,
                "-startdate",
                "-" + ago + "d",
                "-validity",
                Integer.toString(days));
    }

    private Certified made(String name, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD,
                                "-alias",
                                name,
                                "-dname",
                                "CN=" + name,
                                "-keyalg",
                                "EC"));
        words.addAll(List.of(more));
        try {
            Process tool = new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key key = keys.getKey(name, PASSWORD.toCharArray());
            return new Certified(
                    pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded()),
                    pem(name + ".key", "PRIVATE KEY", key.getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path pem(String file, String what, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Path path =
                Files.writeString(
                        folder.resolve(file),
                        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        return path;
    }
}
