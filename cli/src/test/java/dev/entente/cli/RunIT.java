package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a new user would try, with two real servers and the real command. */
class RunIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    @Nested
    class The_smallest_file {

        @Test
        void keeps_both_ends_equal_and_explains_who_lost(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "smallest")) {
                shop.sql("a", "insert into smallest values (1, 'one', 1.50, 10)");
                shop.sql("b", "insert into smallest values (2, 'two', 2.50, 20)");
                Recording check = shop.entente("check");
                assertThat(check.err()).contains("In order");
                assertThat(shop.entente("check", "--json").out())
                        .contains("\"in_order\" : true", "\"records_tried\" : 2");
                Child run = shop.runToAgreement();
                assertThat(shop.rows("a")).isEqualTo("(1,one,1.50,10)\n(2,two,2.50,20)");

                // Two columns of a row at once: both survive.
                shop.sql("a", "update smallest set name = 'uno' where id = 1");
                shop.sql("b", "update smallest set price = 9.99 where id = 1");
                shop.until("both survive", () -> shop.rows("a").contains("(1,uno,9.99,10)"));
                shop.until("at both ends", shop::isEqual);

                // The same column, while nothing runs to carry it: one must lose.
                assertThat(run.terminate()).isEqualTo(Exit.OK);
                shop.sql("a", "update smallest set name = 'earlier' where id = 2");
                shop.sql("b", "update smallest set name = 'later' where id = 2");
                shop.runToAgreement();
                assertThat(shop.rows("a")).contains("(2,later,2.50,20)");
                Recording story = shop.entente("explain", "item", "2");
                assertThat(story.out()).contains("earlier", "later");
                Recording json = shop.entente("explain", "item", "2", "--json");
                assertThat(json.out()).contains("\"lost\" : \"earlier\"");
            }
        }

        @Test
        void passes_on_inserts_deletes_nulls_and_changed_keys(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "rows")) {
                shop.sql(
                        "a",
                        "insert into rows select g, 'n' || g, g, g from generate_series(1, 50) g");
                shop.runToAgreement("--yes");
                assertThat(shop.rows("b").lines()).hasSize(50);
                shop.sql("b", "delete from rows where id <= 3");
                shop.sql("b", "update rows set name = null, stock = 0 where id = 10");
                shop.sql("a", "insert into rows values (100, '', null, null)");
                shop.until(
                        "all of it arrived",
                        () ->
                                shop.isEqual()
                                        && shop.rows("a").lines().count() == 48
                                        && shop.rows("a").contains("(10,,10.00,0)")
                                        && shop.rows("b").contains("(100,\"\",,)"));
            }
        }
    }

    @Nested
    class A_row_that_the_other_end_refuses {

        @Test
        void is_parked_alone_and_goes_once_the_constraint_is_mended(@TempDir Path own)
                throws Exception {
            try (Shop shop = SHOPS.open(own, "refused")) {
                shop.sql("b", "alter table refused add constraint fair check (price < 100)");
                shop.runToAgreement();
                shop.sql("a", "insert into refused values (1, 'dear', 500, 1), (2, 'cheap', 5, 1)");
                shop.sql("a", "insert into refused values (3, 'after', 6, 1)");
                shop.until("the others arrived", () -> shop.rows("b").lines().count() == 2);
                shop.until(
                        "it is parked",
                        () -> shop.entente("parked", "list").out().contains("fair"));
                assertThat(shop.entente("parked", "list", "--json").out())
                        .contains("\"entity\" : \"item\"", "\"system\" : \"b\"");
                shop.sql("b", "alter table refused drop constraint fair");
                assertThat(shop.entente("parked", "retry").err()).contains("1");
                shop.until("it arrived", shop::isEqual);
                assertThat(shop.entente("parked", "list").err()).contains("Nothing is set aside");
            }
        }
    }

    @Nested
    class A_row_that_is_mended_where_it_came_from {

        @Test
        void goes_without_a_word(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "mended")) {
                shop.sql("b", "alter table mended add constraint fair check (price < 100)");
                shop.runToAgreement();
                shop.sql("a", "insert into mended values (1, 'dear', 500, 1)");
                shop.until(
                        "it is parked",
                        () -> shop.entente("parked", "list").out().contains("fair"));
                shop.sql("a", "update mended set price = 50");
                shop.until("it arrived", shop::isEqual);
                assertThat(shop.entente("parked", "list").err()).contains("Nothing is set aside");
                assertThat(shop.entente("explain", "item", "1").out()).contains("Taken up again");
            }
        }
    }

    @Nested
    class A_record_that_refers_to_another {

        @Test
        void waits_for_it_although_the_file_names_it_first(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "visit", "id integer primary key, who integer")) {
                for (String system : List.of("a", "b")) {
                    shop.sql(system, "create table guest (id integer primary key, name text)");
                    shop.sql(system, "alter table visit add foreign key (who) references guest");
                }
                shop.write("  guest:\n    at: { a: { table: guest }, b: { table: guest } }\n");
                shop.sql("a", "insert into guest select g, 'g' || g from generate_series(1, 50) g");
                shop.sql("a", "insert into visit select g, g from generate_series(1, 50) g");
                shop.runToAgreement("--yes");
                shop.until("all are there", () -> shop.rows("b").lines().count() == 50);
                assertThat(shop.entente("parked", "list").out()).doesNotContain("visit");
            }
        }

        @Test
        void waits_for_it_although_it_goes_in_a_batch_before(@TempDir Path own) throws Exception {
            String columns = "id integer primary key, parent integer references tree (id)";
            try (Shop shop = SHOPS.open(own, "tree", columns)) {
                shop.sql(
                        "a",
                        "insert into tree select g, case when g <= 11900 then 11901 + g % 100 end"
                                + " from generate_series(1, 12000) g");
                shop.runToAgreement("--yes");
                shop.until(
                        "all are there",
                        () -> shop.ask("b", "select count(*) from tree").equals("12000"));
            }
        }
    }

    @Nested
    class A_delete_against_an_update {

        @Test
        void waits_for_a_person_and_obeys(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "contested")) {
                shop.sql("a", "insert into contested values (1, 'one', 1, 1), (2, 'two', 2, 2)");
                Child run = shop.runToAgreement();
                assertThat(run.terminate()).isEqualTo(Exit.OK);
                shop.sql("a", "delete from contested");
                shop.sql("b", "update contested set name = name || '!'");
                Child again = shop.run();
                shop.until("it runs again", () -> again.demandAlive() && again.says("running"));
                shop.until(
                        "both are asked about",
                        () -> shop.entente("conflicts", "list").out().lines().count() == 2);
                assertThat(shop.entente("conflicts", "show", "item", "1").out()).contains("item");
                shop.entente("conflicts", "resolve", "item", "1", "--take", "keep");
                shop.entente("conflicts", "resolve", "item", "2", "--take", "delete");
                shop.until("one lives, one does not", shop::isEqual);
                assertThat(shop.rows("a")).isEqualTo("(1,one!,1.00,1)");
                assertThat(shop.entente("conflicts", "list").err()).contains("Nothing waits");
            }
        }
    }

    @Nested
    class A_table_that_is_altered {

        @Test
        void goes_on_where_nothing_mapped_is_touched(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "altered")) {
                shop.sql("a", "alter table altered add old text");
                shop.sql("a", "insert into altered values (1, 'one', 1, 1, 'x')");
                Child run = shop.run("--yes");
                shop.until("it arrived", () -> shop.rows("b").equals("(1,one,1.00,1)"));
                shop.sql("a", "alter table altered drop old, add shelf integer");
                shop.sql("a", "update altered set name = 'two'");
                shop.sql("b", "update altered set stock = 2");
                shop.until(
                        "both arrived",
                        () ->
                                run.demandAlive()
                                        && shop.rows("a").equals("(1,two,1.00,2,)")
                                        && shop.rows("b").equals("(1,two,1.00,2)"));
            }
        }

        @Test
        void halts_where_a_mapped_column_is_gone(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "shrunk")) {
                shop.sql("a", "insert into shrunk values (1, 'one', 1, 1)");
                Child run = shop.runToAgreement("--yes");
                shop.sql("a", "alter table shrunk drop stock");
                shop.sql("a", "update shrunk set name = 'two'");
                assertThat(run.waitFor(Shop.PATIENCE)).isEqualTo(Exit.HALTED);
                assertThat(run.said()).contains("another shape", "`stock`", "entente check");
            }
        }

        @Test
        void halts_where_another_column_is_needed_to_tell_rows_apart(@TempDir Path own)
                throws Exception {
            try (Shop shop = SHOPS.open(own, "shelved")) {
                shop.sql("a", "alter table shelved add shelf integer not null default 1");
                shop.sql("a", "insert into shelved values (1, 'one', 1, 1)");
                Child run = shop.run("--yes");
                shop.until("it arrived", () -> shop.rows("b").equals("(1,one,1.00,1)"));
                shop.sql(
                        "a",
                        "alter table shelved drop constraint shelved_pkey,"
                                + " add primary key (id, shelf)");
                shop.sql("a", "insert into shelved values (1, 'second one', 1, 1, 2)");
                assertThat(run.waitFor(Shop.PATIENCE)).isEqualTo(Exit.HALTED);
                assertThat(run.said()).contains("another shape", "primary key", "entente check");
                assertThat(shop.rows("b")).isEqualTo("(1,one,1.00,1)");
            }
        }
    }

    @Nested
    class What_goes_wrong {

        @Test
        void a_wrong_password_is_said_and_never_shown(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "locked")) {
                Files.writeString(own.resolve("b.secret"), "0pen-sesame");
                Recording check = shop.entente("check");
                assertThat(check.err())
                        .contains("b", "password")
                        .doesNotContain("0pen-sesame", "Exception");
                assertThat(shop.entente("check", "--json").out())
                        .contains("\"in_order\" : false", "password")
                        .doesNotContain("0pen-sesame");
                Child run = shop.run();
                assertThat(run.waitFor(Shop.PATIENCE)).isEqualTo(Exit.SYSTEM);
                assertThat(run.said()).contains("password").doesNotContain("0pen-sesame", "\tat ");
                assertThat(shop.data()).doesNotExist();
                Files.writeString(own.resolve("b.secret"), "lab");
            }
        }

        @Test
        void a_server_that_stops_is_waited_for(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "stopped")) {
                shop.sql("a", "insert into stopped values (1, 'one', 1, 1)");
                Child run = shop.runToAgreement();
                shop.server("b").stop();
                shop.sql("a", "update stopped set name = 'meanwhile'");
                shop.until(
                        "it is said", () -> run.demandAlive() && run.says("b cannot be reached"));
                shop.server("b").start();
                shop.until("it arrived", () -> run.demandAlive() && shop.isEqual());
                assertThat(shop.rows("b")).contains("meanwhile");
                assertThat(run.terminate()).isEqualTo(Exit.OK);
            }
        }

        @Test
        void the_same_file_run_twice_is_refused_by_name(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "twice")) {
                Child first = shop.runToAgreement();
                Child second = shop.run();
                assertThat(second.waitFor(Shop.PATIENCE)).isEqualTo(Exit.DATA);
                assertThat(second.said()).contains(Long.toString(first.pid()));
                assertThat(first.isAlive()).isTrue();
            }
        }

        @Test
        void the_same_file_with_another_data_folder_is_refused_by_name(@TempDir Path own)
                throws Exception {
            try (Shop shop = SHOPS.open(own, "folders")) {
                Child first = shop.runToAgreement();
                Child second = shop.run("--data", own.resolve("other").toString());
                assertThat(second.waitFor(Shop.PATIENCE)).isEqualTo(Exit.HALTED);
                assertThat(second.said())
                        .contains("entente_folders", "another Entente", "pid " + first.pid())
                        .doesNotContain("cannot be reached");
                shop.sql("a", "insert into folders values (1, 'one', 1, 1)");
                shop.until("the first goes on", () -> first.demandAlive() && shop.isEqual());
            }
        }

        @Test
        void a_run_that_is_told_to_stop_stops(@TempDir Path own) throws Exception {
            try (Shop shop = SHOPS.open(own, "told")) {
                shop.sql("a", "insert into told values (1, 'one', 1, 1)");
                Child run = shop.runToAgreement();
                assertThat(shop.entente("status").out()).contains("running", "item");
                shop.entente("stop");
                assertThat(run.waitFor(Shop.PATIENCE)).isEqualTo(Exit.OK);
                assertThat(run.said()).doesNotContain("cannot be reached");
                // Nothing runs now, and the store itself answers.
                assertThat(shop.entente("status", "--json").out())
                        .contains("\"state\" : \"resting\"");
                assertThat(shop.entente("explain", "item", "1").out()).contains("one");
            }
        }

        @Test
        void what_was_made_at_the_systems_is_taken_away_on_request(@TempDir Path own)
                throws Exception {
            try (Shop shop = SHOPS.open(own, "gone")) {
                Child run = shop.runToAgreement();
                String slots =
                        "select count(*) from pg_replication_slots where slot_name = 'entente_gone'";
                assertThat(shop.ask("a", slots)).isEqualTo("1");
                assertThat(shop.entente("remove", "--yes").err())
                        .contains(Long.toString(run.pid()));
                run.terminate();
                assertThat(shop.entente("remove", "--yes").err()).contains("entente_gone");
                assertThat(shop.ask("a", slots)).isEqualTo("0");
            }
        }
    }
}
