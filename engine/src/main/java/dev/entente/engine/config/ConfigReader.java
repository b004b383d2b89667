package dev.entente.engine.config;

import dev.entente.connector.ConnectorKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the file. Connects to nothing. */
public final class ConfigReader {

    private static final long LARGEST = 4L << 20;

    private final List<ConnectorKind> kinds;
    private final Environment environment;

    /**
     * @param kinds the kinds of system that the file can name
     */
    public ConfigReader(List<ConnectorKind> kinds, Environment environment) {
        this.kinds = List.copyOf(kinds);
        this.environment = environment;
    }

    /** Reads a file; one that cannot be read is a problem like any other. */
    public Result<Config> read(Path file) {
        Problems problems = new Problems();
        Place start = new Place(file.toString(), 1, 1);
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
                problems.error(start, "The file is larger than 4 MB.", "Is it the right one?");
                return problems.bad();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return read(file.toString(), text);
        } catch (CharacterCodingException e) {
            problems.error(start, "The file is not in UTF-8.", "Save it in that encoding.");
        } catch (IOException e) {
            problems.error(
                    start,
                    Files.exists(file) ? "The file cannot be read." : "There is no such file.",
                    "Name one that is there, with its folder: it is sought from "
                            + Path.of("").toAbsolutePath()
                            + ".");
        }
        return problems.bad();
    }

    /**
     * Reads a text.
     *
     * @param name what messages call it; files that it names are sought beside it
     */
    public Result<Config> read(String name, String text) {
        Problems problems = new Problems();
        Node root = YamlTree.read(name, text, problems);
        Keys keys = root == null ? null : Keys.of(root, "The file", problems);
        if (keys == null) {
            return problems.bad();
        }
        Path folder = Path.of(name).toAbsolutePath().getParent();
        References references =
                new References(environment, folder == null ? Path.of("") : folder, problems);
        SystemsReader systems = new SystemsReader(kinds, references, problems);
        List<Config.SystemConfig> opened = systems.read(section(keys, "systems", problems));
        GuardReader guards = new GuardReader(problems);
        Brakes guard = guards.guard(keys.take("guard"), Brakes.DEFAULT);
        Duration keep = guards.keep(keys.take("journal"));
        EntityReader entities = new EntityReader(systems.declared(), guard, problems);
        List<EntityConfig> read = entities.read(section(keys, "entities", problems));
        keys.done();
        warnOfIdle(opened, read, problems);
        return problems.hasErrors()
                ? problems.bad()
                : problems.good(new Config(name, opened, read, guard, keep));
    }

    private static Node section(Keys keys, String name, Problems problems) {
        @Nullable Node node = keys.take(name);
        if (node == null || (node instanceof Node.Block block && block.entries().isEmpty())) {
            problems.error(
                    keys.place(),
                    "The file has no `" + name + "`.",
                    name.equals("systems")
                            ? "Write `systems:` and under it each by its name."
                            : "Write `entities:` and under it what is kept in agreement.");
        }
        return node == null ? new Node.Block(List.of(), keys.place()) : node;
    }

    private static void warnOfIdle(
            List<Config.SystemConfig> systems, List<EntityConfig> entities, Problems problems) {
        for (Config.SystemConfig system : systems) {
            boolean used =
                    entities.stream()
                            .flatMap(entity -> entity.at().stream())
                            .anyMatch(at -> at.system().text().equals(system.name()));
            if (!used && !problems.hasErrors()) {
                problems.warn(
                        system.place(),
                        "No entity is kept at " + system.name() + ".",
                        "Name it under `at:` of one, or take it out.");
            }
        }
    }
}
