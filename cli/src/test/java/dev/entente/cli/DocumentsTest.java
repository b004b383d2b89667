package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.SystemHost;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and manual show is what there is. */
class DocumentsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."));
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
    private static final Pattern EXIT = Pattern.compile("(?m)^\\| (\\d+) \\|");

    /** What a sample leaves out, as the first sample of the manual has it. */
    private static final String SYSTEMS =
            """
            systems:
              shop:
                connector: postgres
                url: jdbc:postgresql://localhost:5432/shop
                user: entente
                password: ${SHOP_PASSWORD}
              warehouse:
                connector: postgres
                url: jdbc:postgresql://localhost:5433/warehouse
                user: entente
                password: ${WAREHOUSE_PASSWORD}
            """;

    private static final String ENTITIES =
            """
            entities:
              customer:
                at: { shop: { table: customer }, warehouse: { table: customer } }
            """;

    private static String text(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }

    static Stream<String> samples() throws IOException {
        return Stream.of("README.md", "docs/configuration.md")
                .flatMap(document -> {
                    try {
                        return YAML.matcher(text(document)).results().map(found -> found.group(1));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_of_the_file_is_in_order(String sample, @TempDir Path folder) throws Exception {
        String systems = sample.contains("systems:") ? "" : SYSTEMS;
        String entities = sample.contains("entities:") ? "" : ENTITIES;
        Path file = folder.resolve("entente.yaml");
        Files.writeString(file, systems + entities + sample);
        Recording line = Recording.plain();
        new Assembly(line.terminal(), _ -> "given", new SystemHost()).config(file);
        assertThat(line.err()).isEmpty();
    }

    /** {@code entente run [FILE] [--yes]}, as words. */
    static Stream<String> synopses() throws IOException {
        return text("docs/cli.md")
                .lines()
                .filter(line -> line.startsWith("entente ") && !line.contains("COMMAND"));
    }

    @ParameterizedTest
    @MethodSource("synopses")
    void a_synopsis_names_options_that_there_are(String synopsis) {
        List<String> words = new ArrayList<>(List.of(synopsis.split(" ")));
        words.removeFirst();
        List<String> command =
                new ArrayList<>(words.stream().takeWhile(DocumentsTest::isName).toList());
        command.add("--help");
        Recording line = Recording.plain();
        assertThat(line.run(command.toArray(String[]::new))).isEqualTo(Exit.OK);
        Set<String> named = new TreeSet<>();
        OPTION.matcher(synopsis).results().map(MatchResult::group).forEach(named::add);
        named.add("--help");
        assertThat(line.out()).contains(named);
    }

    private static boolean isName(String word) {
        return word.matches("[a-z]+");
    }

    @Test
    void the_table_of_exit_codes_has_every_code() throws IOException {
        List<String> codes =
                EXIT.matcher(text("docs/cli.md")).results().map(found -> found.group(1)).toList();
        List<String> ours =
                Arrays.stream(Exit.class.getDeclaredFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .filter(field -> field.getType() == int.class)
                        .map(DocumentsTest::code)
                        .toList();
        assertThat(codes).containsAll(ours);
    }

    private static String code(Field field) {
        try {
            return String.valueOf(field.getInt(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
