package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A field that a person decides about, with two real servers and the real command. */
class QuestionIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    private static Recording resolve(Shop shop, String key, String... more) {
        List<String> words =
                new java.util.ArrayList<>(List.of("conflicts", "resolve", "item", key));
        words.addAll(List.of(more));
        return shop.entente(words.toArray(String[]::new));
    }

    /** The name of record 1 is edited at both ends while nothing runs; then something does. */
    private static Child asked(Shop shop, String table) throws Exception {
        shop.write("    conflicts: { name: ask }\n");
        shop.sql("a", "insert into %s values (1, 'one', 1, 1), (2, 'two', 2, 2)".formatted(table));
        assertThat(shop.runToAgreement().terminate()).isEqualTo(Exit.OK);
        shop.sql("a", "update %s set name = 'uno' where id = 1".formatted(table));
        shop.sql("b", "update %s set name = 'eins' where id = 1".formatted(table));
        Child run = shop.run();
        shop.until("it runs again", () -> run.demandAlive() && run.says("running"));
        shop.until(
                "it is asked",
                () -> shop.entente("conflicts", "list").out().contains("name since"));
        assertThat(shop.rows("a")).contains("uno");
        assertThat(shop.rows("b")).contains("eins");
        return run;
    }

    private static void isRefused(Recording told, String... words) {
        assertThat(told.exit()).as(told.err()).isEqualTo(Exit.UNKNOWN);
        assertThat(told.err()).contains(words).doesNotContain("Exception", "Settled");
        assertThat(told.out()).isEmpty();
    }

    /** Whatever is not asked, or is no answer: nothing is settled by it. */
    private static void nothingElseIsSettled(Shop shop) {
        isRefused(
                resolve(shop, "2", "--field", "name", "--value", "zwei"),
                "Nothing is asked about `name` of this record",
                "Change it at one of its systems");
        isRefused(
                resolve(shop, "1", "--field", "price", "--value", "3"),
                "Nothing is asked about `price`");
        isRefused(resolve(shop, "2", "--take", "keep"), "Nothing is asked about this record.");
        isRefused(resolve(shop, "1", "--take", "keep"), "Say which field", "`name`");
        isRefused(
                resolve(shop, "1", "--field", "nam", "--value", "x"),
                "no field `nam`",
                "`name`, `price`");
        isRefused(
                resolve(shop, "1", "--field", "name", "--take", "c"),
                "There is no system `c`",
                "`a`, `b`");
        isRefused(resolve(shop, "3", "--field", "name", "--value", "x"), "No item is known by `3`");
        assertThat(resolve(shop, "1", "--field", "name", "--take", "a", "--value", "x").exit())
                .isEqualTo(Exit.USAGE);
        assertThat(shop.entente("conflicts", "list").out()).hasLineCount(1);
    }

    @Nested
    class While_a_sync_runs {

        @Test
        void a_value_goes_to_all_systems_and_nothing_else_is_settled(@TempDir Path own)
                throws Exception {
            try (Shop shop = SHOPS.open(own, "spoken")) {
                asked(shop, "spoken");
                nothingElseIsSettled(shop);
                Recording told = resolve(shop, "1", "--field", "name", "--value", "O'Neill; --");
                assertThat(told.exit()).isEqualTo(Exit.OK);
                assertThat(told.err()).contains("the systems get it now");
                shop.until("all agree", shop::isEqual);
                assertThat(shop.rows("b")).contains("(1,\"O'Neill; --\",1.00,1)");
                isRefused(
                        resolve(shop, "1", "--field", "name", "--value", "again"),
                        "Nothing is asked");
                assertThat(shop.entente("conflicts", "list").err()).contains("Nothing waits");
                assertThat(shop.entente("explain", "item", "1").out())
                        .contains("eins", "uno", System.getProperty("user.name"));
            }
        }
    }

    @Nested
    class While_nothing_runs {

        @Test
        void a_value_goes_to_all_systems_with_the_next_run(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "written")) {
                assertThat(asked(shop, "written").terminate()).isEqualTo(Exit.OK);
                nothingElseIsSettled(shop);
                Recording told = resolve(shop, "1", "--field", "name", "--value", "un");
                assertThat(told.exit()).isEqualTo(Exit.OK);
                assertThat(told.err()).contains("with the next run").doesNotContain("now");
                assertThat(shop.rows("a")).contains("uno");
                assertThat(shop.entente("conflicts", "list").err()).contains("Nothing waits");
                shop.runToAgreement();
                assertThat(shop.rows("a")).contains("(1,un,1.00,1)");
            }
        }

        @Test
        void no_system_need_be_there_to_be_asked_about(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "absent")) {
                assertThat(asked(shop, "absent").terminate()).isEqualTo(Exit.OK);
                String file = Files.readString(shop.file());
                Files.delete(own.resolve("a.secret"));
                Files.writeString(shop.file(), file.replaceAll("localhost:\\d+", "localhost:1"));
                assertThat(shop.entente("status").out()).contains("on disk");
                assertThat(shop.entente("explain", "item", "1").out()).contains("eins", "uno");
                assertThat(shop.entente("conflicts", "list").out()).contains("name since");
                Recording told = resolve(shop, "1", "--field", "name", "--value", "ein");
                assertThat(told.exit()).as(told.err()).isEqualTo(Exit.OK);
                Recording run = shop.entente("run", "--yes");
                assertThat(run.exit()).as(run.err()).isEqualTo(Exit.FILE);
            }
        }
    }
}
