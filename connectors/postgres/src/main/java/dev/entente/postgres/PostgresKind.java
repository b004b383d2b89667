package dev.entente.postgres;

import dev.entente.connector.Connector;
import dev.entente.connector.ConnectorKind;
import dev.entente.connector.Host;
import dev.entente.connector.Settings;
import java.util.ArrayList;
import java.util.List;

/** The kind of system that the file calls {@code postgres}. */
public final class PostgresKind implements ConnectorKind {

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        "url", true, false, "where it is: jdbc:postgresql://host:5432/database"),
                new Setting("user", true, false, "the role that Entente connects as"),
                new Setting("password", false, true, "that role's password"),
                new Setting(
                        "schema", false, false, "tables without a schema are in this one (public)"),
                new Setting(
                        "sslmode",
                        false,
                        false,
                        "disable, allow, prefer, require, verify-ca or verify-full"),
                new Setting("sslrootcert", false, false, "file with the authority to be trusted"),
                new Setting("sslcert", false, false, "file with our own certificate"),
                new Setting("sslkey", false, false, "file with its key"),
                new Setting(
                        "slot",
                        false,
                        false,
                        "what the replication slot, the publication and the origin are called"),
                new Setting(
                        "publication", false, false, "a publication that an administrator made"));
    }

    @Override
    public List<Problem> validate(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        Address.of(settings, problems);
        if (settings.word("user") == null) {
            problems.add(new Problem("user", "is missing: the role that Entente connects as"));
        }
        checkName(settings, "slot", "[a-z0-9_]{1,63}", "small letters, digits and _", problems);
        checkName(settings, "publication", "[^\\p{Cntrl}]{1,63}", "63 characters", problems);
        checkName(settings, "schema", "[^\\p{Cntrl}]{1,63}", "63 characters", problems);
        return problems;
    }

    private static void checkName(
            Settings settings, String name, String pattern, String words, List<Problem> problems) {
        String word = settings.word(name);
        if (word != null && !word.matches(pattern)) {
            problems.add(new Problem(name, "can have up to 63 of " + words));
        }
    }

    /**
     * @throws IllegalArgumentException where {@link #validate} finds a problem
     */
    @Override
    public Connector open(Settings settings, Host host) {
        List<Problem> problems = validate(settings);
        Address address = Address.of(settings, new ArrayList<>());
        String user = settings.word("user");
        if (!problems.isEmpty() || address == null || user == null) {
            throw new IllegalArgumentException("settings that were found wrong: " + problems);
        }
        Failures failures = new Failures(settings.system(), address.hosts(), user);
        Sessions sessions =
                new Sessions(
                        settings.system(), address, user, settings.secret("password"), failures);
        String schema = settings.word("schema");
        return new PostgresConnector(
                sessions, host, Names.of(settings, address), schema == null ? "public" : schema);
    }
}
