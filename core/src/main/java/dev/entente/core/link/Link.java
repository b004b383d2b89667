package dev.entente.core.link;

import dev.entente.core.entity.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The state of one logical record: its trunk, its branches, and what is open. All that a step needs
 * to decide.
 *
 * @param generation counts the lives of the record: a user's create after an agreed delete begins
 *     the next (R16)
 * @param replicas one per branch of the entity, in its order
 * @param conflicts what waits for a person
 * @param tally counters that outlive a step
 */
public record Link(
        LinkId id,
        int generation,
        Head head,
        List<Replica> replicas,
        List<Conflict> conflicts,
        Tally tally) {

    /**
     * @param writes how many writes have ever been planned: the next write's number
     * @param bounces how many changes in a row were made by systems answering our own writes (R23)
     */
    public record Tally(int writes, int bounces) {
        public static final Tally ZERO = new Tally(0, 0);
    }

    public Link {
        replicas = List.copyOf(replicas);
        conflicts = List.copyOf(conflicts);
    }

    /** A link that has met no system yet. */
    public static Link unmet(LinkId id, Entity entity) {
        int width = entity.width();
        return new Link(
                id,
                0,
                Head.empty(width),
                IntStream.range(0, entity.branches().size())
                        .mapToObj(_ -> Replica.unmet(width))
                        .toList(),
                List.of(),
                Tally.ZERO);
    }

    public Replica replica(int branch) {
        return replicas.get(branch);
    }

    public Link withReplica(int branch, Replica replica) {
        List<Replica> next = new ArrayList<>(replicas);
        next.set(branch, replica);
        return new Link(id, generation, head, next, conflicts, tally);
    }

    public Link withHead(Head next) {
        return new Link(id, generation, next, replicas, conflicts, tally);
    }

    public Link withConflicts(List<Conflict> next) {
        return new Link(id, generation, head, replicas, next, tally);
    }

    public Link withTally(Tally next) {
        return new Link(id, generation, head, replicas, conflicts, next);
    }

    public Link withGeneration(int next) {
        return new Link(id, next, head, replicas, conflicts, tally);
    }
}
