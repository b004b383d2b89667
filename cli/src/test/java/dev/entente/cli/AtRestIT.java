package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is told while nothing runs, to the data folder itself; and the next run. */
class AtRestIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    @Nested
    class A_first_meeting {

        @Test
        void that_is_approved_is_written_by_the_next_run(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "allowed")) {
                shop.sql("a", "insert into allowed values (1, 'first named', 1, 1)");
                shop.sql("b", "insert into allowed values (1, 'other', 1, 1)");
                Child run = shop.run();
                shop.until("it waits", () -> run.demandAlive() && run.says("entente approve"));
                assertThat(run.terminate()).isEqualTo(Exit.OK);

                Recording approve = shop.entente("approve");
                assertThat(approve.exit()).isEqualTo(Exit.OK);
                assertThat(approve.err()).contains("item", "Writing begins with the next run.");
                assertThat(shop.rows("b")).contains("other");
                Recording again = shop.entente("approve");
                assertThat(again.exit()).isEqualTo(Exit.OK);
                assertThat(again.err()).contains("nothing to approve");

                Child next = shop.runToAgreement();
                assertThat(shop.rows("b")).contains("first named");
                assertThat(next.says("Nothing is written yet")).isFalse();
            }
        }

        @Test
        void of_which_nothing_was_read_cannot_be_approved(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "unread")) {
                Files.createDirectories(shop.data());
                Recording approve = shop.entente("approve");
                assertThat(approve.exit()).isEqualTo(Exit.UNKNOWN);
                assertThat(approve.err())
                        .contains("Not everything that is there has been read", "start a run")
                        .doesNotContain("Exception");
            }
        }
    }

    @Nested
    class A_brake {

        @Test
        void that_is_released_lets_the_next_run_write(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "eased")) {
                shop.write("    guard: { deletes: 1 }\n");
                shop.sql("a", "insert into eased select g, 'n', 1, 1 from generate_series(1, 5) g");
                Child run = shop.runToAgreement("--yes");
                shop.sql("a", "delete from eased where id > 2");
                shop.until(
                        "the brake is tripped",
                        () -> shop.entente("brakes", "list").out().contains("item"));
                assertThat(run.terminate()).isEqualTo(Exit.OK);
                assertThat(shop.entente("brakes", "list").out()).contains("item", "deleted");

                Recording release = shop.entente("brakes", "release");
                assertThat(release.exit()).isEqualTo(Exit.OK);
                assertThat(release.err()).contains("with the next run").doesNotContain("now");
                assertThat(shop.rows("b").lines()).hasSize(5);
                assertThat(shop.entente("brakes", "release").exit()).isEqualTo(Exit.UNKNOWN);

                shop.runToAgreement();
                assertThat(shop.rows("b").lines()).hasSize(2);
            }
        }
    }
}
