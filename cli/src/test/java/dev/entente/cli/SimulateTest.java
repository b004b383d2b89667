package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.simulator.Plan;
import dev.entente.simulator.Verdict;
import dev.entente.simulator.check.Breach;
import dev.entente.simulator.check.Invariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateTest {
    private static final String FILE =
            """
            systems:
              shop:
                connector: postgres
                url: jdbc:postgresql://localhost:1/shop
                user: entente
                password: ${NOBODY_HAS_THIS}
              warehouse:
                connector: postgres
                url: jdbc:postgresql://localhost:1/warehouse
                user: entente
                password: ${NOBODY_HAS_THIS}
            entities:
              kit:
                match: [article]
                fields: { article: text, stock: integer, label: text }
                at: { shop: { table: kits }, warehouse: { table: supplies } }
            """;

    private final Recording line = Recording.plain();

    @TempDir private Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), text).toString();
    }

    @Nested
    class A_file_that_is_played_offline {

        @Test
        void is_reported_as_json_and_as_a_page() throws IOException {
            Path page = folder.resolve("report.html");
            int exit =
                    line.run(
                            "simulate",
                            file(FILE),
                            "--offline",
                            "--seeds",
                            "1",
                            "--json",
                            "--html",
                            page.toString());
            assertThat(exit).isEqualTo(Exit.OK);
            JsonNode report = JsonMapper.shared().readTree(line.out());
            assertThat(report.get("seeds").asInt()).isEqualTo(1);
            assertThat(report.get("broken").size()).isZero();
            JsonNode risk = report.get("risks").get(0);
            assertThat(risk.get("field").asString()).isEqualTo("stock");
            assertThat(risk.get("harm").asString()).isEqualTo("high");
            assertThat(risk.get("per10000").asInt()).isPositive();
            assertThat(risk.get("advice").asString()).contains("counter");
            assertThat(Files.readString(page))
                    .startsWith("<!doctype html>")
                    .contains(
                            "<svg",
                            "<code>stock</code> of kit",
                            "Nothing that must hold was broken")
                    .doesNotContain("http", "<script", "<link");
        }

        @Test
        void is_refused_where_the_file_does_not_say_enough() throws IOException {
            String silent =
                    FILE.replace("    match: [article]\n", "")
                            .replace(
                                    "    fields: { article: text, stock: integer, label: text }\n",
                                    "");
            assertThat(line.run("simulate", file(silent), "--offline")).isEqualTo(Exit.FILE);
            assertThat(line.err())
                    .contains("shop.yaml:13:", "The fields of kit", "Declare them under `fields:`");
        }

        @Test
        void exits_with_another_code_where_it_is_risky_and_that_is_asked_for() throws IOException {
            String[] words = {"simulate", file(FILE), "--offline", "--seeds", "1", "--strict"};
            assertThat(line.run(words)).isEqualTo(Exit.FOUND);
            assertThat(line.out()).contains("Conflicts", "kit stock", "high", "in 10,000");
            assertThat(line.err()).contains("Nothing that must hold was broken.");
        }
    }

    @Nested
    class Our_own_worlds {

        @Test
        void are_in_order() {
            assertThat(line.run("simulate", "--seed", "17")).isEqualTo(Exit.OK);
            assertThat(line.err()).contains("1 seed", "nothing that must hold was broken.");
            assertThat(line.out()).isEmpty();
        }

        @Test
        void that_are_not_are_said_with_the_line_that_shows_them_again() {
            OwnWorlds worlds =
                    new OwnWorlds(line.terminal(), Plan::drawn, SimulateTest::brokenFrom18);
            OwnWorlds.Outcome outcome;
            try (Progress progress = new Progress(line.terminal(), "simulating", "seeds", 2)) {
                outcome = worlds.run(Seeds.count(17, 2), progress);
            }
            worlds.tell(outcome, false);
            assertThat(line.err())
                    .contains("error: seed 18 breaks I6: it is lost")
                    .contains("To see it again: entente simulate --seed 18")
                    .contains("0 edits at each of 1 systems, 1 orders, 0 seconds")
                    .contains("  the story");
        }

        @Test
        void are_told_of_when_they_are_broken_off(@TempDir Path folder) throws Exception {
            List<String> words = List.of("simulate", "--hours", "1", "--json");
            try (Child child = Child.start(folder, words)) {
                child.awaitWords(" seeds", Duration.ofSeconds(60));
                assertThat(child.terminate()).as(child.said()).isEqualTo(143);
                assertThat(child.said()).contains("Broken off", "nothing that must hold");
                assertThat(child.answered()).containsPattern("\"seeds\" ?: ?[1-9]");
            }
        }

        @Test
        void have_no_page() {
            assertThat(line.run("simulate", "--html", "report.html")).isEqualTo(Exit.USAGE);
            assertThat(line.err()).contains("name the file");
        }
    }

    private static Verdict brokenFrom18(long seed, Plan plan) {
        Breach breach = new Breach(Invariant.I6, "it is lost", "the story");
        return new Verdict(seed, plan, 1_000_000, 0, 0, seed < 18 ? null : breach);
    }
}
