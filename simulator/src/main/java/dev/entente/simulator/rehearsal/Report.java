package dev.entente.simulator.rehearsal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal came to, over all seeds.
 *
 * @param seeds how many were played
 * @param days of each
 * @param records that every system had at first, of each entity
 * @param risks the most harmful first
 * @param broken what must hold and did not, one a seed; empty where all is well
 */
public record Report(
        int seeds,
        int days,
        int records,
        Volume volume,
        List<OfField> fields,
        List<OfEntity> entities,
        List<OfSystem> systems,
        Agreement agreement,
        List<Parked> parked,
        List<Risk> risks,
        List<Seeded> broken) {

    public Report {
        fields = List.copyOf(fields);
        entities = List.copyOf(entities);
        systems = List.copyOf(systems);
        parked = List.copyOf(parked);
        risks = List.copyOf(risks);
        broken = List.copyOf(broken);
    }

    /**
     * What people did, in records changed.
     *
     * @param writes records that Entente wrote
     * @param calls of the systems to write or to read back
     */
    public record Volume(
            long creates,
            long edits,
            long deletes,
            long writes,
            long calls,
            double writesPerChange,
            double callsPerChange) {}

    /**
     * One field of an entity.
     *
     * @param edits that people made
     * @param conflicts edits that stood against another
     * @param decided how these were decided, by the word for it: {@code later}, {@code merged},
     *     {@code preferred}, {@code least}, {@code greatest}, {@code asked}
     * @param wonBy how many each system won, where one did
     * @param overruled edits at a system that does not own the field
     * @param lost edits of which nothing is left in the record; of numbers, sets and lists also
     *     those that led to a value that lost
     * @param kept losing values that are kept in the journal alone
     */
    public record OfField(
            String entity,
            String field,
            String policy,
            long edits,
            long conflicts,
            Map<String, Long> decided,
            Map<String, Long> wonBy,
            long overruled,
            long lost,
            long kept) {}

    /**
     * One entity.
     *
     * @param diedWithIt edits of a record that had been deleted elsewhere and then went away, kept
     *     in the journal alone
     * @param revived records that lived on since they were edited
     * @param questions that a person was asked
     * @param questionsPerDay the same, a day
     */
    public record OfEntity(
            String entity,
            String deletes,
            long changes,
            long diedWithIt,
            long revived,
            long questions,
            double questionsPerDay) {}

    /**
     * One system.
     *
     * @param changes records that people changed there
     * @param writes records that Entente wrote there
     * @param batches that it was sent
     * @param readings by key, and questions about a batch
     */
    public record OfSystem(String system, long changes, long writes, long batches, long readings) {}

    /**
     * From a change until every system has the same, in milliseconds of the world's clock.
     *
     * @param waited changes of a record that waited for a person meanwhile: not among the others
     * @param fair of days on which nothing went wrong
     */
    public record Agreement(Times all, Times fair, long waited, List<Bucket> buckets) {
        public Agreement {
            buckets = List.copyOf(buckets);
        }
    }

    /** In milliseconds. */
    public record Times(long count, double p50, double p99, double max) {}

    /** So many took at most so long, and longer than the bucket before. */
    public record Bucket(long upToMillis, long count) {}

    /** What was set aside for a person, by reason. */
    public record Parked(String entity, String system, String reason, long count, String message) {}

    /**
     * A seed that shows what does not hold.
     *
     * @param smallest the shortest rehearsal that still shows it, of which the story is
     */
    public record Seeded(long seed, String invariant, String what, String smallest, String story) {}

    /** How much harm it does. */
    public enum Harm {
        HIGH,
        MIDDLE,
        LOW
    }

    /**
     * A setting that does not do what is probably meant.
     *
     * @param field null where it is of the whole entity
     * @param count how often it struck
     * @param of so many
     * @param per10000 the same, of ten thousand
     * @param what it is and did
     * @param meaning what that means
     * @param advice what to do
     */
    public record Risk(
            Harm harm,
            String entity,
            @Nullable String field,
            long count,
            long of,
            long per10000,
            String what,
            String meaning,
            String advice) {}

    /** Whether everything that must hold held. */
    public boolean isSound() {
        return broken.isEmpty();
    }
}
