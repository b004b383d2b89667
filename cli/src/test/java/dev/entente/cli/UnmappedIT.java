package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Columns that the mapping does not name, at two real servers. */
class UnmappedIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    private static final String COLUMNS =
            "id bigint primary key, name text, is_admin boolean not null default false, note text";

    @Test
    void are_neither_kept_nor_passed_on_nor_written(@TempDir Path own) throws Exception {
        try (Shop shop = SHOPS.open(own, "members", COLUMNS)) {
            shop.write("    fields: { id: integer, name: text }\n");
            shop.sql("a", "insert into members values (1, 'visible-one', true, 'canary-made')");
            shop.sql("b", "insert into members values (2, 'visible-two', true, 'canary-met')");
            Child run = shop.run("--yes");
            shop.until(
                    "each is at both ends",
                    () ->
                            run.demandAlive()
                                    && shop.rows("a").lines().count() == 2
                                    && shop.rows("b").lines().count() == 2);
            assertThat(shop.rows("a"))
                    .isEqualTo("(1,visible-one,t,canary-made)\n(2,visible-two,f,)");
            assertThat(shop.rows("b"))
                    .isEqualTo("(1,visible-one,f,)\n(2,visible-two,t,canary-met)");

            String untouched = version(shop);
            shop.sql("a", "update members set is_admin = true, note = 'canary-edit'");
            shop.sql("a", "insert into members values (3, 'later', true, 'canary-late')");
            shop.until("what came later arrived", () -> shop.rows("b").contains("(3,later,f,)"));
            assertThat(version(shop)).isEqualTo(untouched);

            shop.sql("b", "update members set is_admin = true where id = 1");
            shop.sql("a", "update members set name = 'visible-uno' where id = 1");
            shop.until("the name arrived", () -> shop.rows("b").contains("visible-uno"));
            assertThat(shop.rows("b")).startsWith("(1,visible-uno,t,)\n");
            assertThat(shop.entente("explain", "item", "1", "--json").out())
                    .contains("visible-uno")
                    .doesNotContain("admin", "note", "canary");

            assertThat(run.terminate()).isEqualTo(Exit.OK);
            assertThat(Search.filesWith(shop.data(), "visible-")).as("what is kept").isNotEmpty();
            assertThat(Search.filesWith(shop.data(), "canary-")).isEmpty();
        }
    }

    /** Who wrote the rows last, as the server numbers it. */
    private static String version(Shop shop) throws Exception {
        return shop.ask(
                "b", "select string_agg(xmin::text, ' ' order by id) from members where id < 3");
    }
}
