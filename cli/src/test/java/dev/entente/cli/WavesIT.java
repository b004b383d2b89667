package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Many rows at once, with two real servers and the real command. */
class WavesIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    @Nested
    class A_wave_of_deletes {

        @Test
        void trips_the_brake_until_it_is_released(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "wave")) {
                shop.sql(
                        "a", "insert into wave select g, 'n', 1, 1 from generate_series(1, 100) g");
                shop.runToAgreement("--yes");
                shop.sql("a", "delete from wave where id > 50");
                shop.until(
                        "the brake is tripped",
                        () -> shop.entente("brakes", "list").out().contains("item"));
                assertThat(shop.rows("b").lines().count()).isGreaterThanOrEqualTo(90);
                assertThat(shop.entente("brakes", "release", "nobody").err())
                        .contains("There is no entity `nobody`");
                assertThat(shop.entente("brakes", "release", "--system", "c").err())
                        .contains("There is no system `c`");
                shop.entente("brakes", "release");
                shop.until("they are written", shop::isEqual);
                assertThat(shop.rows("b").lines()).hasSize(50);
            }
        }
    }

    @Nested
    class A_limit_of_one_kind {

        private static final String GUARD = "    guard: { deletes: 3, updates: 40 }\n";

        private static long countOf(Shop shop, String name) throws Exception {
            return Long.parseLong(
                    shop.ask("b", "select count(*) from kinds where name = '%s'".formatted(name)));
        }

        @Test
        void is_not_for_the_other_kinds_nor_for_the_other_way(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "kinds")) {
                shop.write(GUARD);
                shop.sql(
                        "a", "insert into kinds select g, 'n', 1, 1 from generate_series(1, 50) g");
                shop.runToAgreement("--yes");
                shop.sql("a", "update kinds set name = 'more than three' where id <= 20");
                shop.until("updates go on", () -> countOf(shop, "more than three") == 20);
                shop.sql("a", "delete from kinds where id > 47");
                shop.until("and so do a few deletes", shop::isEqual);
                assertThat(shop.entente("brakes", "list").err()).contains("No brake");

                shop.sql("a", "delete from kinds where id = 47");
                shop.until(
                        "one more is too much",
                        () -> shop.entente("brakes", "list").out().contains("deleted"));
                shop.sql("a", "update kinds set name = 'behind it' where id = 1");
                shop.sql("b", "update kinds set name = 'the other way' where id = 2");
                shop.until(
                        "what is done at b still arrives",
                        () -> shop.rows("a").contains("(2,\"the other way\""));
                assertThat(shop.rows("b")).contains("(47,").doesNotContain("behind it");
                shop.entente("brakes", "release", "item", "--system", "b");
                shop.until("all agree", shop::isEqual);
                assertThat(shop.rows("b")).doesNotContain("(47,").contains("behind it");
            }
        }

        @Test
        void counts_that_kind(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "counted")) {
                shop.write(GUARD);
                shop.sql(
                        "a",
                        "insert into counted select g, 'n', 1, 1 from generate_series(1, 50) g");
                shop.runToAgreement("--yes");
                shop.sql("a", "update counted set name = 'too many' where id <= 41");
                shop.until(
                        "the brake is tripped",
                        () -> shop.entente("brakes", "list").out().contains("changed"));
                assertThat(shop.rows("b")).doesNotContain("too many");
                shop.entente("brakes", "release");
                shop.until("they are written", shop::isEqual);
            }
        }
    }

    @Nested
    class A_table_that_is_emptied {

        @Test
        void trips_the_brake_and_nothing_is_deleted(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "emptied")) {
                shop.sql(
                        "a",
                        "insert into emptied select g, 'n', 1, 1 from generate_series(1, 5) g");
                shop.runToAgreement("--yes");
                shop.sql("a", "truncate emptied");
                shop.until(
                        "the brake is tripped",
                        () -> shop.entente("brakes", "list").out().contains("item"));
                shop.sql("a", "insert into emptied values (6, 'after', 1, 1)");
                assertThat(shop.rows("b").lines()).hasSize(5);
                shop.entente("brakes", "release");
                shop.until("they are written", shop::isEqual);
                assertThat(shop.rows("b").lines()).hasSize(1);
            }
        }
    }

    @Nested
    class What_one_transaction_changed {

        private String transactionsAtB(Shop shop, String table) throws Exception {
            return shop.ask("b", "select count(distinct xmin::text) from " + table);
        }

        @Test
        void is_one_transaction_there_too_if_it_is_not_huge(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "together")) {
                shop.runToAgreement("--yes");
                shop.sql(
                        "a",
                        "insert into together select g, 'n', 1, 1 from generate_series(1, 9000) g");
                shop.until("all arrived", shop::isEqual);
                assertThat(transactionsAtB(shop, "together")).isEqualTo("1");
                shop.sql("a", "update together set stock = 2");
                shop.until("all arrived", shop::isEqual);
                assertThat(transactionsAtB(shop, "together")).isEqualTo("1");
            }
        }

        @Test
        void is_cut_where_it_is_huge(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "huge")) {
                shop.runToAgreement("--yes");
                shop.sql(
                        "a",
                        "insert into huge select g, 'n', 1, 1 from generate_series(1, 12000) g");
                shop.until("all arrived", shop::isEqual);
                assertThat(transactionsAtB(shop, "huge")).isNotEqualTo("1");
            }
        }

        @Test
        void goes_without_the_row_that_is_refused_and_the_journal_says_so(@TempDir Path own)
                throws Exception {
            try (Shop shop = SHOPS.open(own, "split")) {
                shop.sql("b", "alter table split add constraint fair check (price < 100)");
                shop.runToAgreement("--yes");
                shop.sql(
                        "a",
                        "insert into split select g, 'n', g, 1 from generate_series(91, 100) g");
                shop.until(
                        "the others arrived",
                        () -> shop.ask("b", "select count(*) from split").equals("9"));
                shop.until(
                        "it is told",
                        () ->
                                shop.entente("explain", "item", "100")
                                        .out()
                                        .contains("split off from the rest"));
            }
        }
    }
}
