package dev.entente.core.step;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Flight;
import dev.entente.core.link.Observation;
import dev.entente.core.link.Reading;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Standing;
import dev.entente.core.merge.Edit;
import dev.entente.core.merge.Merge;
import dev.entente.core.merge.Merged;
import dev.entente.core.merge.Rule;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import dev.entente.core.value.ValueOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fields in which one reading differs from what was seen, each merged into the head. */
final class Edits {

    private final Draft draft;
    private final Branch branch;
    private final Observation observation;
    private final Reading reading;
    private final Replica replica;
    private final SeenDraft seen;
    private final List<Fact.Change> changes = new ArrayList<>();
    private final List<Integer> moved = new ArrayList<>(2);
    private Stamp latest = Stamp.ZERO;

    Edits(Draft draft, int branch, Observation observation) {
        this(draft, branch, observation, draft.replica(branch).seen());
    }

    /**
     * @param base what the author of the edits had seen
     */
    Edits(Draft draft, int branch, Observation observation, Seen base) {
        this.draft = draft;
        this.branch = draft.branch(branch);
        this.observation = observation;
        this.reading = observation.reading();
        this.replica = draft.replica(branch);
        this.seen = new SeenDraft(base);
    }

    /**
     * The stamp of an edit: the source's time, clamped to the engine's, later than what its author
     * had seen (R10).
     */
    static Stamp stampOf(Observation observation, int branch, Stamp seen) {
        boolean unknown = observation.time() == Observation.NO_TIME;
        long time = unknown ? observation.now() : Math.min(observation.time(), observation.now());
        return Stamp.edit(time, branch, seen);
    }

    /** Merges every field that differs from what was seen. Returns whether there was one. */
    boolean merge() {
        return merge(_ -> true);
    }

    /** The same for some fields; the others are left as they are. */
    boolean merge(Predicate<Field> which) {
        for (Field field : draft.entity.fields()) {
            Value incoming = reading.values().get(field.index());
            if (incoming != null && branch.maps(field) && which.test(field)) {
                Value base = seen.value(field.index());
                if (!incoming.equals(base) && !isOurLateEffect(field.index(), incoming)) {
                    take(field, base, seen.mark(field.index()), incoming);
                }
            }
        }
        return !changes.isEmpty();
    }

    /**
     * One field that holds {@code incoming}, by an author who had seen {@code base}; null where
     * there is no base.
     */
    void take(Field field, @Nullable Value base, Mark baseMark, Value incoming) {
        Value sent = seen.paired(field.index());
        Value meant = sent == null ? incoming : withSentElements(field, sent, incoming);
        if (sent != null && !meant.equals(incoming)) {
            take(field, sent, baseMark, meant, incoming);
        } else {
            take(field, base, baseMark, incoming, incoming);
        }
    }

    /**
     * R21: of a set or a list, what the system holds in its normal form is what it was sent: whole
     * elements of a set, and of a list the fields of each.
     */
    private Value withSentElements(Field field, Value sent, Value incoming) {
        if (!(sent instanceof Value.Items before) || !(incoming instanceof Value.Items now)) {
            return incoming;
        }
        if (field.policy() instanceof Policy.SetMerge) {
            return withSentElements(field, before.values(), now.values());
        }
        return field.policy() instanceof Policy.ListMerge
                        && field.type() instanceof Type.ListBy list
                ? withSentFields(field, list.key(), before.values(), now.values())
                : incoming;
    }

    private Value withSentElements(Field field, List<Value> sent, List<Value> incoming) {
        Map<Value, Value> byHeld = new HashMap<>();
        sent.forEach(element -> byHeld.put(held(field, element), element));
        List<Value> meant = new ArrayList<>();
        incoming.forEach(element -> meant.add(byHeld.getOrDefault(element, element)));
        meant.sort(ValueOrder.INSTANCE);
        return new Value.Items(meant);
    }

