package dev.entente.engine.config;

import dev.entente.connector.Resource.Column;
import dev.entente.connector.Resource.Kind;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.engine.config.AtConfig.FieldAt;
import dev.entente.engine.config.AtConfig.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Warns where one system holds longer texts or greater numbers than another that is to get them.
 * Only of columns that a field is as they are: what codes or a scale make of a value has a length
 * that no type tells.
 */
final class Widths {

    private static final Pattern TEXT =
            Pattern.compile(
                    "text|(?:character varying|varchar|character|char)\\s*(?:\\((\\d+)\\))?");
    private static final Pattern NUMBER =
            Pattern.compile("(?:numeric|decimal)\\s*(?:\\((\\d+)\\s*,\\s*(-?\\d+)\\))?");

    /** Of a column without a limit. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final List<Site> sites;
    private final Problems problems;

    Widths(List<Site> sites, Problems problems) {
        this.sites = sites;
        this.problems = problems;
    }

    /** How much fits into a column. */
    private sealed interface Room {
        record Letters(int most) implements Room {}

        /** Digits before and after the point. */
        record Digits(int before, int after) implements Room {}
    }

    /**
     * @param plans one a field, in their order
     */
    void check(List<FieldPlan> plans, List<Field> fields) {
        for (Field field : fields) {
            List<@Nullable FieldAt> at = plans.get(field.index()).at();
            for (Site to : sites) {
                FieldAt there = at.get(to.index());
                boolean owns = field.policy().equals(new Policy.Owner(to.index()));
                if (there != null && isWritten(to, there) && !owns) {
                    compare(at, to, there);
                }
            }
        }
    }

    private static boolean isWritten(Site site, FieldAt at) {
        boolean may = site.at().rights().create() || site.at().rights().update();
        return may && at.written();
    }

    private void compare(List<@Nullable FieldAt> at, Site to, FieldAt there) {
        Column narrow = straight(to, there);
        for (Site from : sites) {
            FieldAt here = at.get(from.index());
            Column wide = here == null || from.index() == to.index() ? null : straight(from, here);
            if (wide == null || narrow == null || narrow.generated()) {
                continue;
            }
            String fate = fate(room(wide), room(narrow), from, to);
            if (!fate.isEmpty()) {
                problems.warn(
                        there.from().getFirst().place(),
                        "`%s` of %s is %s, but `%s` of %s only %s: %s."
                                .formatted(
                                        wide.name(),
                                        from.table(),
                                        wide.typeName(),
                                        narrow.name(),
                                        to.table(),
                                        narrow.typeName(),
                                        fate),
                        ("Make room at %s: ALTER TABLE %s ALTER COLUMN %s TYPE %s; or see to it that"
                                        + " nothing longer is entered at %s.")
                                .formatted(
                                        to.name(),
                                        to.resource().name(),
                                        narrow.name(),
                                        wide.typeName(),
                                        from.name()));
            }
        }
    }

    /** The column whose values a field has as they are, or null. */
    private static @Nullable Column straight(Site site, FieldAt at) {
        boolean keepsLength =
                at.share() instanceof Share.Whole
                        && at.turns().stream()
                                .allMatch(turn ->
                                        turn instanceof Turn.Trimmed
                                                || turn instanceof Turn.Cased
                                                || turn instanceof Turn.Defaulted);
        return keepsLength ? site.resource().column(at.from().getFirst().text()) : null;
    }

    private static @Nullable Room room(Column column) {
        Matcher text = TEXT.matcher(column.typeName());
        if (column.kind() == Kind.TEXT && text.matches()) {
            return new Room.Letters(
                    text.group(1) == null ? NO_LIMIT : Integer.parseInt(text.group(1)));
        }
        Matcher number = NUMBER.matcher(column.typeName());
        if (column.kind() == Kind.DECIMAL && number.matches()) {
            if (number.group(1) == null) {
                return new Room.Digits(NO_LIMIT, NO_LIMIT);
            }
            int after = Integer.parseInt(number.group(2));
            return new Room.Digits(Integer.parseInt(number.group(1)) - after, Math.max(0, after));
        }
        return null;
    }

    /** What becomes of a value that has no room; empty where all have. */
    private static String fate(@Nullable Room wide, @Nullable Room narrow, Site from, Site to) {
        List<String> fates = new ArrayList<>();
        String parked = "is set aside (`entente parked list`) and not written to " + to.name();
        if (wide instanceof Room.Letters a && narrow instanceof Room.Letters b) {
            if (a.most() > b.most()) {
                fates.add("a record with a longer text " + parked);
            }
        } else if (wide instanceof Room.Digits a && narrow instanceof Room.Digits b) {
            if (a.before() > b.before()) {
                fates.add(
                        "a record with more than %s before the point %s"
                                .formatted(digits(b.before()), parked));
            }
            if (a.after() > b.after()) {
                fates.add(
                        "a number with more than %s after the point is rounded at %s and stays as"
                                        .formatted(digits(b.after()), to.name())
                                + " it is at "
                                + from.name());
            }
        }
        return String.join("; ", fates);
    }

    private static String digits(int count) {
        return count + (count == 1 ? " digit" : " digits");
    }
}
