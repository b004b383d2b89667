package dev.entente.simulator.scene;

import dev.entente.connector.Abilities;
import dev.entente.connector.Catalog;
import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Kind;
import dev.entente.core.entity.Type;
import dev.entente.engine.config.AtConfig;
import dev.entente.engine.config.AtConfig.FieldAt;
import dev.entente.engine.config.AtConfig.Share;
import dev.entente.engine.config.Config;
import dev.entente.engine.config.EntityConfig;
import dev.entente.engine.config.EntityConfig.FieldConfig;
import dev.entente.engine.config.Name;
import dev.entente.engine.config.Problem;
import dev.entente.engine.config.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Invents what a system has that cannot be looked at: tables whose columns suit the types and
 * mappings of the file, with a key of their own where the file says nothing of one.
 */
public final class Invention {
    private static final String KEY = "id";

    private final Config config;
    private final List<Problem> problems = new ArrayList<>();

    public Invention(Config config) {
        this.config = config;
    }

    /** What the file does not say enough of, so that nothing can be invented. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * @param abilities as the system's connector declares them
     */
    public Looks of(String system, Abilities abilities) {
        List<Resource> resources = new ArrayList<>();
        for (EntityConfig entity : config.entities()) {
            for (AtConfig at : entity.at()) {
                if (at.system().text().equals(system) && isEnough(entity)) {
                    resources.add(new Table(entity, at).resource());
                }
            }
        }
        return new Looks(system, new Catalog(resources), abilities);
    }

    private boolean isEnough(EntityConfig entity) {
        if (entity.fields().isEmpty()) {
            tell(
                    entity,
                    "The fields of %s are those of its tables, and these cannot be looked at.",
                    "Declare them under `fields:` with their types, or let the systems be reached.");
            return false;
        }
        if (entity.matches().isEmpty()) {
            tell(
                    entity,
                    "What identifies a record of %s is the key of its tables, and these cannot be"
                            + " looked at.",
                    "Name the fields that do: `match: [number]`, or let the systems be reached.");
            return false;
        }
        return true;
    }

    private void tell(EntityConfig entity, String what, String remedy) {
        Problem problem =
                new Problem(
                        Problem.Severity.ERROR,
                        entity.name().place(),
                        what.formatted(entity.name().text()),
                        remedy);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** One table that is being invented. */
    private static final class Table {
        private final EntityConfig entity;
        private final AtConfig at;
        private final Map<String, Kind> columns = new LinkedHashMap<>();
        private final List<String> match = new ArrayList<>();

        Table(EntityConfig entity, AtConfig at) {
            this.entity = entity;
            this.at = at;
        }

        Resource resource() {
            entity.fields().forEach(this::add);
            at.constants().forEach(constant -> put(constant.column().text(), Kind.TEXT));
            boolean ownKey = !columns.containsKey(KEY);
            List<Resource.Column> made = new ArrayList<>();
            if (ownKey) {
                made.add(new Resource.Column(0, KEY, Kind.WHOLE, "bigint", false, true, true));
            }
            List<Integer> identity = new ArrayList<>();
            for (Map.Entry<String, Kind> column : columns.entrySet()) {
                boolean matched = match.contains(column.getKey());
                if (matched) {
                    identity.add(made.size());
                }
                made.add(
                        new Resource.Column(
                                made.size(),
                                column.getKey(),
                                column.getValue(),
                                word(column.getValue()),
                                !matched,
                                false,
                                false));
            }
            List<List<Integer>> uniques =
                    ownKey && !identity.isEmpty() ? List.of(identity) : List.of();
            return new Resource(at.table().text(), made, ownKey ? List.of(0) : identity, uniques);
        }

        private void add(FieldConfig field) {
            String name = field.name().text();
            FieldAt mapped =
                    at.fields().stream()
                            .filter(one -> Name.alike(one.field().text(), name))
                            .findFirst()
                            .orElse(null);
            boolean isMatch =
                    entity.matches().getFirst().stream()
                            .anyMatch(one -> Name.alike(one.text(), name));
            if (mapped == null) {
                put(Name.plain(name), kind(field.type()));
                addMatch(isMatch, Name.plain(name));
                return;
            }
            for (Name column : mapped.from()) {
                put(column.text(), kind(mapped, field.type()));
                addMatch(isMatch && mapped.share() instanceof Share.Whole, column.text());
            }
        }

        private void put(String column, Kind kind) {
            Kind _ = columns.putIfAbsent(column, kind);
        }

        private void addMatch(boolean isMatch, String column) {
            if (isMatch) {
                match.add(column);
            }
        }

        private static Kind kind(FieldAt at, Type type) {
            return switch (at.share()) {
                case Share.AtPath _ -> Kind.JSON;
                case Share.Part _, Share.Joined _ -> Kind.TEXT;
                case Share.Whole _ ->
                        at.turns().isEmpty() ? kind(type) : kind(at.turns().getFirst(), type);
            };
        }

        private static Kind kind(Turn turn, Type type) {
            return switch (turn) {
                case Turn.Trimmed _, Turn.Cased _, Turn.Affixed _ -> Kind.TEXT;
                case Turn.SplitAt _, Turn.Formatted _ -> Kind.TEXT;
                case Turn.AsJson _ -> Kind.JSON;
                case Turn.Scaled _ -> Kind.DECIMAL;
                case Turn.InZone _ ->
                        type == Type.Scalar.TIMESTAMP ? Kind.LOCAL_MOMENT : Kind.MOMENT;
                case Turn.Codes codes -> kind(codes);
                case Turn.Defaulted _ -> kind(type);
            };
        }

        private static Kind kind(Turn.Codes codes) {
            boolean whole =
                    codes.codes().stream()
                            .filter(code -> !code.isNull())
                            .allMatch(code -> code.nativeText().text().matches("-?\\d{1,18}"));
            return whole ? Kind.WHOLE : Kind.TEXT;
        }

        private static Kind kind(Type type) {
            return Kind.valueOf(dev.entente.core.lens.Kind.of(type).name());
        }

        private static String word(Kind kind) {
            return switch (kind) {
                case WHOLE -> "bigint";
                case DECIMAL -> "numeric";
                case JSON -> "jsonb";
                case ITEMS -> "text[]";
                default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            };
        }
    }
}
