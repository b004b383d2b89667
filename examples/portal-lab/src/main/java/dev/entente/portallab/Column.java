package dev.entente.portallab;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A column as a person at that end knows it, and what it means. The example translates for itself
 * here, without Entente's lenses, so that its comparison would find a lens that is wrong.
 *
 * @param field what the value means, by the field's name in the file
 * @param name the column's
 * @param cast the type that a text is cast to on its way in
 * @param meaning from what the column shows as text to what it means
 * @param form back
 */
record Column(
        String field,
        String name,
        String cast,
        UnaryOperator<String> meaning,
        UnaryOperator<String> form) {

    static Column text(String field, String name) {
        return new Column(field, name, "text", UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Column of(
            String field,
            String name,
            String cast,
            UnaryOperator<String> meaning,
            UnaryOperator<String> form) {
        return new Column(field, name, cast, meaning, form);
    }

    @Nullable String meaningOf(@Nullable String shown) {
        return shown == null ? null : meaning.apply(shown);
    }

    @Nullable String formOf(@Nullable String meant) {
        return meant == null ? null : form.apply(meant);
    }
}