    private Value withSentFields(Field field, String key, List<Value> sent, List<Value> incoming) {
        Map<Value, Value.Struct> sentByKey = new HashMap<>();
        Map<Value, Value.Struct> heldByKey = new HashMap<>();
        for (Value element : sent) {
            if (element instanceof Value.Struct was
                    && held(field, element) instanceof Value.Struct held
                    && held.fields().get(key) != null) {
                sentByKey.put(held.fields().get(key), was);
                heldByKey.put(held.fields().get(key), held);
            }
        }
        List<Value> meant = new ArrayList<>();
        for (Value element : incoming) {
            Value name = element instanceof Value.Struct now ? now.fields().get(key) : null;
            Value.Struct was = name == null ? null : sentByKey.get(name);
            Value.Struct held = name == null ? null : heldByKey.get(name);
            meant.add(
                    was == null || held == null
                            ? element
                            : withSentFields((Value.Struct) element, was, held));
        }
        return new Value.Items(meant);
    }

    private static Value withSentFields(Value.Struct now, Value.Struct was, Value.Struct held) {
        Map<String, Value> fields = new LinkedHashMap<>(now.fields());
        fields.replaceAll((name, value) ->
                value.equals(held.fields().get(name))
                        ? was.fields().getOrDefault(name, value)
                        : value);
        return new Value.Struct(fields);
    }

    /** An element as the system holds it. */
    private Value held(Field field, Value element) {
        Value held = branch.normal(field).of(new Value.Items(List.of(element)));
        return held instanceof Value.Items(List<Value> elements) && elements.size() == 1
                ? elements.getFirst()
                : element;
    }

    /**
     * @param meant what is held, with the elements as they were sent
     */
    private void take(
            Field field, @Nullable Value base, Mark baseMark, Value meant, Value incoming) {
        int i = field.index();
        Value head = draft.head(i);
        Mark headMark = draft.headMark(i);
        boolean headIsBase =
                base != null && head != null && (head.equals(base) || head.equals(seen.paired(i)));
        Stamp stamp = stamp(base, baseMark.latest());
        Merged merged =
                draft.conflict(i) != null
                        ? whileOpen(i, head, headIsBase, meant, stamp)
                        : Merge.edit(
                                new Edit(
                                        field,
                                        branch.index(),
                                        new Edit.Cell(base, baseMark),
                                        new Edit.Cell(head, headMark),
                                        headIsBase,
                                        meant,
                                        stamp));
        seen.set(i, incoming, merged.seen(), meant.equals(incoming) ? null : meant);
        if (!merged.value().equals(head)) {
            moved.add(i);
        }
        if (!merged.value().equals(head) || !merged.mark().equals(headMark)) {
            draft.setHead(i, merged.value(), merged.mark());
        }
        changes.add(new Fact.Change(i, base, meant, head, merged.value(), merged.rule()));
        latest = Stamp.later(latest, stamp);
        if (merged.rule() == Rule.ASKED && draft.conflict(i) == null) {
            draft.open(new Conflict(i, base, head, meant, branch.index()));
        }
    }

    /**
     * Without a base and without a time nothing tells when: such edits are as old as can be, and
     * the first-named system wins (R6).
     */
    private Stamp stamp(@Nullable Value base, Stamp seenStamp) {
        if (base == null && observation.time() == Observation.NO_TIME) {
            return Stamp.edit(0, branch.index(), seenStamp);
        }
        return stampOf(observation, branch.index(), seenStamp);
    }

    /**
     * A person has been asked: the edit changes what one side of the question holds, or adds a side
     * to it. It is answered by itself only once every system holds the same.
     */
    private Merged whileOpen(
            int field, @Nullable Value head, boolean headIsBase, Value incoming, Stamp stamp) {
        Conflict open = Objects.requireNonNull(draft.conflict(field));
        Mark mark = Stamp.later(stamp, draft.headMark(field).latest());
        if (allHold(field, incoming)) {
            draft.close(field, incoming, "");
            return new Merged(incoming, mark, stamp, Rule.AGREED);
        }
        boolean theirs = open.branch() == branch.index();
        boolean ours = headIsBase && !theirs;
        Value now = ours || head == null ? incoming : head;
        draft.open(
                new Conflict(
                        field, open.base(), now, theirs ? incoming : open.theirs(), open.branch()));
        return ours
                ? new Merged(incoming, mark, stamp, Rule.ASKED)
                : new Merged(now, draft.headMark(field), stamp, Rule.ASKED);
    }

