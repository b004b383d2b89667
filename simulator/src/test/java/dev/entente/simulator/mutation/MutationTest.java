package dev.entente.simulator.mutation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever defence is taken out, the histories turn red. {@code -Dentente.document=true} writes the
 * figures into {@code docs/simulation.md}.
 */
class MutationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCUMENT = ROOT.resolve("docs/simulation.md");
    private static final String BEGIN = "<!-- mutants: begin -->\n";
    private static final String END = "<!-- mutants: end -->";

    @TempDir private Path folder;

    @Test
    void every_mutant_is_of_code_that_is_there() {
        for (Mutant mutant : Mutants.ALL) {
            assertThat(mutant.text(ROOT)).isNotEmpty();
        }
    }

    @Test
    void the_document_names_every_one() throws IOException {
        String table = table(Files.readString(DOCUMENT));
        for (Mutant mutant : Mutants.ALL) {
            assertThat(table).contains("| " + mutant.rule() + " | " + mutant.without() + " |");
        }
        assertThat(table.lines().count()).isEqualTo(Mutants.ALL.size() + 2);
    }

    @Test
    void those_that_are_not_found_are_among_them() {
        assertThat(Mutants.ALL).extracting(Mutant::without).containsAll(Mutants.NOT_FOUND);
    }

    @Test
    @Tag("full")
    void each_is_found() throws IOException {
        boolean document = Boolean.getBoolean("entente.document");
        Map<Mutant, Trial.Verdict> verdicts =
                Mutants.ALL.parallelStream()
                        .filter(mutant -> document || !Mutants.NOT_FOUND.contains(mutant.without()))
                        .collect(
                                Collectors.toConcurrentMap(
                                        Function.identity(),
                                        mutant -> Trial.of(mutant, ROOT, folder(mutant))));
        if (document) {
            write(verdicts);
        }
        List<String> survivors =
                verdicts.entrySet().stream()
                        .filter(verdict -> !verdict.getValue().isRed())
                        .map(verdict -> verdict.getKey().without())
                        .toList();
        assertThat(Mutants.NOT_FOUND).containsAll(survivors);
    }

    private Path folder(Mutant mutant) {
        return folder.resolve("m" + Mutants.ALL.indexOf(mutant));
    }

    private static String table(String document) {
        return document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));
    }

    private static void write(Map<Mutant, Trial.Verdict> verdicts) throws IOException {
        StringBuilder table =
                new StringBuilder(
                                "| for | without | seeds tried, of | shown by | what the first red one says |\n")
                        .append("|---|---|---:|---|---|\n");
        for (Mutant mutant : Mutants.ALL) {
            Trial.Verdict verdict = requireNonNull(verdicts.get(mutant));
            table.append(
                    "| %s | %s | %,d, %s | %s | %s |%n"
                            .formatted(
                                    mutant.rule(),
                                    mutant.without(),
                                    verdict.seeds(),
                                    mutant.hunt().word(),
                                    shownBy(verdict),
                                    verdict.why() == null ? "" : shown(verdict.why())));
        }
        String document = Files.readString(DOCUMENT);
        Files.writeString(
                DOCUMENT, document.replace(BEGIN + table(document) + END, BEGIN + table + END));
    }

    private static String shownBy(Trial.Verdict verdict) {
        if (!verdict.isRed()) {
            return "**nothing yet**";
        }
        return verdict.test().isEmpty() ? "the last of them" : verdict.test();
    }

    private static String shown(String why) {
        String start = why.length() > 90 ? why.substring(0, 90) + "…" : why;
        return start.replace("|", "\\|").replace("<", "&lt;");
    }
}
