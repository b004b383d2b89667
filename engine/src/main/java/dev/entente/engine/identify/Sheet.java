package dev.entente.engine.identify;

import dev.entente.core.link.Conflict;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Standing;
import dev.entente.core.step.Fact;
import dev.entente.core.value.Key;
import dev.entente.engine.journal.Commit;
import dev.entente.engine.store.Kept;
import dev.entente.engine.store.Layout;
import dev.entente.engine.store.Space;
import dev.entente.engine.store.StoreBatch;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Homes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one micro-batch works on: the links it reads, as it changes them, with the indexes that
 * follow from them, until all of it is committed at once. Used by one thread.
 */
public final class Sheet {

    private final Archive archive;
    private final Homes homes;
    private final Census census;
    private final Recent recent;
    private final StoreBatch batch = new StoreBatch();
    private final Commit journal;
    private final long now;

    /** As they are now; null for one that was dissolved. */
    private final Map<LinkId, @Nullable Kept> links = new HashMap<>();

    private final Map<LinkId, Kept> changed = new HashMap<>();
    private final Set<LinkId> fresh = new HashSet<>();
    private final Map<Bound, Layout.@Nullable Binding> keys = new HashMap<>();
    private final Matches matches;

    private record Bound(Home home, Key key) {}

    public Sheet(Archive archive, Homes homes, Census census, Recent recent, long now) {
        this.archive = archive;
        this.homes = homes;
        this.census = census;
        this.recent = recent;
        this.now = now;
        this.journal = archive.journal().commit(batch, now);
        this.matches = new Matches(archive);
    }

    /** When this micro-batch was taken up, in microseconds since the epoch. */
    public long now() {
        return now;
    }

    /** What will be committed: for whatever else must be durable with it. */
    public StoreBatch batch() {
        return batch;
    }

    /** Whether there is nothing to commit yet. */
    public boolean isEmpty() {
        return batch.isEmpty() && changed.isEmpty();
    }

    /** Adds to the audit trail what concerns no link. */
    public void note(String text) {
        journal.note(text);
    }

    // Links

    /** The link, or null where there is none or its entity is no longer in the file. */
    public @Nullable Kept link(LinkId id) {
        if (!links.containsKey(id)) {
            fetch(List.of(id));
        }
        return links.get(id);
    }

