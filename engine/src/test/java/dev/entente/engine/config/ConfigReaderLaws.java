package dev.entente.engine.config;

import static dev.entente.engine.config.Tables.system;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a file, reading and binding it gives a value or problems with their places.
 */
class ConfigReaderLaws {

    private static final int SEEDS = 3000;

    private static final List<String> PIECES =
            List.of(
                    ":",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    "\n",
                    "  ",
                    "'",
                    "\"",
                    "${",
                    "}",
                    "|",
                    ">",
                    "-",
                    "no",
                    "null",
                    "1",
                    "-1",
                    "99999999999999999999",
                    "%",
                    "&a",
                    "*a",
                    "!!x",
                    "#",
                    "from",
                    "to",
                    "text",
                    "list",
                    "set",
                    "key: x",
                    "of: text",
                    "\t",
                    "\u0000",
                    "\uFFFF",
                    "\uD83D",
                    "values: { 1: a }",
                    "format: qqq",
                    "zone: X",
                    "part: 3",
                    "split: \"|\"",
                    "path: a.b",
                    "join: x",
                    "scale: 0",
                    "digits: 3",
                    "json");

    private static final ConfigReader READER =
            new ConfigReader(List.of(Tables.POSTGRES), name -> "the value of " + name);

    private static final List<String> FILES = Samples.all();

    @Test
    void nothing_that_stands_in_a_file_is_more_than_a_problem() {
        Long only = Long.getLong("seed");
        long first = only == null ? 1 : only;
        long last = only == null ? Integer.getInteger("seeds", SEEDS) : only;
        for (long seed = first; seed <= last; seed++) {
            String file = mutated(new Random(seed));
            try {
                holds(file);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError("-Dseed=" + seed + " breaks it:\n" + file, e);
            }
        }
    }

    private static void holds(String file) {
        Result<Config> result = READER.read("fuzz.yaml", file);
        if (result instanceof Result.Good<Config>(Config config, List<Problem> _)) {
            List<SystemBinding> systems =
                    config.systems().stream()
                            .map(one -> system(one.name(), ManualTest.tables(one.name())))
                            .toList();
            told(Binder.bind(config, systems), file);
        }
        told(result, file);
    }

    private static void told(Result<?> result, String file) {
        long lines = file.chars().filter(c -> c == '\n').count() + 2;
        boolean isBad = result instanceof Result.Bad<?>;
        assertThat(result.problems().stream().anyMatch(Problem::isError)).isEqualTo(isBad);
        for (Problem problem : result.problems()) {
            assertThat(problem.line()).isBetween(1, (int) lines);
            assertThat(problem.column()).isPositive();
            assertThat(problem.what()).endsWith(".");
        }
    }

    /** A sample with something put in, taken out or doubled, one to four times. */
    private static String mutated(Random random) {
        StringBuilder file = new StringBuilder(FILES.get(random.nextInt(FILES.size())));
        for (int times = random.nextInt(1, 5); times > 0; times--) {
            int at = random.nextInt(file.length());
            int end = Math.min(file.length(), at + random.nextInt(1, 20));
            switch (random.nextInt(4)) {
                case 0 -> file.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> file.delete(at, Math.min(end, file.length() - 1));
                case 2 -> file.insert(at, file.substring(at, end));
                default -> file.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return file.toString();
    }
}
