package dev.entente.postgres;

import dev.entente.connector.ConnectorKind.Problem;
import dev.entente.connector.Settings;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is. Made by taking a URL apart and holding every piece against a list of what is
 * allowed; the driver is given a URL that is put together anew, never the one from the file,
 * because some of the driver's properties load classes and write files.
 *
 * @param hosts one or several, separated by commas, each with its port where that is not 5432
 * @param options of the driver: only such as are in the list
 */
record Address(String hosts, String database, Map<String, String> options) {

    /** What may stand behind the question mark, and what its value must look like. */
    private static final Map<String, Pattern> ALLOWED =
            Map.of(
                    "sslmode",
                            Pattern.compile("disable|allow|prefer|require|verify-ca|verify-full"),
                    "sslrootcert", Pattern.compile("[^\\p{Cntrl}]+"),
                    "sslcert", Pattern.compile("[^\\p{Cntrl}]+"),
                    "sslkey", Pattern.compile("[^\\p{Cntrl}]+"),
                    "sslNegotiation", Pattern.compile("postgres|direct"),
                    "targetServerType", Pattern.compile("any|primary|preferPrimary"),
                    "connectTimeout", Pattern.compile("\\d{1,4}"));

    /** Options that the file may also name as settings of their own. */
    static final List<String> SETTINGS = List.of("sslmode", "sslrootcert", "sslcert", "sslkey");

    private static final Pattern URL =
            Pattern.compile(
                    "(?:jdbc:)?postgres(?:ql)?://(?<hosts>[^/?#]*)(?:/(?<database>[^?#]*))?"
                            + "(?:\\?(?<options>[^#]*))?");

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(\\d{1,5}))?");

    private static final String EXAMPLE = "`jdbc:postgresql://host:5432/database`";

    Address {
        options = Map.copyOf(options);
    }

    /** The address in the settings, or null with what is wrong told to {@code problems}. */
    static @Nullable Address of(Settings settings, List<Problem> problems) {
        String url = settings.word("url");
        if (url == null) {
            problems.add(new Problem("url", "is missing; such as " + EXAMPLE));
            return null;
        }
        Matcher parts = URL.matcher(url.strip());
        if (!parts.matches()) {
            problems.add(new Problem("url", "is not a PostgreSQL URL; such as " + EXAMPLE));
            return null;
        }
        List<Problem> found = new ArrayList<>();
        String database = decoded(parts.group("database"));
        if (mayHoldAPassword(url, parts.group("hosts"), database)) {
            problems.add(
                    new Problem(
                            "url",
                            "holds a user or a password; they belong under `user:` and"
                                    + " `password:`"));
            return null;
        }
        checkHosts(parts.group("hosts"), found);
        if (database.isEmpty() || database.indexOf('\0') >= 0) {
            found.add(new Problem("url", "names no database; such as " + EXAMPLE));
        }
        Map<String, String> options = new TreeMap<>();
        readOptions(parts.group("options"), options, found);
        for (String name : SETTINGS) {
            String word = settings.word(name);
            if (word != null) {
                put(name, name, word, options, found);
            }
        }
        problems.addAll(found);
        return found.isEmpty() ? new Address(parts.group("hosts"), database, options) : null;
    }

    /** With a sign in it that ends a host, a password does not stand where one expects it. */
    private static boolean mayHoldAPassword(String url, String hosts, String database) {
        boolean areHosts =
                Arrays.stream(hosts.split(",", -1)).allMatch(host -> HOST.matcher(host).matches());
        boolean isHostBehind = database.indexOf('/', database.indexOf('@')) >= 0;
        return url.indexOf('@') >= 0 && (!areHosts || (database.indexOf('@') >= 0 && isHostBehind));
    }

    private static void checkHosts(String hosts, List<Problem> problems) {
        for (String host : hosts.split(",", -1)) {
            Matcher parts = HOST.matcher(host);
            if (!parts.matches()
                    || (parts.group(3) != null && Integer.parseInt(parts.group(3)) > 65_535)) {
                problems.add(
                        new Problem(
                                "url",
                                "`"
                                        + shown(host)
                                        + "` is not a host with a port; such as "
                                        + EXAMPLE));
            }
        }
    }

    private static void readOptions(
            @Nullable String query, Map<String, String> options, List<Problem> problems) {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String option : query.split("&", -1)) {
            int equals = option.indexOf('=');
            String name = decoded(equals < 0 ? option : option.substring(0, equals));
            String value = equals < 0 ? "" : decoded(option.substring(equals + 1));
            put("url", name, value, options, problems);
        }
    }

    private static void put(
            String setting,
            String name,
            String value,
            Map<String, String> options,
            List<Problem> problems) {
        if (Set.of("user", "password").contains(name)) {
            problems.add(new Problem(setting, "`" + name + "` belongs under `" + name + ":`"));
            return;
        }
        Pattern allowed = ALLOWED.get(name);
        if (allowed == null) {
            problems.add(
                    new Problem(
                            setting,
                            "the option `"
                                    + shown(name)
                                    + "` is not allowed; allowed are "
                                    + String.join(", ", new TreeMap<>(ALLOWED).keySet())));
        } else if (!allowed.matcher(value).matches()) {
            problems.add(new Problem(setting, "`" + shown(value) + "` is no " + name));
        } else {
            options.put(name, value);
        }
    }

    /** The URL for the driver: nothing but where. */
    String url() {
        return "jdbc:postgresql://"
                + hosts
                + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(@Nullable String text) {
        if (text == null) {
            return "";
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badPercent) {
            return text;
        }
    }

    /** Without what could spoil a terminal, and not for ever. */
    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
    }
}
