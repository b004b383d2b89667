package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file, or what it says of its tables, that is another than it was, with two real servers. */
class RedeclaredIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    private static void atBoth(Shop shop, String statement) throws Exception {
        shop.sql("a", statement);
        shop.sql("b", statement);
    }

    private static void stop(Child run) throws Exception {
        assertThat(run.terminate()).isEqualTo(Exit.OK);
    }

    private static void isHalted(Shop shop, String... words) throws Exception {
        Child halted = shop.run();
        assertThat(halted.waitFor(Shop.PATIENCE)).isEqualTo(Exit.HALTED);
        assertThat(halted.said()).contains(words).contains("Nothing was read or written", "--yes");
    }

    @Test
    void a_column_that_both_have_got_is_taken_over(@TempDir Path own) throws Exception {
        try (Shop shop = SHOPS.open(own, "wider")) {
            shop.sql(
                    "a", "insert into wider select g, 'n' || g, g, g from generate_series(1, 4) g");
            stop(shop.runToAgreement("--yes"));
            atBoth(shop, "alter table wider add column weight integer");
            shop.sql("a", "update wider set weight = 10 where id = 1");
            shop.sql("b", "update wider set weight = 20 where id = 1");
            shop.sql("b", "update wider set weight = 7, name = 'edited' where id = 2");
            shop.sql("b", "delete from wider where id = 3");
            isHalted(shop, "`weight` of `item` is new", "a, b is read anew");
            assertThat(shop.rows("a")).contains("(1,n1,1.00,1,10)", "(2,n2,2.00,2,)");

            Child run = shop.runToAgreement("--yes");
            shop.until("what is gone is gone", () -> shop.rows("a").lines().count() == 3);
            shop.until("both ends agree", shop::isEqual);
            assertThat(shop.rows("a"))
                    .contains("(1,n1,1.00,1,10)", "(2,edited,2.00,2,7)", "(4,n4,4.00,4,)");
            assertThat(shop.entente("explain", "item", "1").out()).contains("weight", "20");
            shop.sql("b", "update wider set weight = 44 where id = 4");
            shop.until("life goes on", () -> shop.rows("a").contains("(4,n4,4.00,4,44)"));
            stop(run);

            atBoth(shop, "alter table wider drop column weight");
            isHalted(shop, "`weight` of `item` is gone");
            Child narrow = shop.runToAgreement("--yes");
            shop.sql("b", "update wider set name = 'narrow' where id = 4");
            shop.until("life goes on", () -> shop.rows("a").contains("(4,narrow,4.00,4)"));
            stop(narrow);
            stop(shop.runToAgreement());
        }
    }

    @Test
    void what_happened_to_an_entity_while_the_file_was_without_it_counts(@TempDir Path own)
            throws Exception {
        try (Shop shop = SHOPS.open(own, "stays")) {
            atBoth(shop, "create table leaves (id bigint primary key, name text)");
            shop.sql("a", "insert into leaves values (1, 'one'), (2, 'two')");
            String without = Files.readString(shop.file());
            String more = "  leaf:\n    at: { a: { table: leaves }, b: { table: leaves } }\n";
            isAdded(shop, more);
            Child both = shop.run("--yes");
            shop.until("it is linked", () -> has(shop, "b", "two"));
            stop(both);
            Files.writeString(shop.file(), without);
            stop(shop.runToAgreement());
            shop.sql("b", "update leaves set name = 'uno' where id = 1");

            isAdded(shop, more);
            isHalted(shop, "`leaf` is back");
            Child again = shop.run("--yes");
            shop.until("it is told", () -> has(shop, "a", "uno"));
            assertThat(shop.entente("explain", "leaf", "1").out()).contains("“one”", "uno");
            stop(again);
        }
    }

    private static void isAdded(Shop shop, String more) throws Exception {
        Files.writeString(shop.file(), more, StandardOpenOption.APPEND);
    }

    private static boolean has(Shop shop, String system, String name) throws Exception {
        return shop.ask(system, "select count(*) from leaves where name = '" + name + "'")
                .equals("1");
    }
}
