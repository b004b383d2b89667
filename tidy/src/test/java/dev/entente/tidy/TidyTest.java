package dev.entente.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How the sources look, read from the files as they are written. */
class TidyTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 50;

    /** Where one method may be longer than most: a table, a switch over every case. */
    private static final int LONGEST_METHOD = 80;

    /** Files that read better whole, and why. */
    private static final Map<String, String> LONG_FILES =
            Map.of(
                    "connectors/postgres/src/test/java/dev/entente/postgres/TypesIT.java",
                    "every type of column, one after the other",
                    "connectors/postgres/src/test/java/dev/entente/postgres/WriteIT.java",
                    "every outcome of a write, one after the other",
                    "core/src/test/java/dev/entente/core/merge/MergeLaws.java",
                    "every policy under every law",
                    "core/src/test/java/dev/entente/core/step/RulesScenario.java",
                    "every rule, one after the other",
                    "testkit/src/main/java/dev/entente/testkit/ConnectorContract.java",
                    "a contract is read in one piece");

    /** Where anything at all may be caught, and why: the boundaries between one record and all. */
    private static final Map<String, String> CATCH_ALL =
            Map.of(
                    "engine/src/main/java/dev/entente/engine/Engine.java",
                    "what goes wrong beyond one record ends the run, and says so");

    private static final SourceTree TREE = SourceTree.ofThisCheckout();
    private static final Parsed MAIN = Parsed.of(TREE, TREE.mainJava());
    private static final Parsed ALL = Parsed.of(TREE, TREE.java());

    @Nested
    class Every_package {

        @Test
        void has_a_door_plate_that_says_in_and_out_and_never() {
            Set<Path> packages = new TreeSet<>();
            TREE.mainJava().forEach(file -> packages.add(file.resolveSibling("package-info.java")));
            assertThat(packages).isNotEmpty();
            assertThat(packages.stream().map(this::missing).filter(what -> !what.isEmpty()))
                    .isEmpty();
        }

        private String missing(Path plate) {
            if (!TREE.has(plate)) {
                return plate + ": there is none";
            }
            String text = TREE.text(plate);
            int end = Math.max(0, text.indexOf("*/"));
            String prose = text.substring(0, end);
            if (prose.lines().filter(line -> line.matches("\\s*\\*\\s+\\S.*")).count() < 3) {
                return plate + ": fewer than three lines of what the room is";
            }
            for (String word : List.of("In:", "Out:", "Never")) {
                if (!prose.contains(word)) {
                    return plate + ": does not say \"" + word + "\"";
                }
            }
            return text.contains("@NullMarked") ? "" : plate + ": is not @NullMarked";
        }
    }

    @Nested
    class Every_file {

        @Test
        void is_under_400_lines() {
            assertThat(
                            TREE.java().stream()
                                    .filter(file -> !LONG_FILES.containsKey(file.toString()))
                                    .filter(file -> TREE.text(file).lines().count() >= FILE_LINES))
                    .isEmpty();
        }

        @Test
        void has_no_mark_of_unfinished_work() {
            // Written in two halves so that this file does not find itself.
            Pattern marks = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
            assertThat(matches(TREE.endingIn(".java", ".md", ".xml", ".yaml", ".sql"), marks))
                    .isEmpty();
        }

        @Test
        void names_no_place_that_only_one_machine_has() {
            Pattern places =
                    Pattern.compile(
                            "(?<![\\w.])/(work|farm|root|home/\\w+)/"
                                    + "|https?://[a-z0-9.-]*(maven|npm|debian|nexus|artifactory)\\.");
            assertThat(
                            matches(
                                    TREE.endingIn(".java", ".md", ".yaml", ".sql", ".json").stream()
                                            .filter(file -> !file.endsWith("TidyTest.java"))
                                            .toList(),
                                    places))
                    .isEmpty();
        }

        @Test
        void skips_no_test_and_sleeps_nowhere() {
            Pattern lazy = Pattern.compile("@Dis" + "abled|Thread\\.sle" + "ep\\(");
            assertThat(
                            matches(
                                    TREE.java().stream()
                                            .filter(file -> !isTheRealHost(file))
                                            .toList(),
                                    lazy))
                    .isEmpty();
        }

        private boolean isTheRealHost(Path file) {
            return file.startsWith("connector/src/main")
                    && TREE.text(file).contains("implements Host");
        }
    }

    @Nested
    class Every_method {

        @Test
        void is_under_50_lines_but_for_one_in_a_hundred() {
            List<Parsed.Method> longestFirst =
                    MAIN.methods().stream()
                            .sorted(Comparator.comparingLong(Parsed.Method::lines).reversed())
                            .toList();
            int allowed = longestFirst.size() / 100;
            assertThat(
                            longestFirst.stream()
                                    .filter(method -> method.lines() >= METHOD_LINES)
                                    .skip(allowed))
                    .isEmpty();
            assertThat(ALL.methods().stream().filter(method -> method.lines() > LONGEST_METHOD))
                    .isEmpty();
        }
    }

    @Nested
    class Every_type {

        @Test
        void is_named_by_a_noun_that_says_something() {
            assertThat(
                            ALL.types().stream()
                                    .filter(type ->
                                            type.name().matches(".*(Utils?|Helper|Manager|Impl)")))
                    .isEmpty();
        }

        @Test
        void has_no_static_that_can_change() {
            assertThat(ALL.fields()).isEmpty();
        }
    }

    @Nested
    class A_broad_catch {

        @Test
        void stands_only_where_this_test_says_why() {
            Set<String> broad = Set.of("Exception", "Throwable", "RuntimeException", "Error");
            assertThat(
                            MAIN.catches().stream()
                                    .filter(caught -> broad.contains(lastName(caught.type())))
                                    .filter(caught ->
                                            !CATCH_ALL.containsKey(caught.at().file().toString())))
                    .isEmpty();
        }

        @Test
        void that_is_allowed_is_still_there() {
            assertThat(
                            Stream.concat(CATCH_ALL.keySet().stream(), LONG_FILES.keySet().stream())
                                    .filter(file -> !TREE.has(Path.of(file))))
                    .isEmpty();
        }

        private String lastName(String type) {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }

    @Nested
    class Every_document {
        private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)[^)]*\\)");

        @Test
        void links_to_what_is_there() {
            Set<String> broken = new TreeSet<>();
            for (Path document : TREE.endingIn(".md")) {
                Matcher links = LINK.matcher(withoutCode(TREE.text(document)));
                while (links.find()) {
                    if (!resolves(document, links.group(1))) {
                        broken.add(document + " -> " + links.group(1));
                    }
                }
            }
            assertThat(broken).isEmpty();
        }

        private boolean resolves(Path document, String link) {
            if (link.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
                return true;
            }
            int hash = link.indexOf('#');
            String path =
                    URLDecoder.decode(
                            hash < 0 ? link : link.substring(0, hash), StandardCharsets.UTF_8);
            Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
            if (!TREE.has(target)) {
                return false;
            }
            return hash < 0
                    || !target.toString().endsWith(".md")
                    || anchors(target).contains(link.substring(hash + 1));
        }

        /** The names of a document's headings, as its readers' web sites make them. */
        private Set<String> anchors(Path document) {
            Set<String> anchors = new TreeSet<>();
            withoutCode(TREE.text(document))
                    .lines()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT))
                    .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .forEach(anchors::add);
            return anchors;
        }

        private String withoutCode(String text) {
            return text.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
        }
    }

    private static List<String> matches(List<Path> files, Pattern pattern) {
        return files.stream()
                .flatMap(file ->
                        TREE.text(file)
                                .lines()
                                .filter(line -> pattern.matcher(line).find())
                                .map(line -> file + ": " + line.strip()))
                .toList();
    }
}
