package dev.entente.engine.config;

import dev.entente.connector.Resource.Column;
import dev.entente.core.entity.Type;
import dev.entente.core.lens.Cut;
import dev.entente.core.lens.Form;
import dev.entente.core.lens.Kind;
import dev.entente.core.lens.Lens;
import dev.entente.engine.config.AtConfig.FieldAt;
import dev.entente.engine.config.AtConfig.Share;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the lens of one field at one site, now that the columns are known. */
final class LensBinder {

    private final Site site;
    private final Problems problems;

    LensBinder(Site site, Problems problems) {
        this.site = site;
        this.problems = problems;
    }

    /** The lens, or null with the reason told. */
    @Nullable Lens bind(int field, FieldPlan plan, FieldAt at) {
        List<Column> columns = new ArrayList<>();
        for (Name from : at.from()) {
            Column column = column(from);
            if (column != null) {
                columns.add(column);
            }
        }
        if (columns.size() < at.from().size()) {
            return null;
        }
        Column column = columns.getFirst();
        boolean written = isWritten(at, columns);
        return switch (at.share()) {
            case Share.Whole _ -> {
                Form form = form(plan, at, column, Kind.valueOf(column.kind().name()));
                yield form == null ? null : new Lens.Column(field, column.index(), form, written);
            }
            case Share.AtPath(List<String> names) ->
                    piece(field, plan, at, column, new Cut.Path(names), Kind.JSON, written);
            case Share.Part(String separator, int index, int count) ->
                    piece(
                            field,
                            plan,
                            at,
                            column,
                            new Cut.Part(separator, index, count),
                            Kind.TEXT,
                            written);
            case Share.Joined(String separator) ->
                    joined(field, plan, at, columns, separator, written);
        };
    }

    /** The column, or null with the reason told. */
    @Nullable Column column(Name name) {
        Column column = site.resource().column(name.text());
        if (column == null) {
            problems.error(
                    name.place(),
                    "Unknown column `%s` in %s.".formatted(name.text(), site.table()),
                    Nearest.remedy(name.text(), site.columnNames(), "Its columns are:"));
            return null;
        }
        if (column.kind() == dev.entente.connector.Resource.Kind.UNMAPPABLE) {
            problems.error(
                    name.place(),
                    "The column `%s` of %s is %s, of which no value can be made."
                            .formatted(column.name(), site.table(), column.typeName()),
                    "Leave it out with `no`, or keep what matters in a column of another type.");
            return null;
        }
        return column;
    }

    private boolean isWritten(FieldAt at, List<Column> columns) {
        boolean isGenerated = columns.stream().anyMatch(Column::generated);
        if (isGenerated && at.written() && !isImplied(at)) {
            problems.warn(
                    at.field().place(),
                    "`%s` of %s is made by the system itself: it is read, and never written."
                            .formatted(columns.getFirst().name(), site.table()),
                    "Say so with `write: no`.");
        }
        return at.written() && !isGenerated;
    }

    /** Mapped because of its name only: the file does not speak of it. */
    private boolean isImplied(FieldAt at) {
        return at.field().place().equals(site.place());
    }

    private @Nullable Form form(FieldPlan plan, FieldAt at, Column column, Kind kind) {
        Place place = isImplied(at) ? plan.name().place() : at.from().getFirst().place();
        String where = "`%s` at %s".formatted(column.name(), site.name());
        return new FormBinder(plan, column, where, place, problems).bind(at.turns(), kind);
    }

    private @Nullable Lens piece(
            int field,
            FieldPlan plan,
            FieldAt at,
            Column column,
            Cut cut,
            Kind kind,
            boolean written) {
        Kind there = Kind.valueOf(column.kind().name());
        if (there != kind) {
            problems.error(
                    at.from().getFirst().place(),
                    "`%s` of %s is %s.".formatted(column.name(), site.table(), column.typeName()),
                    kind == Kind.JSON
                            ? "A `path` leads into a column of json."
                            : "Only a text can be split into parts.");
            return null;
        }
        Form form = form(plan, at, column, kind);
        return form == null ? null : new Lens.Piece(field, column.index(), cut, form, written);
    }

    private @Nullable Lens joined(
            int field,
            FieldPlan plan,
            FieldAt at,
            List<Column> columns,
            String separator,
            boolean written) {
        for (Column column : columns) {
            if (column.kind() != dev.entente.connector.Resource.Kind.TEXT) {
                problems.error(
                        at.from().getFirst().place(),
                        "`%s` of %s is %s."
                                .formatted(column.name(), site.table(), column.typeName()),
                        "Only columns of text can be joined.");
                return null;
            }
        }
        if (!plan.type().equals(Type.Scalar.TEXT)) {
            problems.error(
                    at.field().place(),
                    "`%s` is joined from texts, but is not a text.".formatted(plan.name().text()),
                    "Declare it as `text`.");
            return null;
        }
        boolean nullable = columns.stream().skip(1).allMatch(Column::nullable);
        List<Integer> indices = columns.stream().map(Column::index).toList();
        return new Lens.Joined(field, indices, separator, nullable, written);
    }
}
