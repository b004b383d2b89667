package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What nobody shall read, and what happens without the key. */
class SecretsIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    private static final String CANARY = "canary-4d1f9b";
    private static final String OTHER_KEY = "c0ffee".repeat(11).substring(0, 64);

    @Nested
    class A_master_key {

        @Test
        void that_is_another_one_starts_nothing_and_is_said(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "sealed")) {
                shop.sql("a", "insert into sealed values (1, 'one', 1, 1)");
                assertThat(shop.runToAgreement().terminate()).isEqualTo(Exit.OK);
                shop.sql("a", "update sealed set name = 'two'");
                Path key = shop.data().resolve("key");
                final String right = Files.readString(key).strip();
                Files.writeString(key, OTHER_KEY + "\n");

                isRefused(shop.run(), "was begun with", key.toString(), "nothing was started");
                assertThat(shop.entente("status").exit()).isEqualTo(Exit.DATA);
                isRefused(
                        shop.run(Map.of("ENTENTE_KEY", OTHER_KEY)),
                        "was begun with (it comes from ENTENTE_KEY)",
                        "Bring back the key");
                isRefused(
                        shop.run(Map.of("ENTENTE_KEY", CANARY)),
                        "ENTENTE_KEY must hold 64 hexadecimal digits");
                assertThat(shop.rows("b")).isEqualTo("(1,one,1.00,1)");

                Child last = shop.run(Map.of("ENTENTE_KEY", right));
                shop.until("it arrived", () -> last.demandAlive() && shop.isEqual());
                assertThat(shop.rows("b")).isEqualTo("(1,two,1.00,1)");
            }
        }

        private static void isRefused(Child child, String... words) throws Exception {
            assertThat(child.waitFor(Shop.PATIENCE)).as(child.said()).isEqualTo(Exit.DATA);
            assertThat(child.said()).contains(words).doesNotContain("\tat ", OTHER_KEY, CANARY);
        }
    }

    @Nested
    class A_password {

        @Test
        void is_in_nothing_that_a_run_leaves_behind(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "guarded")) {
                try (Connection owner = shop.server("b").connectAsOwner();
                        Statement sql = owner.createStatement()) {
                    sql.execute("create role keeper login superuser password '" + CANARY + "'");
                }
                replace(
                        shop,
                        "user: lab\n    password: ${file:b.secret}",
                        "user: keeper\n    password: ${KEEPER_PASSWORD}");
                shop.sql("a", "insert into guarded values (1, 'a name', 1, 1)");
                Map<String, String> environment =
                        Map.of("KEEPER_PASSWORD", CANARY, "ENTENTE_KEY", OTHER_KEY);
                Child run = shop.run(environment, "--verbose");
                shop.until("it arrived", () -> run.demandAlive() && shop.isEqual());
                assertThat(run.terminate()).isEqualTo(Exit.OK);

                assertThat(Search.filesWith(own, "a name"))
                        .as("where a search finds things")
                        .isNotEmpty();
                assertThat(Search.filesWith(own, CANARY)).isEmpty();
                assertThat(Search.filesWith(own, OTHER_KEY)).isEmpty();
                assertThat(shop.data().resolve("key")).doesNotExist();

                Child without = shop.run("--verbose");
                assertThat(without.waitFor(Shop.PATIENCE)).isEqualTo(Exit.FILE);
                assertThat(without.said()).contains("KEEPER_PASSWORD is not set");
                Files.writeString(own.resolve("keeper.secret"), CANARY);
                replace(shop, "${KEEPER_PASSWORD}", "${file:keeper.secret}");
            }
        }

        @Test
        void is_in_no_message_about_what_is_wrong_with_it(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "blurted")) {
                String file = Files.readString(shop.file());
                String host = shop.server("b").url().replace("jdbc:postgresql://", "");
                Files.writeString(own.resolve("b.secret"), CANARY);
                for (String url :
                        List.of(
                                "jdbc:postgresql://lab:" + CANARY + "@" + host,
                                "jdbc:postgresql://lab:" + CANARY + "/x@" + host,
                                "jdbc:postgresql://lab:x?" + CANARY + "@" + host,
                                "jdbc:postgresql://lab:x#" + CANARY + "@" + host,
                                "jdbc:postgresql://" + CANARY + "@" + host,
                                "postgres://lab:" + CANARY + "@" + host,
                                "jdbc:postgresql://" + host + "?password=" + CANARY,
                                "jdbc:postgresql://" + host + "?sslpassword=" + CANARY)) {
                    Files.writeString(
                            shop.file(), file.replace(shop.server("b").url(), "'" + url + "'"));
                    isSaid(shop, Exit.FILE, "shop.yaml:10:10");
                }
                Files.writeString(shop.file(), file.replace("${file:b.secret}", CANARY));
                isSaid(shop, Exit.FILE, "shop.yaml:12:15: The password of b stands in the file");
                Files.writeString(shop.file(), file.replace(host, "localhost:1/lab"));
                isSaid(shop, Exit.SYSTEM, "System `b` at localhost:1 cannot be reached");
                Files.writeString(shop.file(), file);
                isSaid(shop, Exit.SYSTEM, "does not accept the password of the user `lab`");
                Files.writeString(own.resolve("b.secret"), "lab");
            }
        }

        /** With the trace of whatever was thrown. */
        private static void isSaid(Shop shop, int exit, String words) {
            Recording check = shop.entente("check", "--verbose");
            assertThat(check.exit()).as(check.err()).isEqualTo(exit);
            assertThat(check.err() + check.out()).contains(words, "    at ").doesNotContain(CANARY);
        }

        private static void replace(Shop shop, String what, String by) throws IOException {
            String file = Files.readString(shop.file());
            assertThat(file).contains(what);
            Files.writeString(shop.file(), file.replace(what, by));
        }
    }
}
