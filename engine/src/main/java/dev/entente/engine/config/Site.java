package dev.entente.engine.config;

import dev.entente.connector.Resource;
import dev.entente.connector.Resource.Column;
import dev.entente.engine.config.AtConfig.FieldAt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the file says of an entity at one system, beside the table that is really there. */
record Site(int index, AtConfig at, SystemBinding system, Resource resource) {

    String name() {
        return at.system().text();
    }

    /** How messages call the table. */
    String table() {
        return "`" + resource.name() + "` at " + name();
    }

    Place place() {
        return at.table().place();
    }

    List<String> columnNames() {
        return resource.columns().stream().map(Column::name).toList();
    }

    /** How a field is mapped by the file, or null where it says nothing of it. */
    @Nullable FieldAt declared(String field) {
        Optional<FieldAt> declared =
                at.fields().stream()
                        .filter(one -> Name.alike(one.field().text(), field))
                        .findFirst();
        return declared.orElse(null);
    }

    /**
     * The column of a field of which the file says nothing: the one of its name, unless the file
     * uses that for something else.
     */
    @Nullable Column namesake(String field) {
        Column exact = resource.column(field);
        List<Column> like =
                exact != null
                        ? List.of(exact)
                        : resource.columns().stream()
                                .filter(one -> Name.alike(one.name(), field))
                                .toList();
        return like.size() == 1 && !isSpoken(like.getFirst()) ? like.getFirst() : null;
    }

    private boolean isSpoken(Column column) {
        return at.constants().stream().anyMatch(one -> one.column().text().equals(column.name()))
                || at.fields().stream()
                        .flatMap(one -> one.from().stream())
                        .anyMatch(from -> from.text().equals(column.name()));
    }

    boolean isKey(Column column) {
        return resource.key().contains(column.index());
    }
}
