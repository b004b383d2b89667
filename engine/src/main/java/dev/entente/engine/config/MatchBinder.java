package dev.entente.engine.config;

import dev.entente.connector.Resource.Column;
import dev.entente.core.entity.Field;
import dev.entente.core.lens.Lens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what identifies a record: the fields that the file names, else those of the keys. */
final class MatchBinder {

    private final EntityConfig entity;
    private final List<Site> sites;
    private final List<List<Lens>> lenses;
    private final Problems problems;

    /**
     * @param lenses of each site
     */
    MatchBinder(EntityConfig entity, List<Site> sites, List<List<Lens>> lenses, Problems problems) {
        this.entity = entity;
        this.sites = sites;
        this.lenses = lenses;
        this.problems = problems;
    }

    List<List<Field>> matches(List<Field> fields) {
        if (entity.matches().isEmpty()) {
            return byKey(fields);
        }
        List<List<Field>> matches = new ArrayList<>();
        List<String> names = fields.stream().map(Field::name).toList();
        for (List<Name> match : entity.matches()) {
            List<Field> found = new ArrayList<>();
            for (Name name : match) {
                Field field = named(name.text(), fields);
                if (field == null) {
                    problems.error(
                            name.place(),
                            "The entity %s has no field `%s` to match by."
                                    .formatted(entity.name().text(), name.text()),
                            Nearest.remedy(name.text(), names, "Its fields are:"));
                } else {
                    found.add(field);
                    check(field, name.place());
                }
            }
            if (found.size() == match.size()) {
                matches.add(found);
                sites.forEach(site -> warn(site, found, match.getFirst().place()));
            }
        }
        return matches;
    }

    private static @Nullable Field named(String name, List<Field> fields) {
        return fields.stream()
                .filter(field -> Name.alike(field.name(), name))
                .findFirst()
                .orElse(null);
    }

    private void check(Field field, Place place) {
        for (Site site : sites) {
            if (lens(site, field) == null) {
                problems.error(
                        place,
                        "%s does not have the field `%s`, so its records could not be recognised."
                                .formatted(site.name(), field.name()),
                        "Map it there, or match by fields that every system has.");
            }
        }
    }

    private @Nullable Lens lens(Site site, Field field) {
        return lenses.get(site.index()).stream()
                .filter(lens -> Lens.field(lens) == field.index())
                .findFirst()
                .orElse(null);
    }

    private void warn(Site site, List<Field> match, Place place) {
        List<Integer> columns = columns(site, match);
        List<String> names = match.stream().map(Field::name).toList();
        for (int index : columns) {
            Column column = site.resource().columns().get(index);
            if (column.nullable()) {
                problems.warn(
                        place,
                        "`%s` of %s may be null: a record without it is linked with no other."
                                .formatted(column.name(), site.table()),
                        "Declare it NOT NULL there, if it always has a value.");
            }
        }
        if (!columns.isEmpty() && !site.resource().isUnique(columns)) {
            problems.warn(
                    place,
                    ("Nothing keeps `%s` unique in %s: records that share it are set aside for a"
                                    + " person.")
                            .formatted(String.join("`, `", names), site.table()),
                    "Make it unique there, if it is meant to be.");
        }
    }

    /** The columns that these fields are at a site; empty where one of them is not a column. */
    List<Integer> columns(Site site, List<Field> match) {
        List<Integer> columns = new ArrayList<>();
        for (Field field : match) {
            if (!(lens(site, field) instanceof Lens.Column column)) {
                return List.of();
            }
            columns.add(column.column());
        }
        return columns;
    }

    /** The fields that are the key everywhere. */
    private List<List<Field>> byKey(List<Field> fields) {
        Set<Set<Integer>> keys = new LinkedHashSet<>();
        List<Field> first = new ArrayList<>();
        for (Site site : sites) {
            List<Field> key = key(site, fields);
            keys.add(key.stream().map(Field::index).collect(Collectors.toSet()));
            first = first.isEmpty() ? key : first;
        }
        if (keys.size() == 1 && !first.isEmpty()) {
            return List.of(first);
        }
        String said = sites.stream().map(this::keyNames).collect(Collectors.joining("; "));
        problems.error(
                entity.name().place(),
                "What identifies a record of %s is not the same key everywhere (%s)."
                        .formatted(entity.name().text(), said),
                "Name the fields that do: `match: [number]`, or map the keys to one field.");
        return List.of();
    }

    private List<Field> key(Site site, List<Field> fields) {
        List<Field> key = new ArrayList<>();
        for (int column : site.resource().key()) {
            for (Lens lens : lenses.get(site.index())) {
                if (lens instanceof Lens.Column(int field, int of, _, _) && of == column) {
                    key.add(fields.get(field));
                }
            }
        }
        return key.size() == site.resource().key().size() ? key : List.of();
    }

    private String keyNames(Site site) {
        return site.resource().key().stream()
                .map(index -> site.resource().columns().get(index).name())
                .collect(Collectors.joining(", ", "at " + site.name() + " ", ""));
    }
}
