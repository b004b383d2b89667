package dev.entente.portallab;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Both ends, record by record and field by field.
 *
 * @param records how many different records there are at either
 */
public record Comparison(int records, List<String> differences) {

    public Comparison {
        differences = List.copyOf(differences);
    }

    static Comparison of(Picture portal, Picture lab) {
        int records = 0;
        List<String> differences = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            TreeSet<String> keys = new TreeSet<>(portal.all(kind).keySet());
            keys.addAll(lab.all(kind).keySet());
            records += keys.size();
            for (String key : keys) {
                compare(kind, key, portal.get(kind, key), lab.get(kind, key), differences);
            }
        }
        return new Comparison(records, differences);
    }

    public boolean isEqual() {
        return differences.isEmpty();
    }

    private static void compare(
            Kind kind,
            String key,
            @Nullable Card portal,
            @Nullable Card lab,
            List<String> differences) {
        String record = kind.entity() + " " + key;
        if (portal == null || lab == null) {
            differences.add(
                    record + " is only at the " + (portal == null ? Site.LAB : Site.PORTAL).word());
            return;
        }
        for (String field : portal.differences(lab)) {
            differences.add(
                    "%s: %s is %s at the portal and %s at the lab"
                            .formatted(record, field, portal.get(field), lab.get(field)));
        }
    }
}
