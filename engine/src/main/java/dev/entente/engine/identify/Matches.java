package dev.entente.engine.identify;

import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.translate.Home;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Match value → links: what is stored, and what a sheet has changed of it. */
final class Matches {

    private final Archive archive;

    /** By prefix, as text of its bytes: which links were added (true) or taken away. */
    private final Map<String, Map<LinkId, Boolean>> changes = new HashMap<>();

    Matches(Archive archive) {
        this.archive = archive;
    }

    /** The links whose head has these values, by the first match rule that finds any. */
    List<LinkId> find(Home home, Row values) {
        List<List<Field>> rules = home.entity().matches();
        for (int i = 0; i < rules.size(); i++) {
            List<Value> wanted = valuesOf(rules.get(i), values);
            if (wanted != null) {
                List<LinkId> found = find(prefix(home, i, wanted));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private List<LinkId> find(byte[] prefix) {
        Set<LinkId> found = new LinkedHashSet<>();
        archive.store()
                .scan(
                        Space.MATCHES,
                        prefix,
                        (key, _) -> {
                            found.add(Layout.linkAt(key, Layout.MATCH_LINK));
                            return true;
                        });
        changes.getOrDefault(name(prefix), Map.of())
                .forEach((link, added) -> {
                    if (added) {
                        found.add(link);
                    } else {
                        found.remove(link);
                    }
                });
        return List.copyOf(found);
    }

    @SuppressWarnings("ReferenceEquality") // a step hands on what it did not change
    void reindex(StoreBatch batch, Home first, @Nullable Link before, @Nullable Link after) {
        Row was = before == null ? null : before.head().values();
        Row is = after == null ? null : after.head().values();
        if (was == is) {
            return;
        }
        Entity entity = first.entity();
        for (int i = 0; i < entity.matches().size(); i++) {
            List<Value> former = was == null ? null : valuesOf(entity.matches().get(i), was);
            List<Value> next = is == null ? null : valuesOf(entity.matches().get(i), is);
            if (former != null && before != null && !former.equals(next)) {
                change(batch, prefix(first, i, former), before.id(), false);
            }
            if (next != null && after != null && !next.equals(former)) {
                change(batch, prefix(first, i, next), after.id(), true);
            }
        }
    }

    private void change(StoreBatch batch, byte[] prefix, LinkId link, boolean added) {
        changes.computeIfAbsent(name(prefix), _ -> new HashMap<>()).put(link, added);
        byte[] key = Layout.match(prefix, link);
        if (added) {
            batch.put(Space.MATCHES, key, new byte[0]);
        } else {
            batch.delete(Space.MATCHES, key);
        }
    }

    private byte[] prefix(Home home, int rule, List<Value> values) {
        return Layout.matches(home.entityNumber(), rule, values, archive.seals());
    }

    private static String name(byte[] prefix) {
        return new String(prefix, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Null where one of them is absent or null: that matches nothing. */
    static @Nullable List<Value> valuesOf(List<Field> rule, Row row) {
        List<Value> values = new ArrayList<>(rule.size());
        for (Field field : rule) {
            Value value = row.get(field.index());
            if (value == null || value.isNull()) {
                return null;
            }
            values.add(value);
        }
        return values;
    }
}
