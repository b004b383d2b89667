package dev.entente.engine.config;

import dev.entente.connector.Resource.Column;
import dev.entente.connector.Resource.Kind;
import dev.entente.core.entity.Type;
import dev.entente.core.entity.Type.Scalar;
import dev.entente.engine.config.AtConfig.FieldAt;
import dev.entente.engine.config.AtConfig.Share;
import dev.entente.engine.config.EntityConfig.FieldConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which fields an entity has and how each system maps them: those declared, or else the columns
 * that two systems have under one name.
 */
final class FieldFinder {

    private final EntityConfig entity;
    private final List<Site> sites;
    private final Problems problems;

    FieldFinder(EntityConfig entity, List<Site> sites, Problems problems) {
        this.entity = entity;
        this.sites = sites;
        this.problems = problems;
    }

    List<FieldPlan> find() {
        return entity.fields().isEmpty() ? inferred() : declared();
    }

    private List<FieldPlan> declared() {
        List<FieldPlan> plans = new ArrayList<>();
        for (FieldConfig field : entity.fields()) {
            List<@Nullable FieldAt> at = mapped(field.name().text());
            plans.add(new FieldPlan(field.name(), field.type(), field.personal(), at));
        }
        List<String> names = entity.fields().stream().map(field -> field.name().text()).toList();
        for (Site site : sites) {
            for (FieldAt at : site.at().fields()) {
                if (names.stream().noneMatch(name -> Name.alike(name, at.field().text()))) {
                    problems.error(
                            at.field().place(),
                            "The entity %s has no field `%s`."
                                    .formatted(entity.name().text(), at.field().text()),
                            Nearest.remedy(at.field().text(), names, "Its fields are:"));
                }
            }
        }
        plans.forEach(this::warnOfLonely);
        return plans;
    }

    private String remedy(String field) {
        Set<String> columns = new TreeSet<>();
        sites.forEach(site -> site.resource().columns().forEach(c -> columns.add(c.name())));
        String nearest = Nearest.to(field, columns);
        return (nearest == null ? "" : "Did you mean `" + nearest + "`? ")
                + "Map it under `at:`, or take it out.";
    }

    private void warnOfLonely(FieldPlan plan) {
        if (plan.sites() == 0) {
            problems.warn(
                    plan.name().place(),
                    "No system has the field `%s`.".formatted(plan.name().text()),
                    remedy(plan.name().text()));
        } else if (plan.sites() == 1 && sites.size() > 1) {
            String only =
                    sites.stream()
                            .filter(site -> plan.at().get(site.index()) != null)
                            .map(Site::name)
                            .findFirst()
                            .orElse("");
            problems.warn(
                    plan.name().place(),
                    "Only %s has the field `%s`: there is nothing to keep in agreement."
                            .formatted(only, plan.name().text()),
                    "Map it at another system, too, or take it out.");
        }
    }

    /** How each site maps a field: as the file says, else by a column of the same name. */
    private List<@Nullable FieldAt> mapped(String field) {
        List<@Nullable FieldAt> at = new ArrayList<>();
        for (Site site : sites) {
            FieldAt declared = site.declared(field);
            Column namesake = declared == null ? site.namesake(field) : null;
            if (declared != null) {
                at.add(declared.from().isEmpty() ? null : declared);
            } else {
                at.add(namesake == null ? null : plain(field, namesake, site));
            }
        }
        return at;
    }

    private static FieldAt plain(String field, Column column, Site site) {
        return new FieldAt(
                new Name(field, site.place()),
                List.of(new Name(column.name(), site.place())),
                Share.Whole.WHOLE,
                List.of(),
                true);
    }

    private List<FieldPlan> inferred() {
        List<FieldPlan> plans = new ArrayList<>();
        for (Name name : candidates().values()) {
            List<@Nullable FieldAt> at = mapped(name.text());
            boolean isDeclared =
                    sites.stream().anyMatch(site -> site.declared(name.text()) != null);
            FieldPlan plan = new FieldPlan(name, Scalar.TEXT, false, at);
            if (plan.sites() >= Math.min(2, sites.size())) {
                Type type = type(plan, isDeclared);
                if (type != null) {
                    plans.add(new FieldPlan(name, type, false, at));
                }
            } else if (isDeclared && plan.sites() == 1) {
                warnOfLonely(plan);
            }
        }
        if (plans.isEmpty() && sites.size() > 1) {
            problems.error(
                    entity.name().place(),
                    "The tables of %s have no column of the same name."
                            .formatted(entity.name().text()),
                    "Say under `at:` which columns are which: `fields: { name: full_name }`.");
        }
        return plans;
    }

