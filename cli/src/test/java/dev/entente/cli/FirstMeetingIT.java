package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two systems that have not met before: planned, looked at, and approved. */
class FirstMeetingIT {

    @RegisterExtension static final Shops SHOPS = new Shops();

    @Test
    void is_planned_without_leaving_anything_behind(@TempDir Path own) throws Exception {
        try (Shop shop = SHOPS.open(own, "planned")) {
            shop.sql("a", "insert into planned values (1, 'one', 1, 1), (2, 'two', 2, 2)");
            shop.sql("b", "insert into planned values (2, 'zwei', 2, 2), (3, 'three', 3, 3)");
            Recording plan = shop.entente("plan", "--json");
            assertThat(plan.out()).contains("\"creates\" : 1", "\"overwrites\" : 1");
            assertThat(shop.rows("a").lines()).hasSize(2);
            assertThat(shop.rows("b")).contains("zwei");
            assertThat(shop.data()).doesNotExist();
            assertThat(
                            shop.ask(
                                    "a",
                                    "select count(*) from pg_replication_slots where slot_name = 'entente_planned'"))
                    .isEqualTo("0");
            assertThat(shop.entente("plan").out()).contains("entity", "linked", "create");
        }
    }

    @Test
    void whose_plan_is_broken_off_leaves_nothing_behind(@TempDir Path own) throws Exception {
        Child.assumeInterruptsAreHeard();
        try (Shop shop = SHOPS.open(own, "broken")) {
            shop.sql(
                    "a",
                    "insert into broken select g, 'n', 1, 1 from generate_series(1, 200000) g");
            Child plan = Child.start(own, List.of("plan", shop.file().toString()));
            shop.until("it reads", () -> plan.demandAlive() && !scratches(own).isEmpty());
            assertThat(plan.interrupt()).isEqualTo(Exit.INTERRUPTED);
            assertThat(scratches(own)).isEmpty();
            assertThat(plan.said()).contains("nothing was written").doesNotContain("\tat ");
        }
    }

    private static List<Path> scratches(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> path.getFileName().toString().startsWith("entente-plan-"))
                    .toList();
        }
    }

    @Test
    void that_would_overwrite_waits_for_a_word(@TempDir Path own) throws Exception {
        try (Shop shop = SHOPS.open(own, "meeting")) {
            shop.sql("a", "insert into meeting values (1, 'first named', 1, 1)");
            shop.sql("b", "insert into meeting values (1, 'other', 1, 1)");
            Child run = shop.run();
            shop.until("it waits", () -> run.demandAlive() && run.says("entente approve"));
            assertThat(shop.rows("b")).contains("other");
            Recording approve = shop.entente("approve");
            assertThat(approve.err()).contains("item");
            shop.until("it is written", shop::isEqual);
            assertThat(shop.rows("b")).contains("first named");
            assertThat(shop.entente("explain", "item", "1").out())
                    .contains(
                            "Found at a under the key 1.",
                            "Found at b under the key 1.",
                            "The same as elsewhere: id = “1”, price = “1.00”, stock = “1”.",
                            "“first named”",
                            "“other”",
                            "(last-writer-wins",
                            "there when the systems first met, and nobody knows",
                            "the file names first",
                            "To do at b: set name = “first named”.");
        }
    }
}
