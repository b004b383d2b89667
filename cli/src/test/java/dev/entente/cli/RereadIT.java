package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A system whose log cannot be followed any more, with two real servers and the real command. */
class RereadIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    @Test
    void what_happened_while_the_log_was_lost_counts(@TempDir Path own) throws Exception {
        try (Shop shop = SHOPS.open(own, "lost")) {
            shop.sql("a", "insert into lost select g, 'n' || g, g, g from generate_series(1, 5) g");
            stop(shop.runToAgreement("--yes"));
            shop.sql("b", "select pg_drop_replication_slot('entente_lost')");
            shop.sql("b", "update lost set name = 'edited' where id = 1");
            shop.sql("b", "delete from lost where id = 2");
            shop.sql("b", "insert into lost values (6, 'new', 6, 6)");
            shop.sql("a", "update lost set price = 3.33 where id = 3");
            Child halted = shop.run();
            assertThat(halted.waitFor(Shop.PATIENCE)).isEqualTo(Exit.HALTED);
            assertThat(halted.said()).contains("it is gone", "entente reread b");

            Recording told = shop.entente("reread", "b");
            assertThat(told.err()).contains("The next run reads all of b anew");
            shop.runToAgreement();
            shop.until("what is gone is gone", () -> shop.rows("a").lines().count() == 5);
            shop.until("both ends agree", shop::isEqual);
            assertThat(shop.rows("a"))
                    .contains("(1,edited,1.00,1)", "(3,n3,3.33,3)", "(6,new,6.00,6)")
                    .doesNotContain("(2,");
            assertThat(shop.entente("explain", "item", "1").out()).contains("n1", "edited");
        }
    }

    @Test
    void what_a_backup_brings_back_does_not(@TempDir Path own) throws Exception {
        try (Shop shop = SHOPS.open(own, "kept")) {
            shop.sql("a", "insert into kept select g, 'n' || g, g, g from generate_series(1, 5) g");
            Child run = shop.runToAgreement("--yes");
            shop.sql("b", "create table backup as select * from kept");
            shop.sql("a", "update kept set name = 'since' where id = 1");
            shop.sql("b", "update kept set price = 2.22 where id = 2");
            shop.sql("a", "delete from kept where id = 3");
            shop.sql("b", "insert into kept values (6, 'new', 6, 6)");
            shop.until(
                    "all of it arrived",
                    () -> shop.isEqual() && shop.rows("a").contains("(6,") && !has(shop, "(3,"));
            stop(run);
            final String before = shop.rows("a");
            shop.sql("b", "select pg_drop_replication_slot('entente_kept')");
            shop.sql("b", "delete from kept");
            shop.sql("b", "insert into kept select * from backup");

            assertThat(shop.entente("reread", "b", "--restored").err()).contains("up to date");
            shop.run();
            shop.until("it is up to date", () -> shop.rows("b").equals(before));
            assertThat(shop.rows("a")).isEqualTo(before);
            assertThat(shop.entente("explain", "item", "1").out())
                    .contains("b was restored from a backup, so “since” stays");
            shop.sql("b", "update kept set name = 'after' where id = 1");
            shop.until("life goes on", () -> has(shop, "(1,after,"));
        }
    }

    @Test
    void is_refused_while_a_sync_runs_and_for_what_the_file_does_not_name(@TempDir Path own)
            throws Exception {
        try (Shop shop = SHOPS.open(own, "busy")) {
            Child run = shop.runToAgreement();
            assertThat(shop.entente("reread", "b").err()).contains("stop it first");
            assertThat(run.isAlive()).isTrue();
            stop(run);
            assertThat(shop.entente("reread", "c").err()).contains("no system `c`", "`a`, `b`");
        }
    }

    private static boolean has(Shop shop, String row) throws Exception {
        return shop.rows("a").contains(row);
    }

    private static void stop(Child run) throws Exception {
        assertThat(run.terminate()).isEqualTo(Exit.OK);
    }
}
