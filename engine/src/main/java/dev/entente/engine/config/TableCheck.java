package dev.entente.engine.config;

import dev.entente.connector.Resource.Column;
import dev.entente.core.entity.Field;
import dev.entente.core.lens.Cut;
import dev.entente.core.lens.Form;
import dev.entente.core.lens.Lens;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What would go wrong at one site with the lenses that were chosen. */
final class TableCheck {

    private final Site site;
    private final List<Site> sites;
    private final List<List<Lens>> lenses;
    private final Problems problems;

    TableCheck(Site site, List<Site> sites, List<List<Lens>> lenses, Problems problems) {
        this.site = site;
        this.sites = sites;
        this.lenses = lenses;
        this.problems = problems;
    }

    void check(List<Field> fields, List<List<Field>> matches) {
        refuseTwoInOne(fields);
        refuseCrossingPieces(fields);
        if (site.at().rights().create() && sites.size() > 1) {
            refuseUnfilled(fields);
            refuseUnwritableMatch(matches);
            warnOfNulls(fields);
        }
    }

    private List<Lens> own() {
        return lenses.get(site.index());
    }

    /** A column is written by one field, or in pieces of one sort. */
    private void refuseTwoInOne(List<Field> fields) {
        Map<Integer, Lens> writers = new HashMap<>();
        for (Lens lens : own()) {
            for (int column : writes(lens) ? Lens.columns(lens) : List.<Integer>of()) {
                Lens other = writers.putIfAbsent(column, lens);
                if (other != null && !(lens instanceof Lens.Piece && other instanceof Lens.Piece)) {
                    problems.error(
                            site.place(),
                            "`%s` of %s is written by two: %s and %s."
                                    .formatted(
                                            columnName(column),
                                            site.table(),
                                            name(other, fields),
                                            name(lens, fields)),
                            "Map one of them to another column, or give it `write: no`.");
                }
            }
        }
    }

    private static boolean writes(Lens lens) {
        return switch (lens) {
            case Lens.Column column -> column.written();
            case Lens.Piece piece -> piece.written();
            case Lens.Joined joined -> joined.written();
            case Lens.Constant _ -> true;
        };
    }

    private String columnName(int column) {
        return site.resource().columns().get(column).name();
    }

    private static String name(Lens lens, List<Field> fields) {
        int field = Lens.field(lens);
        return field < 0 ? "a constant" : "the field `" + fields.get(field).name() + "`";
    }

    /** Pieces of one column lie beside each other. */
    private void refuseCrossingPieces(List<Field> fields) {
        for (Lens one : own()) {
            for (Lens other : own()) {
                if (one instanceof Lens.Piece a
                        && other instanceof Lens.Piece b
                        && a.field() < b.field()
                        && a.column() == b.column()
                        && cross(a.cut(), b.cut())) {
                    problems.error(
                            site.place(),
                            "%s and %s are not beside each other in `%s` of %s."
                                    .formatted(
                                            name(a, fields),
                                            name(b, fields),
                                            columnName(a.column()),
                                            site.table()),
                            "Paths must not lead through each other; parts need one separator.");
                }
            }
        }
    }

    private static boolean cross(Cut one, Cut other) {
        return switch (one) {
            case Cut.Path a when other instanceof Cut.Path b -> {
                int shared = Math.min(a.names().size(), b.names().size());
                yield a.names().subList(0, shared).equals(b.names().subList(0, shared));
            }
            case Cut.Part a when other instanceof Cut.Part b ->
                    !a.separator().equals(b.separator()) || a.index() == b.index();
            case Cut.Path _, Cut.Part _ -> true;
        };
    }

    /** A column that must have a value, and that no record made here would have one for. */
    private void refuseUnfilled(List<Field> fields) {
        Set<Integer> filled = new TreeSet<>();
        for (Lens lens : own()) {
            boolean comes = Lens.field(lens) < 0 || isElsewhere(Lens.field(lens));
            if (writes(lens) && comes) {
                filled.addAll(Lens.columns(lens));
            }
        }
        for (Column column : site.resource().columns()) {
            boolean needed = !column.nullable() && !column.generated() && !column.defaulted();
            if (needed && !filled.contains(column.index())) {
                Field field = fieldOf(column, fields);
                problems.error(
                        site.place(),
                        "`%s` of %s must have a value, and %s: no record could be made there."
                                .formatted(
                                        column.name(),
                                        site.table(),
                                        field == null
                                                ? "no field fills it"
                                                : "no other system has the field `"
                                                        + field.name()
                                                        + "`"),
                        ("Map a field to it, give it one value with `constants: { %s: … }`, give"
                                        + " it a default in the database, or say `create: no`.")
                                .formatted(column.name()));
            }
        }
    }

    private @Nullable Field fieldOf(Column column, List<Field> fields) {
        for (Lens lens : own()) {
            if (Lens.field(lens) >= 0 && Lens.columns(lens).contains(column.index())) {
                return fields.get(Lens.field(lens));
            }
        }
        return null;
    }

    private boolean isElsewhere(int field) {
        return sites.stream()
                .filter(other -> other.index() != site.index())
                .flatMap(other -> lenses.get(other.index()).stream())
                .anyMatch(lens -> Lens.field(lens) == field);
    }

    /** A record made here without its match would never be recognised again. */
    private void refuseUnwritableMatch(List<List<Field>> matches) {
        for (Field field : matches.isEmpty() ? List.<Field>of() : matches.getFirst()) {
            for (Lens lens : own()) {
                if (Lens.field(lens) == field.index() && !writes(lens)) {
                    problems.error(
                            site.place(),
                            ("`%s` of %s identifies a record, but is not written: what is made"
                                            + " there would have another.")
                                    .formatted(
                                            columnName(Lens.columns(lens).getFirst()),
                                            site.table()),
                            "Match by a field that can be written (in PostgreSQL a key may be"
                                    + " `generated by default`), or say `create: no`.");
                }
            }
        }
    }

    private void warnOfNulls(List<Field> fields) {
        for (Site other : sites) {
            List<String> names = new ArrayList<>();
            for (Lens lens : other.index() == site.index() ? List.<Lens>of() : own()) {
                if (lens instanceof Lens.Column(int field, int column, Form _, boolean written)
                        && written
                        && !site.resource().columns().get(column).nullable()
                        && isNullableAt(other, lenses.get(other.index()), field)) {
                    names.add(fields.get(field).name());
                }
            }
            if (!names.isEmpty()) {
                problems.warn(
                        site.place(),
                        ("What may be null in %s, but not in %s: `%s`. A record without it is set"
                                        + " aside.")
                                .formatted(other.table(), site.table(), String.join("`, `", names)),
                        "If null means something there, say so: `%s: { from: …, default: … }`."
                                .formatted(names.getFirst()));
            }
        }
    }

    private static boolean isNullableAt(Site other, List<Lens> there, int field) {
        for (Lens lens : there) {
            if (lens instanceof Lens.Column(int of, int column, Form form, _) && of == field) {
                boolean fills = !form.get(Value.Null.NULL).isNull();
                return other.resource().columns().get(column).nullable() && !fills;
            }
        }
        return false;
    }
}