    /** Names of fields that the file maps, and of columns that it does not map to another. */
    private Map<String, Name> candidates() {
        Map<String, Name> names = new LinkedHashMap<>();
        for (Site site : sites) {
            Set<String> used = new TreeSet<>();
            for (FieldAt at : site.at().fields()) {
                at.from().forEach(from -> used.add(from.text()));
            }
            for (Column column : site.resource().columns()) {
                if (!used.contains(column.name())) {
                    names.putIfAbsent(
                            Name.plain(column.name()), new Name(column.name(), site.place()));
                }
            }
        }
        for (Site site : sites) {
            for (FieldAt at : site.at().fields()) {
                names.put(Name.plain(at.field().text()), at.field());
            }
        }
        return names;
    }

    /** The type that suits all sites, or null with the reason told. */
    private @Nullable Type type(FieldPlan plan, boolean isDeclared) {
        List<String> said = new ArrayList<>();
        Type common = null;
        boolean fits = true;
        boolean isMappable = true;
        for (Site site : sites) {
            FieldAt at = plan.at().get(site.index());
            Column column = at == null ? null : site.resource().column(at.from().getFirst().text());
            if (at == null || column == null) {
                continue;
            }
            said.add("%s at %s".formatted(column.typeName(), site.name()));
            Type type = suggested(at, column);
            isMappable &= column.kind() != Kind.UNMAPPABLE;
            Type both = common == null || type == null ? first(common, type) : both(common, type);
            fits &= both != null || (common == null && type == null);
            common = both;
        }
        if (fits && isMappable && common != null) {
            return common;
        }
        if (said.isEmpty() || (isDeclared && !isMappable)) {
            return Scalar.TEXT; // the columns themselves are wrong, which is told with them
        }
        String what = "`%s` is %s".formatted(plan.name().text(), String.join(", ", said));
        if (isMappable) {
            tell(plan, what, isDeclared);
        } else {
            problems.warn(
                    plan.name().place(),
                    what + ": no value can be made of that, so it is left out.",
                    "Say so with `no`, or map a column of another type.");
        }
        return null;
    }

    private static @Nullable Type first(@Nullable Type one, @Nullable Type other) {
        return one == null ? other : one;
    }

    private static @Nullable Type both(Type one, Type other) {
        if (one.equals(other)) {
            return one;
        }
        Set<Type> both = Set.of(one, other);
        return both.equals(Set.of(Scalar.INTEGER, Scalar.NUMBER)) ? Scalar.NUMBER : null;
    }

    private void tell(FieldPlan plan, String what, boolean isDeclared) {
        String name = plan.name().text();
        String remedy =
                "Declare it under `fields:` with its type, and say how it is read: "
                        + "`fields: { %s: { from: %s, … } }`.".formatted(name, name);
        if (isDeclared || isKey(name)) {
            problems.error(
                    plan.name().place(), what + ": its type cannot be told from that.", remedy);
        } else {
            problems.warn(plan.name().place(), what + ": it is left out.", remedy);
        }
    }

    private boolean isKey(String name) {
        for (Site site : sites) {
            Column column = site.namesake(name);
            if (column != null && site.isKey(column)) {
                return true;
            }
        }
        return false;
    }

    /** The type that a mapping suggests, or null where any would do. */
    private static @Nullable Type suggested(FieldAt at, Column column) {
        if (!(at.share() instanceof Share.Whole)) {
            return at.share() instanceof Share.AtPath ? null : Scalar.TEXT;
        }
        if (at.turns().isEmpty()) {
            return of(column.kind());
        }
        return switch (at.turns().getFirst()) {
            case Turn.Trimmed _, Turn.Cased _, Turn.Affixed _, Turn.Codes _ -> Scalar.TEXT;
            case Turn.SplitAt _ -> new Type.SetOf(Scalar.TEXT);
            case Turn.AsJson _ -> Scalar.JSON;
            case Turn.Scaled _ -> Scalar.NUMBER;
            case Turn.Formatted _ -> null;
            case Turn.InZone _ -> column.kind() == Kind.MOMENT ? Scalar.DATETIME : Scalar.TIMESTAMP;
            case Turn.Defaulted _ -> of(column.kind());
        };
    }

    private static @Nullable Type of(Kind kind) {
        return switch (kind) {
            case BOOL -> Scalar.BOOLEAN;
            case WHOLE -> Scalar.INTEGER;
            case DECIMAL -> Scalar.NUMBER;
            case TEXT -> Scalar.TEXT;
            case BYTES -> Scalar.BYTES;
            case DAY -> Scalar.DATE;
            case CLOCK -> Scalar.TIME;
            case LOCAL_MOMENT -> Scalar.DATETIME;
            case MOMENT -> Scalar.TIMESTAMP;
            case UUID -> Scalar.UUID;
            case ITEMS, JSON -> Scalar.JSON;
            case UNMAPPABLE -> null;
        };
    }
}
