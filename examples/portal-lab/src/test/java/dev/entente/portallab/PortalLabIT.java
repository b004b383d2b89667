package dev.entente.portallab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.SystemHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalLabIT {
    private Path place;
    private DemoFolder folder;
    private PortalLab places;

    @BeforeAll
    void start(@TempDir Path temporary) {
        place = temporary;
        folder = DemoFolder.create(place);
        places = PortalLab.start(folder.path());
    }

    @AfterAll
    void leave_nothing_behind() {
        places.close();
        folder.close();
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void the_servers_want_a_password() {
        Server portal = places.at(Site.PORTAL);
        assertThatThrownBy(() -> DriverManager.getConnection(portal.url(), "portal", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(portal.url(), "postgres", ""))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void a_server_that_was_stopped_starts_again_at_the_same_place() throws SQLException {
        Server lab = places.at(Site.LAB);
        int port = lab.port();
        lab.stop();
        assertThatThrownBy(lab::connect).isInstanceOf(SQLException.class);
        lab.start();
        lab.connect().close();
        assertThat(lab.port()).isEqualTo(port);
    }

    @Test
    void the_file_names_the_servers_that_run() throws IOException {
        assertThat(Files.readString(places.writeFile()))
                .contains(places.at(Site.PORTAL).url(), places.at(Site.LAB).url())
                .doesNotContain("5432");
    }

    @Nested
    class Without_an_engine {

        @Test
        void people_make_the_ends_differ_and_every_difference_is_found_to_be_a_loss()
                throws SQLException, InterruptedException {
            SystemHost host = new SystemHost();
            Register register = new Register();
            Ledger ledger = new Ledger();
            Beginnings.write(places, register, 1);
            Picture before = Picture.of(Site.PORTAL, places.at(Site.PORTAL));
            try (People people = People.start(places, host, ledger, register, 300, 1)) {
                host.sleep(Duration.ofSeconds(2));
                assertThat((Throwable) people.failure()).isNull();
            }
            Picture portal = Picture.of(Site.PORTAL, places.at(Site.PORTAL));
            Picture lab = Picture.of(Site.LAB, places.at(Site.LAB));
            assertThat(Comparison.of(portal, lab).differences()).hasSizeGreaterThan(100);
            assertThat(Comparison.of(portal, portal).differences()).isEmpty();
            Reckoning reckoning = Reckoning.of(ledger, before, portal, lab, new Forgetful());
            assertThat(reckoning.lost()).hasSizeGreaterThan(100);
            assertThat(ledger.rows()).isGreaterThan(300);
        }
    }

    @Nested
    class A_demo_that_was_killed {

        @Test
        void is_cleared_away_by_the_next_one() throws Exception {
            DemoFolder orphan = DemoFolder.create(place);
            Process engine = new ProcessBuilder("sleep", "600").start();
            orphan.owns(engine.toHandle());
            PortalLab servers = PortalLab.start(orphan.path());
            Files.writeString(orphan.path().resolve("owner"), "999999999\nlong ago\n");

            assertThat(DemoFolder.sweep(place)).isEqualTo(1);

            assertThat(orphan.path()).doesNotExist();
            assertThat(engine.waitFor(5, TimeUnit.SECONDS)).isTrue();
            for (Site site : Site.values()) {
                assertThatThrownBy(servers.at(site)::connect).isInstanceOf(SQLException.class);
            }
            assertThat(folder.path()).exists();
        }

        @Test
        void is_left_alone_while_it_lives() {
            assertThat(DemoFolder.sweep(place)).isZero();
        }

        @Test
        void is_left_alone_for_a_minute_where_nobody_has_signed() throws IOException {
            Path unsigned = Files.createTempDirectory(place, "entente-demo-");
            assertThat(DemoFolder.sweep(place)).isZero();
            Instant older = Instant.now().minus(Duration.ofMinutes(2));
            Files.setLastModifiedTime(unsigned, FileTime.from(older));
            assertThat(DemoFolder.sweep(place)).isEqualTo(1);
            assertThat(unsigned).doesNotExist();
        }
    }

    /** A journal that keeps nothing. */
    private static final class Forgetful implements Reckoning.Journal {
        @Override
        public boolean keeps(Kind kind, String key, String field, @Nullable String value) {
            return false;
        }

        @Override
        public boolean tellsOfLife(Kind kind, String key) {
            return false;
        }

        @Override
        public List<String> story(Kind kind, String key) {
            return List.of();
        }
    }
}
