package dev.entente.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.connector.Secret;
import dev.entente.core.entity.DeletePolicy;
import dev.entente.core.entity.Type;
import dev.entente.core.entity.Type.Scalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    static final String SYSTEMS =
            """
            systems:
              a: { connector: postgres, url: "jdbc:postgresql://h/a", user: u, password: "${A_PASSWORD}" }
              b: { connector: postgres, url: "jdbc:postgresql://h/b", user: u, password: "${B_PASSWORD}" }
            """;

    static final String SMALLEST =
            SYSTEMS
                    + """
                    entities:
                      customer:
                        at: { a: { table: customer }, b: { table: customer } }
                    """;

    private static Result<Config> read(String text) {
        return Tables.reader().read("entente.yaml", text);
    }

    private static Config good(String text) {
        Result<Config> result = read(text);
        assertThat(result.problems()).isEmpty();
        return ((Result.Good<Config>) result).value();
    }

    private static List<String> told(String text) {
        return read(text).problems().stream().map(Problem::toString).toList();
    }

    @Nested
    class The_smallest_file {

        private final Config config = good(SMALLEST);

        @Test
        void has_two_systems_with_their_settings() {
            assertThat(config.systems())
                    .extracting(Config.SystemConfig::name)
                    .containsExactly("a", "b");
            Config.SystemConfig a = config.systems().getFirst();
            assertThat(a.settings().word("url")).isEqualTo("jdbc:postgresql://h/a");
            assertThat(a.settings().secret("password"))
                    .extracting(Secret::reveal)
                    .isEqualTo("open sesame");
        }

        @Test
        void has_the_defaults_of_a_careful_person() {
            EntityConfig customer = config.entities().getFirst();
            assertThat(customer.deletes()).isEqualTo(DeletePolicy.ASK);
            assertThat(customer.guard().deletes()).isEqualTo(new Limit(10, 5));
            assertThat(customer.guard().creates().isNone()).isTrue();
            assertThat(config.keep()).isEqualTo(Duration.ofDays(90));
            assertThat(customer.fields()).isEmpty();
            assertThat(customer.matches()).isEmpty();
        }
    }

    @Nested
    class A_full_file {

        private final Config config =
                good(
                        SYSTEMS
                                + """
                                entities:
                                  test-request:
                                    match: [order-number]
                                    fields:
                                      order-number: text
                                      patient: { type: text, personal: true }
                                      priority: { type: text, one-of: [routine, urgent] }
                                      tests: { type: list, key: code, of: { code: text, result: number } }
                                      tags: { type: set, of: text }
                                    conflicts:
                                      priority: owner b
                                      tests: list by code
                                    deletes: update-wins
                                    guard: { deletes: 100 or 2.5 % }
                                    at:
                                      b:
                                        resource: orders
                                        delete: no
                                        fields: { order-number: reference, tags: no }
                                      a:
                                        table: test_requests
                                        fields:
                                          priority: { from: prio, values: { 1: routine, 2: urgent } }
                                          patient: { from: [first, last], join: " " }
                                          tests: { from: tests, as: json, names: { code: test } }
                                        constants: { source: entente }
                                guard:
                                  deletes: { count: 5, percent: 1 }
                                  creates: none
                                  updates: 50 %
                                  first-meeting: { creates: 10, overwrites: 3 }
                                journal: { keep: 12h }
                                """);

        private final EntityConfig entity = config.entities().getFirst();

        @Test
        void gives_fields_their_types() {
            assertThat(entity.fields())
                    .extracting(EntityConfig.FieldConfig::type)
                    .containsExactly(
                            Scalar.TEXT,
                            Scalar.TEXT,
                            new Type.OneOf(List.of("routine", "urgent")),
                            new Type.ListBy(
                                    "code", Map.of("code", Scalar.TEXT, "result", Scalar.NUMBER)),
                            new Type.SetOf(Scalar.TEXT));
            assertThat(entity.fields().get(1).personal()).isTrue();
        }

        @Test
        void keeps_systems_in_their_order() {
            assertThat(entity.at()).extracting(at -> at.system().text()).containsExactly("a", "b");
        }

        @Test
        void says_what_may_be_done_where() {
            assertThat(entity.at().get(1).rights().delete()).isFalse();
            assertThat(entity.at().get(0).rights().delete()).isTrue();
        }

        @Test
        void sets_limits() {
            assertThat(entity.guard().deletes()).isEqualTo(new Limit(100, 2.5));
            assertThat(config.guard().deletes()).isEqualTo(new Limit(5, 1));
            assertThat(config.guard().updates()).isEqualTo(new Limit(0, 50));
            assertThat(entity.guard().updates()).isEqualTo(new Limit(0, 50));
            assertThat(entity.guard().firstMeeting().creates()).isEqualTo(new Limit(10, 0));
            assertThat(entity.guard().firstMeeting().deletes()).isEqualTo(new Limit(0, 0));
            assertThat(config.keep()).isEqualTo(Duration.ofHours(12));
        }
    }

    @Nested
    class A_wrong_file {

        @Test
        void is_told_all_at_once_each_with_its_place() {
            assertThat(
                            told(
                                    """
                                    systems:
                                      a:
                                        conector: postgres
                                    entitys:
                                      customer:
                                        at: { x: { table: t } }
                                    """))
                    .containsExactly(
                            "entente.yaml:1:1: The file has no `entities`. Write `entities:` and"
                                    + " under it what is kept in agreement.",
                            "entente.yaml:2:3: The system a does not say what it is. Write"
                                    + " `connector:` and one of: postgres.",
                            "entente.yaml:3:5: Unknown key `conector`. Did you mean `connector`?",
                            "entente.yaml:4:1: Unknown key `entitys`. Did you mean `entities`?");
        }

        @Test
        void is_told_of_unknown_keys_systems_types_and_policies() {
            assertThat(
                            told(
                                    SYSTEMS
                                            + """
                                            entities:
                                              customer:
                                                fields: { name: txt }
                                                conflicts: { name: ownr a }
                                                deletes: delete-win
                                                matches: [name]
                                                at:
                                                  a: { tabel: customer }
                                                  c: { table: customer }
                                            """))
                    .containsExactly(
                            "entente.yaml:6:21: Unknown type `txt`. Did you mean `text`?",
                            "entente.yaml:7:24: Unknown policy `ownr a`. Did you mean `owner`?",
                            "entente.yaml:8:5: Unknown policy `delete-win`. Did you mean"
                                    + " `delete-wins`?",
                            "entente.yaml:9:5: Unknown key `matches`. Did you mean `match`?",
                            "entente.yaml:11:7: It is not said which table it is at a. Write"
                                    + " `table:` and its name, once.",
                            "entente.yaml:11:12: Unknown key `tabel`. Did you mean `table`?",
                            "entente.yaml:12:7: Unknown system `c`. Did you mean `a`?");
        }

        @Test
        void with_a_key_twice_names_both() {
            assertThat(told(SMALLEST + "guard: {}\nguard: {}\n"))
                    .containsExactly(
                            "entente.yaml:8:1: `guard` stands here twice. Keep one of them (the"
                                    + " other is at line 7).");
        }

        @Test
        void with_tabs_is_told_to_use_spaces() {
            assertThat(told("systems:\n\ta: {}\n"))
                    .singleElement()
                    .asString()
                    .startsWith("entente.yaml:2:1: This is not YAML")
                    .endsWith("Indent with spaces, not with tabs.");
        }

        @Test
        void that_is_empty_is_told_how_it_begins() {
            assertThat(told("# nothing yet\n"))
                    .containsExactly(
                            "entente.yaml:1:1: The file is empty. It begins with `systems:` and"
                                    + " `entities:`.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a: &x [1]\nb: *x\n",
                    "a: !!java.net.URL http://x\n",
                    "a: !x 1\n",
                    "? [a, b]\n: c\n",
                    "a: 1\n---\nb: 2\n",
                    "[1, 2]\n",
                    "just words\n",
                    "a: [1, 2\n",
                    "a: \"\u0000\"\n",
                    "}\n",
                    "a: b: c\n",
                })
        void is_never_more_than_a_problem(String text) {
            assertThat(read(text)).isInstanceOf(Result.Bad.class);
        }

        @Test
        void that_is_a_bomb_is_refused() {
            assertThat(told("a: " + "[".repeat(100_000))).hasSize(1);
            assertThat(told("a: " + "{a: ".repeat(1000) + "}".repeat(1000)))
                    .singleElement()
                    .asString()
                    .contains("nested");
            assertThat(told("a: " + "x".repeat(2_000_000)))
                    .singleElement()
                    .asString()
                    .contains("longer");
        }

        @Test
        void with_a_byte_order_mark_is_not_wrong() {
            assertThat(read("\uFEFF" + SMALLEST)).isInstanceOf(Result.Good.class);
        }

        @Test
        void with_a_wrong_limit_says_how_to_write_one() {
            assertThat(told(SMALLEST + "guard: { deletes: many }\njournal: { keep: long }\n"))
                    .containsExactly(
                            "entente.yaml:7:19: `deletes` is not a limit. Write a number, `5 %`, `10"
                                    + " or 5 %` (whichever is more), or `none`.",
                            "entente.yaml:8:18: `long` is not a time. Write it as `90d`, `12h` or"
                                    + " `30m`.");
        }
    }

    @Nested
    class A_secret {

        private String told(String setting) {
            List<Problem> problems =
                    read(SMALLEST.replace("\"${A_PASSWORD}\"", setting)).problems();
            return problems.isEmpty() ? "" : problems.getFirst().toString();
        }

        @Test
        void that_stands_in_the_file_is_refused_and_not_repeated() {
            assertThat(told("hunter2"))
                    .isEqualTo(
                            "entente.yaml:2:78: The password of a stands in the file itself. Put it"
                                    + " into the environment and write `${A_PASSWORD}`, or into a"
                                    + " file of its own and write `${file:/path/to/it}`.");
        }

        @Test
        void that_the_environment_does_not_have_is_told() {
            assertThat(told("\"${C_PASSWORD}\""))
                    .contains("The environment variable C_PASSWORD is not set.")
                    .contains("export C_PASSWORD=");
        }

        @Test
        void that_is_in_an_address_is_refused_and_not_repeated() {
            for (String url :
                    List.of(
                            "jdbc:postgresql://h/a?user=x&password=hunter2",
                            "jdbc:postgresql://u:hunter2@h/a")) {
                assertThat(
                                read(SMALLEST.replace("jdbc:postgresql://h/a", url))
                                        .problems()
                                        .toString())
                        .contains("There is a password in `url`")
                        .doesNotContain("hunter2");
            }
        }

        @Test
        void comes_from_a_file_beside(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("pw"), "from a file\n");
            String text = SMALLEST.replace("${A_PASSWORD}", "${file:pw}");
            Path file = Files.writeString(folder.resolve("entente.yaml"), text);
            Result<Config> result = Tables.reader().read(file);
            assertThat(result.problems()).isEmpty();
            assertThat(
                            ((Result.Good<Config>) result)
                                    .value()
                                    .systems()
                                    .getFirst()
                                    .settings()
                                    .secret("password"))
                    .extracting(Secret::reveal)
                    .isEqualTo("from a file");
        }

        @Test
        void in_a_file_that_is_not_there_is_told() {
            assertThat(told("\"${file:/nowhere/pw}\""))
                    .contains("The file /nowhere/pw cannot be read (NoSuchFileException).");
        }

        @Test
        void prints_itself_nowhere() {
            assertThat(good(SMALLEST).toString())
                    .doesNotContain("open sesame")
                    .doesNotContain("abracadabra");
        }

        @Test
        void in_a_line_that_is_not_yaml_is_not_repeated() {
            assertThat(
                            read("systems:\n  a:\n    password: 'hunter2\n    x: y: z\n")
                                    .problems()
                                    .toString())
                    .doesNotContain("hunter2");
        }
    }

    @Nested
    class A_file_on_disk {

        @Test
        void that_is_not_there_is_a_problem_like_any_other(@TempDir Path folder) {
            Result<Config> result = Tables.reader().read(folder.resolve("none.yaml"));
            assertThat(result.problems())
                    .singleElement()
                    .extracting(Problem::what)
                    .isEqualTo("There is no such file.");
        }

        @Test
        void that_is_not_utf_8_is_told(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("entente.yaml");
            Files.write(file, "systems: ä".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(Tables.reader().read(file).problems())
                    .singleElement()
                    .extracting(Problem::what)
                    .isEqualTo("The file is not in UTF-8.");
        }
    }
}
