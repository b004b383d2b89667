package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Values that somebody made to do harm, between two real servers. */
class HostileIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    @Nested
    class Numbers_and_json {

        private static final String COLUMNS =
                "id bigint primary key, price numeric, rate float8, stock numeric, extra json";

        private static void insert(Shop shop, int id, String values) throws Exception {
            shop.sql("a", "insert into odd values (%d, %s)".formatted(id, values));
        }

        @Test
        void are_exact_or_parked_and_everything_else_goes_on(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "odd", COLUMNS)) {
                shop.write("    conflicts: { stock: counter }\n");
                insert(shop, 1, "1, 1, 1, '[]'");
                insert(shop, 2, "'NaN', 'Infinity', 1, '[]'");
                insert(shop, 3, "repeat('1234567890', 40)::numeric, '-Infinity', 1, '[1e999999]'");
                Child run = shop.runToAgreement("--yes");
                insert(shop, 4, "1, 1, 1, '[1e99999999999]'");
                insert(shop, 5, "1, 1, 1, (repeat('[', 300) || repeat(']', 300))::json");
                insert(shop, 6, "1, 1, 1, '{\"a\":1,\"a\":2}'");
                insert(shop, 7, "1, 1, 1, '\"\\u0000\"'");
                insert(shop, 8, "1, 1, 1, '\"\\ud800\"'");
                insert(shop, 9, "1, 1, 'NaN', '[]'");
                insert(shop, 10, "1, 1, 1, ('[' || repeat('9', 1000000) || ']')::json");
                insert(shop, 11, "11, 1, 1, '[]'");
                shop.until(
                        "all that can go arrived",
                        () ->
                                run.demandAlive()
                                        && shop.ask(
                                                        "b",
                                                        "select string_agg(id::text, ' ' order by"
                                                                + " id) from odd")
                                                .equals("1 2 3 4 5 6 10 11"));
                String same =
                        "select md5(string_agg(t::text, ',' order by id)) from odd t where id in";
                for (String ids : new String[] {"(1, 2)", "(4, 5)", "(10, 11)"}) {
                    assertThat(shop.ask("b", same + ids)).isEqualTo(shop.ask("a", same + ids));
                }
                assertThat(shop.ask("b", "select price from odd where id = 3"))
                        .isEqualTo("1234567890".repeat(40));
                assertThat(shop.ask("b", "select extra->'a' from odd where id = 6")).isEqualTo("2");
                shop.until(
                        "three are parked",
                        () -> shop.entente("parked", "list").out().lines().count() >= 3);
                assertThat(shop.entente("parked", "list").out())
                        .contains("a character NUL", "a lone surrogate")
                        .contains("`stock` at a cannot be counted: \"NaN\" is not a number");

                shop.sql("a", "update odd set stock = 9 where id = 9");
                shop.sql("b", "update odd set price = 55 where id = 5");
                shop.until(
                        "both arrived",
                        () ->
                                run.demandAlive()
                                        && shop.rows("b").contains("(9,1,1,9,[])")
                                        && shop.rows("a").contains("(5,55,"));
            }
        }

        @Test
        void that_a_person_answers_with_are_refused(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "answer", "id bigint primary key, price numeric")) {
                shop.write("    conflicts: { price: ask }\n");
                shop.sql("a", "insert into answer values (1, 1)");
                assertThat(shop.runToAgreement().terminate()).isEqualTo(Exit.OK);
                shop.sql("a", "update answer set price = 2");
                shop.sql("b", "update answer set price = 3");
                Child run = shop.run();
                shop.until(
                        "it is asked",
                        () ->
                                run.demandAlive()
                                        && shop.entente("conflicts", "list")
                                                .out()
                                                .contains("price since"));
                for (String value : new String[] {"1e2000000000", "1e-2000000000", "NaN"}) {
                    Recording told = resolve(shop, value);
                    assertThat(told.exit()).isEqualTo(Exit.UNKNOWN);
                    assertThat(told.err())
                            .contains("`" + value + "` is no value that `price` can have.");
                }
                assertThat(resolve(shop, "1e5").exit()).isEqualTo(Exit.OK);
                shop.until("both agree", () -> run.demandAlive() && shop.isEqual());
                assertThat(shop.rows("a")).isEqualTo("(1,100000)");
            }
        }

        private static Recording resolve(Shop shop, String value) {
            return shop.entente(
                    "conflicts", "resolve", "item", "1", "--field", "price", "--value", value);
        }
    }

    @Nested
    class Texts {

        /** Moves, hides, forges a line, asks for a look-up. */
        private static final String HARM =
                "x\n2026-01-01 ERROR forged\r\u001b[2J\u001b[8m\u009b2K\u202e${jndi:ldap://localhost:";

        @Test
        void do_nothing_at_the_terminal_or_in_the_log(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "loud");
                    ServerSocket ldap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                String harm = HARM + ldap.getLocalPort() + "/a}";
                shop.sql(
                        "b",
                        "create function loud() returns trigger language plpgsql as $$ begin if"
                                + " new.id = 2 then raise 'not %', new.name; end if; return new;"
                                + " end $$");
                shop.sql(
                        "b",
                        "create trigger loud before insert on loud for each row execute function"
                                + " loud()");
                Child run = shop.runToAgreement("--verbose");
                shop.sql("a", "insert into loud values (1, '" + harm + "', 1, 1)");
                shop.sql("a", "insert into loud values (2, '" + harm + "', 1, 1)");
                shop.until("it arrived", () -> shop.rows("b").startsWith("(1,"));
                assertThat(shop.ask("b", "select name from loud where id = 1")).isEqualTo(harm);
                shop.until(
                        "the other is parked",
                        () -> shop.entente("parked", "list").out().contains("not x"));

                for (Recording told :
                        new Recording[] {
                            shop.entente("explain", "item", "1"),
                            shop.entente("explain", "item", "1", "--json"),
                            shop.entente("parked", "list"),
                            shop.entente("parked", "list", "--json")
                        }) {
                    isHarmless(told.out());
                    assertThat(told.out()).contains("\\n2026-01-01 ERROR forged", "${jndi:");
                    isHarmless(told.err());
                }
                assertThat(run.terminate()).isEqualTo(Exit.OK);
                isHarmless(run.said());
                ldap.setSoTimeout(1);
                assertThatThrownBy(ldap::accept).isInstanceOf(SocketTimeoutException.class);
            }
        }

        private static void isHarmless(String said) {
            assertThat(said).doesNotContain("\u001b", "\u009b", "\u202e", "\r");
            assertThat(said.lines()).noneMatch(line -> line.startsWith("2026-01-01 ERROR"));
        }
    }

    @Nested
    class Keys_that_look_alike {

        private static final String[] KEYS = {
            "anna", "a\u200bnna", "anna\u200e", "\u0430nna", "an\u00adna", "anna\ufeff"
        };

        private static final String[] SHOWN = {
            "anna", "a\\u200bnna", "anna\\u200e", "\\u0430nna", "an\\u00adna", "anna\\ufeff"
        };

        @Test
        void are_of_different_records_and_are_shown_as_such(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "alike", "id text primary key, name text")) {
                shop.sql("b", "insert into alike values ('anna', 'met')");
                for (String key : KEYS) {
                    shop.sql("a", "insert into alike values ('" + key + "', 'met')");
                }
                Child run = shop.runToAgreement("--yes");
                assertThat(shop.ask("b", "select count(*) from alike")).isEqualTo("6");
                for (int i = 0; i < KEYS.length; i++) {
                    shop.sql("b", "update alike set name='n" + i + "' where id='" + KEYS[i] + "'");
                }
                shop.until("all agree", () -> run.demandAlive() && shop.isEqual());
                for (int i = 0; i < KEYS.length; i++) {
                    assertThat(shop.ask("a", "select name from alike where id='" + KEYS[i] + "'"))
                            .isEqualTo("n" + i);
                    Recording story = shop.entente("explain", "item", KEYS[i]);
                    assertThat(story.out())
                            .contains("key " + SHOWN[i] + "\n", "name n" + i)
                            .doesNotContain(i == 0 ? "\\u" : KEYS[i]);
                    assertThat(shop.entente("explain", "item", KEYS[i], "--json").out())
                            .contains("\"" + SHOWN[i] + "\"");
                }
            }
        }
    }
}
