package dev.entente.engine.config;

import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Column;
import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.lens.Coercion;
import dev.entente.core.lens.Kind;
import dev.entente.core.lens.Lens;
import dev.entente.core.lens.Mapping;
import dev.entente.core.lens.NoForm;
import dev.entente.core.value.Value;
import dev.entente.engine.config.AtConfig.ConstantAt;
import dev.entente.engine.config.AtConfig.FieldAt;
import dev.entente.engine.config.AtConfig.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds one entity: finds its tables, fields, lenses, policies and identity, and checks them. */
final class EntityBinder {

    private final EntityConfig config;
    private final Map<String, SystemBinding> systems;
    private final Problems problems;

    EntityBinder(EntityConfig config, Map<String, SystemBinding> systems, Problems problems) {
        this.config = config;
        this.systems = systems;
        this.problems = problems;
    }

    /** The binding, or null with the reasons told. */
    @Nullable EntityBinding bind() {
        int before = problems.errors();
        List<Site> sites = sites();
        if (problems.errors() > before) {
            return null;
        }
        List<FieldPlan> plans = new FieldFinder(config, sites, problems).find();
        PolicyBinder policies = new PolicyBinder(config, sites, problems);
        policies.refuseStrangers(plans);
        List<Field> fields = new ArrayList<>();
        for (FieldPlan plan : plans) {
            fields.add(
                    new Field(
                            fields.size(),
                            plan.name().text(),
                            plan.type(),
                            policies.policy(plan),
                            plan.personal()));
        }
        List<List<Lens>> lenses = sites.stream().map(site -> lenses(site, plans)).toList();
        if (problems.errors() > before) {
            return null;
        }
        MatchBinder matching = new MatchBinder(config, sites, lenses, problems);
        List<List<Field>> matches = matching.matches(fields);
        sites.forEach(site -> new TableCheck(site, sites, lenses, problems).check(fields, matches));
        new Widths(sites, problems).check(plans, fields);
        return problems.errors() > before
                ? null
                : binding(sites, fields, matches, lenses, matching);
    }

    private EntityBinding binding(
            List<Site> sites,
            List<Field> fields,
            List<List<Field>> matches,
            List<List<Lens>> lenses,
            MatchBinder matching) {
        List<Branch> branches =
                sites.stream()
                        .map(site ->
                                new Branch(
                                        site.index(),
                                        site.name(),
                                        Mapping.uses(fields.size(), lenses.get(site.index())),
                                        site.at().rights(),
                                        site.system().abilities().exactVersions()))
                        .toList();
        Entity entity =
                new Entity(config.name().text(), fields, matches, config.deletes(), branches);
        List<Placement> placements =
                IntStream.range(0, sites.size())
                        .mapToObj(i ->
                                placement(
                                        sites.get(i),
                                        entity,
                                        lenses.get(i),
                                        matching.columns(sites.get(i), matches.getFirst())))
                        .toList();
        return EntityBinding.of(entity, placements, config.guard());
    }

    private static Placement placement(
            Site site, Entity entity, List<Lens> lenses, List<Integer> match) {
        Branch branch = entity.branches().get(site.index());
        Mapping mapping = new Mapping(entity, branch, site.columnNames(), lenses);
        boolean isNatural = !match.isEmpty() && site.resource().isUnique(match);
        return new Placement(branch, mapping, site.resource(), isNatural ? match : List.of());
    }

    private List<Site> sites() {
        List<Site> sites = new ArrayList<>();
        for (AtConfig at : config.at()) {
            SystemBinding system = systems.get(at.system().text());
            Resource resource = system == null ? null : resource(at, system);
            if (system != null && resource != null) {
                sites.add(new Site(sites.size(), at, system, resource));
            }
        }
        return sites;
    }

    private @Nullable Resource resource(AtConfig at, SystemBinding system) {
        Name table = at.table();
        Resource resource = system.catalog().resource(table.text());
        if (resource == null) {
            List<String> names = system.catalog().resources().stream().map(Resource::name).toList();
            problems.error(
                    table.place(),
                    "There is no table `%s` at %s.".formatted(table.text(), system.name()),
                    Nearest.remedy(table.text(), names, "It has:"));
        } else if (resource.key().isEmpty()) {
            problems.error(
                    table.place(),
                    "The table `%s` at %s has no primary key: its rows cannot be told apart."
                            .formatted(table.text(), system.name()),
                    "Give it one: ALTER TABLE %s ADD PRIMARY KEY (…).".formatted(table.text()));
            return null;
        }
        return resource;
    }

    private List<Lens> lenses(Site site, List<FieldPlan> plans) {
        LensBinder binder = new LensBinder(site, problems);
        List<Lens> lenses = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            FieldAt at = plans.get(i).at().get(site.index());
            Lens lens = at == null ? null : binder.bind(i, plans.get(i), counted(at, site));
            if (lens != null) {
                lenses.add(lens);
            }
        }
        for (ConstantAt constant : site.at().constants()) {
            Lens lens = constant(constant, binder);
            if (lens != null) {
                lenses.add(lens);
            }
        }
        return lenses;
    }

    /** A part with the number of parts that its column is cut into. */
    private static FieldAt counted(FieldAt at, Site site) {
        if (!(at.share() instanceof Share.Part part)) {
            return at;
        }
        int count = 2;
        for (FieldAt other : site.at().fields()) {
            if (other.share() instanceof Share.Part its
                    && other.from().getFirst().text().equals(at.from().getFirst().text())) {
                count = Math.max(count, its.index() + 1);
            }
        }
        return new FieldAt(
                at.field(),
                at.from(),
                new Share.Part(part.separator(), part.index(), count),
                at.turns(),
                at.written());
    }

    private @Nullable Lens constant(ConstantAt constant, LensBinder binder) {
        Column column = binder.column(constant.column());
        if (column == null) {
            return null;
        }
        Kind kind = Kind.valueOf(column.kind().name());
        try {
            if (Coercion.isPossible(Kind.TEXT, kind)) {
                Value value =
                        Coercion.between(Kind.TEXT, kind).get(Value.of(constant.value().text()));
                return new Lens.Constant(column.index(), value);
            }
        } catch (NoForm e) {
            // told below
        }
        problems.error(
                constant.value().place(),
                "`%s` cannot be a value of `%s`, which is %s."
                        .formatted(constant.value().text(), column.name(), column.typeName()),
                "Write a value as the column holds it.");
        return null;
    }
}
