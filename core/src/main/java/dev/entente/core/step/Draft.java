package dev.entente.core.step;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.link.Conflict;
import dev.entente.core.link.Head;
import dev.entente.core.link.Link;
import dev.entente.core.link.Parked;
import dev.entente.core.link.Replica;
import dev.entente.core.link.Seen;
import dev.entente.core.link.Write;
import dev.entente.core.value.Mark;
import dev.entente.core.value.Marks;
import dev.entente.core.value.Row;
import dev.entente.core.value.Stamp;
import dev.entente.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link while one step works on it. Lives only within {@link Steps#step}; the arrays of the head
 * are copied at the first change, so that a step that changes nothing costs nothing.
 */
final class Draft {

    final Entity entity;
    final long now;

    private final Link before;
    private final List<Replica> replicas;
    private final List<Write> writes = new ArrayList<>(2);
    private final List<Fact> facts = new ArrayList<>(4);
    private @Nullable Value @Nullable [] headValues;
    private @Nullable Mark @Nullable [] headMarks;
    private Head.@Nullable Tombstone tombstone;
    private List<Conflict> conflicts;
    private int generation;
    private Link.Tally tally;
    private boolean touched;

    Draft(Link before, Entity entity, long now) {
        this.before = before;
        this.entity = entity;
        this.now = now;
        this.replicas = new ArrayList<>(before.replicas());
        this.tombstone = before.head().tombstone();
        this.conflicts = before.conflicts();
        this.generation = before.generation();
        this.tally = before.tally();
    }

    // The head

    @Nullable Value head(int field) {
        return headValues == null ? before.head().values().get(field) : headValues[field];
    }

    Mark headMark(int field) {
        if (headMarks == null) {
            return before.head().marks().at(field);
        }
        Mark mark = headMarks[field];
        return mark == null ? Stamp.ZERO : mark;
    }

    void setHead(int field, @Nullable Value value, Mark mark) {
        if (headValues == null || headMarks == null) {
            headValues = before.head().values().cells();
            headMarks = before.head().marks().marks();
        }
        headValues[field] = value;
        headMarks[field] = mark;
        touched = true;
    }

    Row headRow() {
        return headValues == null ? before.head().values() : Row.of(headValues);
    }

    boolean isDeleted() {
        return tombstone != null;
    }

    Head.@Nullable Tombstone tombstone() {
        return tombstone;
    }

    void setTombstone(Head.@Nullable Tombstone next) {
        tombstone = next;
        touched = true;
    }

    /** A new life begins: nothing of the old one is inherited (R16). */
    void beginGeneration() {
        generation++;
        tombstone = null;
        conflicts = List.of();
        headValues = new @Nullable Value[entity.width()];
        headMarks = new @Nullable Mark[entity.width()];
        touched = true;
    }

    int generation() {
        return generation;
    }

    // The branches

    Replica replica(int branch) {
        return replicas.get(branch);
    }

    void set(int branch, Replica replica) {
        replicas.set(branch, replica);
        touched = true;
    }

    /**
     * Moves what was seen without calling the link changed: a newer version of the same values is
     * not worth a write of its own.
     */
    void setQuietly(int branch, Replica replica) {
        replicas.set(branch, replica);
    }

    Branch branch(int branch) {
        return entity.branches().get(branch);
    }

    /** Whether the head and a system hold the same, or what its pair joins (R7). */
    boolean agrees(Seen seen, int field) {
        Value head = head(field);
        Value held = seen.values().get(field);
        if (head == null || held == null) {
            return head == null && held == null;
        }
        return head.equals(held) || head.equals(seen.paired().get(field));
    }

    void setAside(int branch, Parked why) {
        set(branch, replica(branch).withParked(why));
        fact(new Fact.SetAside(branch, why));
    }

    // Conflicts

    @Nullable Conflict conflict(int field) {
        for (Conflict conflict : conflicts) {
            if (conflict.field() == field) {
                return conflict;
            }
        }
        return null;
    }

    void open(Conflict conflict) {
        Conflict former = conflict(conflict.field());
        if (conflict.equals(former)) {
            return;
        }
        List<Conflict> next = new ArrayList<>(conflicts);
        next.removeIf(open -> open.field() == conflict.field());
        next.add(conflict);
        conflicts = List.copyOf(next);
        touched = true;
        if (former == null) {
            fact(new Fact.Opened(conflict));
        }
    }

    void close(int field, @Nullable Value value, String by) {
        if (conflict(field) != null) {
            conflicts = conflicts.stream().filter(open -> open.field() != field).toList();
            fact(new Fact.Closed(field, value, by));
        }
    }

    /** The record is gone: nobody needs to choose between its values any more. */
    void closeAllFields() {
        for (Conflict open : conflicts) {
            if (open.field() != Conflict.PRESENCE) {
                close(open.field(), null, "");
            }
        }
    }

    // What follows

    void fact(Fact fact) {
        facts.add(fact);
        touched = true;
    }

    void touch() {
        touched = true;
    }

    /** Whether the head, or what one system holds, is no longer what it was before this step. */
    boolean hasMoved(int branch) {
        Replica was = before.replica(branch);
        Replica is = replica(branch);
        return generation != before.generation()
                || !Objects.equals(tombstone, before.head().tombstone())
                || was.standing() != is.standing()
                || !was.seen().values().equals(is.seen().values())
                || !headRow().equals(before.head().values());
    }

    boolean isTouched() {
        return touched;
    }

    Write.Id nextWrite() {
        tally = new Link.Tally(tally.writes() + 1, tally.bounces());
        return new Write.Id(before.id(), tally.writes());
    }

    void send(Write write) {
        writes.add(write);
        fact(new Fact.Planned(write));
    }

    int bounces() {
        return tally.bounces();
    }

    void setBounces(int bounces) {
        tally = new Link.Tally(tally.writes(), bounces);
    }

    Step finish() {
        collapseMarks();
        Head head =
                headValues == null || headMarks == null
                        ? before.head().withTombstone(tombstone)
                        : new Head(Row.owning(headValues), Marks.owning(headMarks), tombstone);
        Link after = new Link(before.id(), generation, head, replicas, conflicts, tally);
        return new Step(after, writes, facts);
    }

    /**
     * Once every system holds the head, and no feed has anything to tell of before, no edit stands
     * beside another any more, and one stamp says all.
     */
    private void collapseMarks() {
        for (Field field : entity.fields()) {
            if (headMark(field.index()) instanceof Mark.Elements mark && isSettled(field)) {
                Stamp latest = mark.latest();
                for (int i = 0; i < replicas.size(); i++) {
                    Replica replica = replicas.get(i);
                    if (replica.isPresent()) {
                        Seen seen = replica.seen();
                        Marks marks = seen.marks().with(field.index(), latest);
                        replicas.set(
                                i,
                                replica.withSeen(
                                        new Seen(
                                                seen.values(),
                                                marks,
                                                seen.paired(),
                                                seen.residue(),
                                                seen.version())));
                    }
                }
                setHead(field.index(), head(field.index()), latest);
            }
        }
    }

    private boolean isSettled(Field field) {
        for (int i = 0; i < replicas.size(); i++) {
            Replica replica = replicas.get(i);
            boolean holds =
                    !branch(i).maps(field)
                            || (replica.isPresent()
                                    && replica.flight().unsettled() == null
                                    && replica.flight().replaced().isEmpty()
                                    && agrees(replica.seen(), field.index())
                                    && replica.seen()
                                            .marks()
                                            .at(field.index())
                                            .equals(headMark(field.index())));
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
