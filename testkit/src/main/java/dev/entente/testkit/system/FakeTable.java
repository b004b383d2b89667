package dev.entente.testkit.system;

import dev.entente.connector.Resource;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table of a {@link FakeSystem}: its shape, and what it does by itself.
 *
 * @param defaults what a new row has where nothing is given
 * @param forms columns whose values are kept in a normal form
 * @param triggers what is changed in a row that is written, in their order
 */
public record FakeTable(
        Resource resource,
        Map<Integer, Value> defaults,
        Map<Integer, UnaryOperator<Value>> forms,
        List<Trigger> triggers) {

    /** Changes a row that is written; {@code before} is null for a new one. */
    @FunctionalInterface
    public interface Trigger {
        Row on(@Nullable Row before, Row after);
    }

    public FakeTable {
        defaults = Map.copyOf(defaults);
        forms = Map.copyOf(forms);
        triggers = List.copyOf(triggers);
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return resource.name();
    }

    @Override
    public String toString() {
        return name();
    }

    int column(String name) {
        Resource.Column column = resource.column(name);
        if (column == null) {
            throw new IllegalArgumentException("no column `" + name + "` in `" + name() + "`");
        }
        return column.index();
    }

    /** Column by column, in their order. */
    public static final class Builder {
        private final String name;
        private final List<Resource.Column> columns = new ArrayList<>();
        private final List<Integer> key = new ArrayList<>();
        private final List<List<Integer>> uniques = new ArrayList<>();
        private final Map<Integer, Value> defaults = new HashMap<>();
        private final Map<Integer, UnaryOperator<Value>> forms = new HashMap<>();
        private final List<Trigger> triggers = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        private Builder add(
                String column, Resource.Kind kind, boolean nullable, boolean generated) {
            columns.add(
                    new Resource.Column(
                            columns.size(),
                            column,
                            kind,
                            kind.name().toLowerCase(java.util.Locale.ROOT),
                            nullable,
                            generated,
                            generated));
            return this;
        }

        /** A part of the key, which whoever makes a record gives. */
        public Builder key(String column, Resource.Kind kind) {
            key.add(columns.size());
            return add(column, kind, false, false);
        }

        /** The key, a number that the system counts up. */
        public Builder serial(String column) {
            key.add(columns.size());
            return add(column, Resource.Kind.WHOLE, false, true);
        }

        public Builder column(String column, Resource.Kind kind) {
            return add(column, kind, true, false);
        }

        public Builder required(String column, Resource.Kind kind) {
            return add(column, kind, false, false);
        }

        /** The last column has this where nothing is given. */
        public Builder byDefault(Value value) {
            Resource.Column last = columns.removeLast();
            columns.add(
                    new Resource.Column(
                            last.index(),
                            last.name(),
                            last.kind(),
                            last.typeName(),
                            last.nullable(),
                            last.generated(),
                            true));
            defaults.put(last.index(), value);
            return this;
        }

        /** No two rows have the same in the last column, but for null. */
        public Builder unique() {
            uniques.add(List.of(columns.size() - 1));
            return this;
        }

        /** The last column keeps its values in this form. */
        public Builder form(UnaryOperator<Value> form) {
            forms.put(columns.size() - 1, form);
            return this;
        }

        public Builder trigger(Trigger trigger) {
            triggers.add(trigger);
            return this;
        }

        public FakeTable build() {
            return new FakeTable(
                    new Resource(name, columns, key, uniques), defaults, forms, triggers);
        }
    }
}