    /** Whether every other system that has the record holds this value. */
    private boolean allHold(int field, Value value) {
        for (Branch other : draft.entity.branches()) {
            Replica copy = draft.replica(other.index());
            boolean counts =
                    other.index() != branch.index()
                            && copy.isPresent()
                            && other.maps(draft.entity.fields().get(field));
            if (counts && !value.equals(copy.seen().values().get(field))) {
                return false;
            }
        }
        return true;
    }

    /**
     * R9: a field that changes to the value of an attempt that was given up is that attempt's late
     * effect: the head does not move.
     */
    private boolean isOurLateEffect(int field, Value incoming) {
        if (branch.exact()) {
            return false;
        }
        for (Flight.Attempt attempt : replica.flight().givenUp()) {
            if (attempt.deadlineMicros() >= draft.now
                    && incoming.equals(attempt.write().values().get(field))) {
                Value base = seen.value(field);
                seen.set(field, incoming, attempt.write().marks().at(field), null);
                Value head = draft.head(field);
                changes.add(new Fact.Change(field, base, incoming, head, head, Rule.OUR_OWN));
                return true;
            }
        }
        return false;
    }

    /**
     * Confirms a field that we sent: what is there is ours, as it is or in the system's normal
     * form.
     */
    void confirm(int field, Value held, Mark mark, @Nullable Value pair) {
        seen.set(field, held, mark, pair);
    }

    /** What differs is kept in the journal, and moves nothing. */
    void journal(Rule why) {
        for (Field field : draft.entity.fields()) {
            int i = field.index();
            Value incoming = reading.values().get(i);
            Value base = seen.value(i);
            if (incoming != null && branch.maps(field) && !incoming.equals(base)) {
                Stamp stamp = stamp(base, seen.mark(i).latest());
                seen.set(i, incoming, stamp, null);
                Value head = draft.head(i);
                changes.add(new Fact.Change(i, base, incoming, head, head, why));
                latest = Stamp.later(latest, stamp);
            }
        }
    }

    /**
     * The record is gone and stays so: what changed is merged into what is kept of it, and has lost
     * all the same (R17).
     */
    void comeTooLate() {
        changes.replaceAll(change ->
                new Fact.Change(
                        change.field(),
                        change.base(),
                        change.incoming(),
                        change.before(),
                        change.after(),
                        Rule.TOO_LATE));
    }

    /** Whether the head moved in a field that this system has. */
    boolean movedHeadWithin(int other) {
        Branch where = draft.branch(other);
        for (int field : moved) {
            if (where.maps(draft.entity.fields().get(field))) {
                return true;
            }
        }
        return false;
    }

    boolean movedAny() {
        return !changes.isEmpty();
    }

    /**
     * For edits that there is nothing left of at the system: one fact for all that changed, and
     * what their author had seen in the end. What is seen now stays as it is.
     */
    Seen beside() {
        seen.takeNative(reading);
        tell();
        return seen.finish();
    }

    /** Puts what is seen now into the link, with one fact for all that changed. */
    void finish() {
        seen.takeNative(reading);
        Replica current = draft.replica(branch.index());
        Replica next =
                new Replica(
                        Standing.PRESENT,
                        reading.key() == null ? current.key() : reading.key(),
                        current.generation(),
                        seen.finish(),
                        current.flight(),
                        current.parked());
        boolean changed =
                seen.isChanged()
                        || next.standing() != current.standing()
                        || !Objects.equals(next.key(), current.key());
        if (changed) {
            draft.set(branch.index(), next);
        } else {
            draft.setQuietly(branch.index(), next);
        }
        tell();
    }

    private void tell() {
        if (!changes.isEmpty()) {
            draft.fact(new Fact.Edited(branch.index(), latest, observation.actor(), changes));
        }
    }
}