    /** Reads links at once that will be asked for. */
    public void fetch(Collection<LinkId> ids) {
        List<LinkId> missing = new ArrayList<>();
        for (LinkId id : ids) {
            if (!links.containsKey(id)) {
                Kept known = recent.get(id);
                links.put(id, known);
                if (known == null) {
                    missing.add(id);
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<byte @Nullable []> found =
                archive.store().multiGet(Space.LINKS, missing.stream().map(Layout::link).toList());
        for (int i = 0; i < missing.size(); i++) {
            byte[] bytes = found.get(i);
            if (bytes != null) {
                links.put(missing.get(i), archive.codec().decode(missing.get(i), bytes));
            }
        }
    }

    /** A link that was just made: nothing of it is stored yet. */
    public Kept begin(Link link, Home home) {
        Kept kept = Kept.begun(home.entity(), link, archive.seals());
        links.put(link.id(), kept);
        fresh.add(link.id());
        return kept;
    }

    /**
     * Takes what a step made of a link: state, indexes, history.
     *
     * @param before as it was; {@code after} may be the very same
     * @param cause the event in a few words, without anything personal
     */
    public Kept keep(Kept before, Link after, String cause, List<Fact> facts) {
        Kept next = before.withLink(after);
        if (!facts.isEmpty()) {
            next = journal.append(next, cause, facts);
        }
        List<Home> at = homes.of(before.entity());
        reindex(fresh.remove(after.id()) ? null : before.link(), after, at);
        links.put(after.id(), next);
        changed.put(after.id(), next);
        return next;
    }

    /** Takes a link out of the world: its key is to be identified anew. */
    public void dissolve(Kept kept) {
        List<Home> at = homes.of(kept.entity());
        Link link = kept.link();
        for (Home home : at) {
            Key key = link.replica(home.branch()).key();
            if (key != null) {
                unbind(home, key);
            }
        }
        reindexAll(link, null, at);
        links.put(link.id(), null);
        changed.remove(link.id());
        batch.delete(Space.LINKS, Layout.link(link.id()));
    }

    // Indexes that follow from links

    @SuppressWarnings("ReferenceEquality") // a step hands on what it did not change
    private void reindex(@Nullable Link before, Link after, List<Home> at) {
        for (Home home : at) {
            Replica was = before == null ? null : before.replica(home.branch());
            Replica is = after.replica(home.branch());
            if (was != is) {
                rekey(home, was, is, after.id());
            }
        }
        reindexAll(before, after, at);
    }

    private void rekey(Home home, @Nullable Replica was, Replica is, LinkId link) {
        Key former = was == null ? null : was.key();
        Key key = is.key();
        if (former != null && !former.equals(key)) {
            bind(home, former, new Layout.Binding(link, true));
        }
        if (key != null) {
            boolean retired = isRetired(is);
            if (!key.equals(former) || was == null || isRetired(was) != retired) {
                bind(home, key, new Layout.Binding(link, retired));
            }
        }
        Reading found = is.flight().found();
        Key foundKey = found == null ? null : found.key();
        if (foundKey != null && !foundKey.equals(key)) {
            bind(
                    home,
                    foundKey,
                    new Layout.Binding(link, false)); // what the feed tells of it is ours
        }
    }

    private static boolean isRetired(Replica replica) {
        return replica.standing() == Standing.ABSENT;
    }

    private void reindexAll(@Nullable Link before, @Nullable Link after, List<Home> at) {
        Home first = at.getFirst();
        matches.reindex(batch, first, before, after);
        reindexConflicts(first, before, after);
        for (Home home : at) {
            Parked was = before == null ? null : before.replica(home.branch()).parked();
            Parked is = after == null ? null : after.replica(home.branch()).parked();
            if (!Objects.equals(was, is)) {
                LinkId link = Objects.requireNonNull(after == null ? before : after).id();
                repark(home, link, was, is);
            }
        }
        census.replace(before, after, first);
    }

    private void reindexConflicts(Home first, @Nullable Link before, @Nullable Link after) {
        List<Conflict> was = before == null ? List.of() : before.conflicts();
        List<Conflict> is = after == null ? List.of() : after.conflicts();
        if (was.isEmpty() == is.isEmpty()) {
            return;
        }
        LinkId link = Objects.requireNonNull(after == null ? before : after).id();
        byte[] key = Layout.conflict(first.entityNumber(), link);
        if (is.isEmpty()) {
            batch.delete(Space.CONFLICTS, key);
        } else {
            batch.put(Space.CONFLICTS, key, Layout.number(now));
        }
    }

    private void repark(Home home, LinkId link, @Nullable Parked was, @Nullable Parked is) {
        if (was != null && (is == null || is.kind() != was.kind())) {
            batch.delete(
                    Space.PARKED,
                    Layout.parked(was.kind(), home.entityNumber(), link, home.systemNumber()));
        }
        if (is != null && (was == null || is.kind() != was.kind())) {
            batch.put(
                    Space.PARKED,
                    Layout.parked(is.kind(), home.entityNumber(), link, home.systemNumber()),
                    Layout.number(now));
        }
    }

    // Keys and matches

    /** To whom a key belongs or belonged; null where it was never met. */
    public Layout.@Nullable Binding binding(Home home, Key key) {
        Bound bound = new Bound(home, key);
        if (!keys.containsKey(bound)) {
            fetchKeys(List.of(home), List.of(key));
        }
        return keys.get(bound);
    }

    /** Reads bindings at once that will be asked for: one home a key. */
    public void fetchKeys(List<Home> at, List<Key> wanted) {
        List<Bound> missing = new ArrayList<>();
        List<byte[]> bytes = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Bound bound = new Bound(at.get(i), wanted.get(i));
            if (!keys.containsKey(bound)) {
                keys.put(bound, null);
                missing.add(bound);
                bytes.add(
                        Layout.key(
                                bound.home.entityNumber(), bound.home.systemNumber(), bound.key));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<byte @Nullable []> found = archive.store().multiGet(Space.KEYS, bytes);
        for (int i = 0; i < missing.size(); i++) {
            byte[] value = found.get(i);
            keys.put(missing.get(i), value == null ? null : Layout.Binding.of(value));
        }
    }

    /** From now on the key belongs to this link. */
    public void bind(Home home, Key key, Layout.Binding binding) {
        keys.put(new Bound(home, key), binding);
        batch.put(
                Space.KEYS,
                Layout.key(home.entityNumber(), home.systemNumber(), key),
                binding.bytes());
    }

    private void unbind(Home home, Key key) {
        keys.put(new Bound(home, key), null);
        batch.delete(Space.KEYS, Layout.key(home.entityNumber(), home.systemNumber(), key));
    }

    Matches matches() {
        return matches;
    }

    // The end

    /** Everything is here: the batch may be committed, then {@link #committed}. */
    public StoreBatch finish() {
        for (Map.Entry<LinkId, Kept> entry : changed.entrySet()) {
            batch.put(
                    Space.LINKS,
                    Layout.link(entry.getKey()),
                    archive.codec().encode(entry.getValue()));
        }
        census.save(batch);
        journal.close();
        return batch;
    }

    /** It is durable: what was read is worth remembering for the next one. */
    public void committed() {
        recent.remember(links);
    }
}
