package dev.entente.cli;

import dev.entente.connector.Host;
import dev.entente.connector.SystemHost;
import dev.entente.portallab.PortalLab;
import dev.entente.portallab.Server;
import dev.entente.portallab.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One table at two real servers, a file that names it, and the commands on it, the way a person has
 * them. {@code a} and {@code b} are the systems.
 */
final class Shop implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PortalLab servers;
    private final String table;
    private final Path folder;
    private final Host host = new SystemHost();
    private final List<Child> children = new ArrayList<>();

    /**
     * @param table made anew at both ends
     * @param columns with the primary key, as SQL
     */
    Shop(PortalLab servers, Path folder, String table, String columns) throws Exception {
        this.servers = servers;
        this.table = table;
        this.folder = folder;
        Files.writeString(folder.resolve("a.secret"), server("a").password());
        Files.writeString(folder.resolve("b.secret"), server("b").password());
        for (String system : List.of("a", "b")) {
            sql(system, "create table %s (%s)".formatted(table, columns));
        }
        write("");
    }

    /** The smallest file, and what comes below the entity, indented by four. */
    void write(String more) throws IOException {
        Files.writeString(
                file(),
                """
                systems:
                  a:
                    connector: postgres
                    url: %s
                    user: portal
                    password: ${file:a.secret}
                    slot: %s
                  b:
                    connector: postgres
                    url: %s
                    user: lab
                    password: ${file:b.secret}
                    slot: %s
                entities:
                  item:
                    at: { a: { table: %s }, b: { table: %s } }
                %s\
                """
                        .formatted(
                                server("a").url(),
                                "entente_" + table,
                                server("b").url(),
                                "entente_" + table,
                                table,
                                table,
                                more));
    }

    Path file() {
        return folder.resolve("shop.yaml");
    }

    Path data() {
        return folder.resolve(".entente");
    }

    Server server(String system) {
        return servers.at(system.equals("a") ? Site.PORTAL : Site.LAB);
    }

    void sql(String system, String statement) throws SQLException {
        try (Connection connection = server(system).connect();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** The first column of the first row, as text; empty without a row. */
    String ask(String system, String query) throws SQLException {
        try (Connection connection = server(system).connect();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** The whole table in the order of its key, a line a row. */
    String rows(String system) throws SQLException {
        return ask(
                system,
                "select coalesce(string_agg(t::text, E'\\n' order by t.id), '') from %s t"
                        .formatted(table));
    }

    boolean isEqual() throws SQLException {
        return rows("a").equals(rows("b"));
    }

    /** A command that ends, in this process. */
    Recording entente(String... args) {
        Recording line = Recording.plain();
        List<String> words = new ArrayList<>(List.of(args));
        boolean byArgument = List.of("check", "plan", "run", "remove").contains(args[0]);
        words.addAll(byArgument ? List.of(file().toString()) : List.of("-f", file().toString()));
        line.run(words.toArray(String[]::new));
        return line;
    }

    /** A run in a process of its own. */
    Child run(String... more) throws IOException {
        return run(Map.of(), more);
    }

    /**
     * @param environment what its environment has beside ours
     */
    Child run(Map<String, String> environment, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("run", file().toString()));
        words.addAll(List.of(more));
        Child child = Child.start(folder, words, environment);
        children.add(child);
        return child;
    }

    /** A run that has taken in all that was there, and both ends are equal. */
    Child runToAgreement(String... more) throws Exception {
        Child child = run(more);
        until("both ends agree", () -> child.demandAlive() && child.says("running") && isEqual());
        return child;
    }

    /** Looks again and again; with what was expected, in words. */
    void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "waited in vain until "
                                + what
                                + "\na:\n"
                                + rows("a")
                                + "\nb:\n"
                                + rows("b")
                                + "\n"
                                + children.stream().map(Child::said).toList());
            }
            host.sleep(Duration.ofMillis(50));
        }
    }

    @Override
    public void close() {
        children.forEach(Child::close);
        entente("remove", "--yes");
    }
}
