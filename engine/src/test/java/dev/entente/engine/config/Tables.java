package dev.entente.engine.config;

import dev.entente.connector.Abilities;
import dev.entente.connector.Catalog;
import dev.entente.connector.Connector;
import dev.entente.connector.ConnectorKind;
import dev.entente.connector.Host;
import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Column;
import dev.entente.connector.Resource.Kind;
import dev.entente.connector.Settings;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tables in the words of PostgreSQL, and a kind of system that has them. */
final class Tables {

    private Tables() {}

    /**
     * A table: {@code table("customer", "id bigint key", "name text", "note text null")}. Marks:
     * {@code key}, {@code null}, {@code unique}, {@code generated}, {@code defaulted}.
     */
    static Resource table(String name, String... columns) {
        List<Column> all = new ArrayList<>();
        List<Integer> key = new ArrayList<>();
        List<List<Integer>> uniques = new ArrayList<>();
        for (String column : columns) {
            List<String> words = Arrays.asList(column.split(" "));
            int index = all.size();
            String type = words.get(1).replace('~', ' ');
            if (words.contains("key")) {
                key.add(index);
            }
            if (words.contains("unique")) {
                uniques.add(List.of(index));
            }
            all.add(
                    new Column(
                            index,
                            words.getFirst(),
                            kind(type),
                            type,
                            words.contains("null"),
                            words.contains("generated"),
                            words.contains("defaulted")));
        }
        return new Resource(name, all, key, uniques);
    }

    private static Kind kind(String type) {
        return switch (type.replaceAll("\\(.*\\)", "")) {
            case "boolean" -> Kind.BOOL;
            case "integer", "bigint" -> Kind.WHOLE;
            case "numeric" -> Kind.DECIMAL;
            case "text", "character", "character varying" -> Kind.TEXT;
            case "bytea" -> Kind.BYTES;
            case "date" -> Kind.DAY;
            case "time" -> Kind.CLOCK;
            case "timestamp" -> Kind.LOCAL_MOMENT;
            case "timestamptz" -> Kind.MOMENT;
            case "uuid" -> Kind.UUID;
            case "text[]" -> Kind.ITEMS;
            case "jsonb" -> Kind.JSON;
            default -> Kind.UNMAPPABLE;
        };
    }

    static SystemBinding system(String name, Resource... tables) {
        return new SystemBinding(
                name,
                connector(),
                new Catalog(List.of(tables)),
                new Abilities(true, true, false, true, true, 10_000, Duration.ZERO));
    }

    /** A connector that nobody may use: binding asks nothing of it. */
    private static Connector connector() {
        return (Connector)
                Proxy.newProxyInstance(
                        Tables.class.getClassLoader(),
                        new Class<?>[] {Connector.class},
                        (_, method, _) -> {
                            if (method.getName().equals("toString")) {
                                return "a connector";
                            }
                            throw new AssertionError(method + " was called");
                        });
    }

    static final ConnectorKind POSTGRES =
            new ConnectorKind() {
                @Override
                public String name() {
                    return "postgres";
                }

                @Override
                public List<Setting> settings() {
                    return List.of(
                            new Setting("url", true, false, "where it is"),
                            new Setting("user", true, false, "who connects"),
                            new Setting("password", false, true, "that role's password"),
                            new Setting("schema", false, false, "the schema"));
                }

                @Override
                public List<Problem> validate(Settings settings) {
                    String url = settings.word("url");
                    return url != null && url.startsWith("jdbc:postgresql:")
                            ? List.of()
                            : List.of(new Problem("url", "is not jdbc:postgresql://…"));
                }

                @Override
                public Connector open(Settings settings, Host host) {
                    return connector();
                }
            };

    static final Map<String, String> VARIABLES =
            Map.of("A_PASSWORD", "open sesame", "B_PASSWORD", "abracadabra");

    static ConfigReader reader() {
        return new ConfigReader(List.of(POSTGRES), VARIABLES::get);
    }
}
