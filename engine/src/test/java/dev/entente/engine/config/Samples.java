package dev.entente.engine.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files and pieces of files that the manual shows. */
final class Samples {

    private static final Path DOCS = docs();
    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\\n(.*?)```");
    private static final Pattern MAPPING = Pattern.compile("(?m)^\\| `(\\{ from:.*?)` \\|");
    private static final Pattern TYPE = Pattern.compile("(?m)^\\| `(\\{ type:.*?)` \\|");

    static final String SYSTEMS =
            """
            systems:
              shop: { connector: postgres, url: "jdbc:postgresql://h/a", user: u }
              warehouse: { connector: postgres, url: "jdbc:postgresql://h/b", user: u }
              lab: { connector: postgres, url: "jdbc:postgresql://h/c", user: u }
            """;

    private static final String CUSTOMER =
            """
            entities:
              customer:
                at: { shop: { table: customer }, warehouse: { table: customer } }
            """;

    private Samples() {}

    private static Path docs() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("not run inside a checkout");
            }
            folder = parent;
        }
        return folder.resolve("docs");
    }

    static String text(String document) {
        try {
            return Files.readString(DOCS.resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every sample of the manual, as a whole file. */
    static List<String> all() {
        List<String> files = new ArrayList<>(blocks());
        String manual = text("configuration.md");
        each(MAPPING, manual, mapping -> files.add(mapped(mapping)));
        each(
                TYPE,
                manual,
                type ->
                        files.add(
                                SYSTEMS
                                        + "entities: { e: { fields: { f: "
                                        + type
                                        + " }, at: { shop: { table: t } } } }\n"));
        return files;
    }

    private static void each(
            Pattern pattern, String text, java.util.function.Consumer<String> taker) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            taker.accept(matcher.group(1));
        }
    }

    private static String mapped(String mapping) {
        return SYSTEMS
                + "entities: { e: { fields: { f: text }, at: { shop: { table: t, fields: { f: "
                + mapping
                + " } } } } }\n";
    }

    /** The larger samples, as whole files. */
    static List<String> blocks() {
        List<String> files = new ArrayList<>();
        each(
                BLOCK,
                text("configuration.md"),
                block -> {
                    String systems = block.contains("systems:") ? "" : SYSTEMS;
                    String entities = block.contains("entities:") ? "" : CUSTOMER;
                    files.add(systems + entities + block);
                });
        return files;
    }
}
