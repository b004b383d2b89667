package dev.entente.portallab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The two databases, running, with their tables and nothing in them. */
public final class PortalLab implements AutoCloseable {

    private final Path folder;
    private final Server portal;
    private final Server lab;

    private PortalLab(Path folder, Server portal, Server lab) {
        this.folder = folder;
        this.portal = portal;
        this.lab = lab;
    }

    /** Starts both servers. All that they write is below {@code folder}. */
    public static PortalLab start(Path folder) {
        Path binaries = folder.resolve("bin");
        Server portal = Server.start(Site.PORTAL, binaries, folder.resolve("portal"), "portal.sql");
        boolean isWhole = false;
        try {
            Server lab = Server.start(Site.LAB, binaries, folder.resolve("lab"), "lab.sql");
            isWhole = true;
            return new PortalLab(folder, portal, lab);
        } finally {
            if (!isWhole) {
                portal.close();
            }
        }
    }

    public Server at(Site site) {
        return site == Site.PORTAL ? portal : lab;
    }

    /** Writes the file that tells Entente how the two belong together; where it is. */
    public Path writeFile() {
        try (InputStream file = PortalLab.class.getResourceAsStream("entente.yaml")) {
            if (file == null) {
                throw new IllegalStateException("entente.yaml is missing from the program");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Path target = folder.resolve("entente.yaml");
            Files.writeString(
                    target,
                    text.replace("localhost:5432/portal", "localhost:" + portal.port() + "/portal")
                            .replace("localhost:5432/lab", "localhost:" + lab.port() + "/lab"));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("entente.yaml could not be written to " + folder, e);
        }
    }

    /** What the file takes from the environment. */
    public Map<String, String> environment() {
        return Map.of("PORTAL_PASSWORD", portal.password(), "LAB_PASSWORD", lab.password());
    }

    @Override
    public void close() {
        try (portal;
                lab) {
            // Both are stopped, whatever becomes of the first.
        }
    }
}
