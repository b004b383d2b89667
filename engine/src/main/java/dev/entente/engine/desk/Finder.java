package dev.entente.engine.desk;

import dev.entente.connector.Resource;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.link.LinkId;
import dev.entente.core.value.Key;
import dev.entente.core.value.Value;
import dev.entente.engine.identify.Archive;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the records that a text could mean: by any system's key, by a match value, by the link. */
final class Finder {

    private static final int HEX_OF_A_LINK = 32;

    private final Homes homes;
    private final Archive archive;

    Finder(Homes homes, Archive archive) {
        this.homes = homes;
        this.archive = archive;
    }

    /**
     * @throws NoAnswer where the file has no such entity
     */
    Entity entity(String name) {
        Entity entity = homes.entity(name);
        if (entity == null) {
            String known =
                    homes.entities().stream()
                            .map(each -> "`" + each.name() + "`")
                            .collect(Collectors.joining(", "));
            throw new NoAnswer("There is no entity `" + name + "`; the file has " + known + ".");
        }
        return entity;
    }

    /**
     * Which system it is.
     *
     * @throws NoAnswer where the file has no such system
     */
    int system(String name) {
        return homes.all().stream()
                .filter(home -> home.systemName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new NoAnswer(
                                "There is no system `"
                                        + name
                                        + "`; the file has "
                                        + homes.all().stream()
                                                .map(home -> "`" + home.systemName() + "`")
                                                .distinct()
                                                .collect(Collectors.joining(", "))
                                        + "."))
                .system();
    }

    /** Everything that the text could mean, each once. */
    List<Kept> find(Entity entity, String text) {
        Set<LinkId> found = new LinkedHashSet<>();
        for (Home home : homes.of(entity)) {
            byKey(home, text, found);
        }
        for (int i = 0; i < entity.matches().size(); i++) {
            byMatch(entity, i, text, found);
        }
        byLink(text, found);
        List<Kept> kept = new ArrayList<>();
        for (LinkId link : found) {
            Kept one = read(link);
            if (one != null && one.entity().name().equals(entity.name())) {
                kept.add(one);
            }
        }
        return kept;
    }

    /**
     * The one record that the text means.
     *
     * @throws NoAnswer where there is none, or more than one
     */
    Kept one(String entityName, String text) {
        Entity entity = entity(entityName);
        List<Kept> found = find(entity, text);
        if (found.isEmpty()) {
            throw new NoAnswer(
                    "No "
                            + entityName
                            + " is known by `"
                            + text
                            + "`. Give its key at one of the systems, or its match value.");
        }
        if (found.size() > 1) {
            String links =
                    found.stream()
                            .map(kept -> kept.link().id().toString())
                            .sorted(Comparator.naturalOrder())
                            .collect(Collectors.joining(", "));
            throw new NoAnswer(
                    "`" + text + "` means " + found.size() + " records; say which: " + links + ".");
        }
        return found.getFirst();
    }

    @Nullable Kept read(LinkId link) {
        byte[] bytes = archive.store().get(Space.LINKS, Layout.link(link));
        return bytes == null ? null : archive.codec().decode(link, bytes);
    }

    private void byKey(Home home, String text, Set<LinkId> found) {
        List<Integer> columns = home.resource().key();
        String[] parts = columns.size() == 1 ? new String[] {text} : text.split(",", -1);
        if (parts.length != columns.size()) {
            return;
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Resource.Column column = home.resource().columns().get(columns.get(i));
            Value value = Wording.read(parts[i].strip(), column.kind());
            if (value == null) {
                return;
            }
            values.add(value);
        }
        byte[] key = Layout.key(home.entityNumber(), home.systemNumber(), new Key(values));
        byte[] bound = archive.store().get(Space.KEYS, key);
        if (bound != null) {
            found.add(Layout.Binding.of(bound).link());
        }
    }

    private void byMatch(Entity entity, int rule, String text, Set<LinkId> found) {
        List<Field> fields = entity.matches().get(rule);
        String[] parts = fields.size() == 1 ? new String[] {text} : text.split(",", -1);
        if (parts.length != fields.size()) {
            return;
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Value value = Wording.read(parts[i].strip(), fields.get(i).type());
            if (value == null) {
                return;
            }
            values.add(value);
        }
        int number = homes.of(entity).getFirst().entityNumber();
        archive.store()
                .scan(
                        Space.MATCHES,
                        Layout.matches(number, rule, values, archive.seals()),
                        (key, _) -> {
                            found.add(Layout.linkAt(key, Layout.MATCH_LINK));
                            return true;
                        });
    }

    private static void byLink(String text, Set<LinkId> found) {
        if (text.length() == HEX_OF_A_LINK && text.chars().allMatch(HexFormat::isHexDigit)) {
            found.add(
                    new LinkId(
                            HexFormat.fromHexDigitsToLong(text, 0, HEX_OF_A_LINK / 2),
                            HexFormat.fromHexDigitsToLong(text, HEX_OF_A_LINK / 2, HEX_OF_A_LINK)));
        }
    }

    /** What to call a record: its key at the first system that has one. */
    String name(Kept kept) {
        for (Home home : homes.of(kept.entity())) {
            String key = Wording.of(kept.link().replica(home.branch()).key());
            if (key != null) {
                return key;
            }
        }
        return kept.link().id().toString();
    }
}
