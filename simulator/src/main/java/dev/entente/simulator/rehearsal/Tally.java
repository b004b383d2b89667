package dev.entente.simulator.rehearsal;

import dev.entente.core.entity.Branch;
import dev.entente.core.entity.Entity;
import dev.entente.core.entity.Field;
import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.merge.Rule;
import dev.entente.core.step.Fact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of one field, counted. */
final class Tally {
    private final Entity entity;
    private final Field field;
    private final Map<String, Long> decided = new TreeMap<>();
    private final Map<String, Long> wonBy = new TreeMap<>();
    private long edits;
    private long conflicts;
    private long overwritten;
    private long losses;
    private long untimely;
    private long overruled;
    private long kept;
    private long notTaken;

    Tally(Entity entity, Field field) {
        this.entity = entity;
        this.field = field;
    }

    Entity entity() {
        return entity;
    }

    Field field() {
        return field;
    }

    void edit() {
        edits++;
    }

    void notTaken() {
        notTaken++;
    }

    /**
     * @param branch where the edit came from
     * @param holder where the one came from that it met; negative where nobody knows
     */
    void change(Fact.Change change, int branch, int holder) {
        kept += change.lost() == null ? 0 : 1;
        switch (change.rule()) {
            case INCOMING_WON -> won(branch);
            case HEAD_WON -> won(holder);
            case MERGED -> count("merged");
            case ASKED -> count("asked");
            case NOT_OWNER -> overruled++;
            case FAST_FORWARD, AGREED, FIRST, FILLED, TOO_LATE, OUR_OWN, SET_BACK -> {}
        }
    }

    private void won(int branch) {
        overwritten++;
        count(word(field.policy()));
        if (branch >= 0) {
            wonBy.merge(entity.branches().get(branch).system(), 1L, Long::sum);
        }
    }

    private void count(String how) {
        conflicts++;
        decided.merge(how, 1L, Long::sum);
    }

    private static String word(Policy policy) {
        return switch (policy) {
            case Policy.Owner _ -> "owner";
            case Policy.Prefer _ -> "preferred";
            case Policy.Min _ -> "least";
            case Policy.Max _ -> "greatest";
            case Policy.LastWriterWins _,
                    Policy.Counter _,
                    Policy.SetMerge _,
                    Policy.ListMerge _,
                    Policy.TextMerge _,
                    Policy.Ask _ ->
                    "later";
        };
    }

    static boolean takesIncoming(Rule rule) {
        return switch (rule) {
            case FAST_FORWARD, FIRST, FILLED, INCOMING_WON, AGREED, MERGED -> true;
            case HEAD_WON, NOT_OWNER, ASKED, TOO_LATE, OUR_OWN, SET_BACK -> false;
        };
    }

    long edits() {
        return edits;
    }

    void lost(Losses more) {
        losses += goesOn() ? more.lost() : 0;
        untimely += field.policy() instanceof Policy.LastWriterWins ? more.untimely() : 0;
    }

    /** How often the earlier of two edits won, though the later one should. */
    long untimely() {
        return untimely;
    }

    /** Whether its policy takes one of two edits and leaves the other. */
    boolean takesOne() {
        return switch (field.policy()) {
            case Policy.LastWriterWins _, Policy.Prefer _, Policy.Min _, Policy.Max _ -> true;
            case Policy.Owner _,
                    Policy.Counter _,
                    Policy.SetMerge _,
                    Policy.ListMerge _,
                    Policy.TextMerge _,
                    Policy.Ask _ ->
                    false;
        };
    }

    /** Whether an edit goes on from what was there: a number, a set, a list. */
    boolean goesOn() {
        boolean whole =
                field.policy() instanceof Policy.LastWriterWins
                        || field.policy() instanceof Policy.Prefer;
        return whole
                && switch (field.type()) {
                    case Type.Scalar scalar ->
                            scalar == Type.Scalar.INTEGER || scalar == Type.Scalar.NUMBER;
                    case Type.SetOf _, Type.ListBy _ -> true;
                    case Type.OneOf _ -> false;
                };
    }

    /** Edits of which nothing is left in the record, since another won. */
    long lost() {
        if (!takesOne()) {
            return 0;
        }
        return Math.max(losses, overwritten);
    }

    /** The systems that have the field and never get it. */
    List<String> unwritten() {
        return entity.branches().stream()
                .filter(branch -> branch.maps(field) && !branch.writes(field))
                .map(Branch::system)
                .toList();
    }

    long overruled() {
        return overruled;
    }

    /** How often a system kept another form of what it was sent. */
    long notTakenEver() {
        return notTaken;
    }

    Report.OfField report() {
        return new Report.OfField(
                entity.name(),
                field.name(),
                words(),
                edits,
                conflicts,
                Map.copyOf(decided),
                Map.copyOf(wonBy),
                overruled,
                lost(),
                kept);
    }

    /** The policy as the file has it. */
    String words() {
        String word = field.policy().word();
        return switch (field.policy()) {
            case Policy.Owner(int system) -> word + " " + entity.branches().get(system).system();
            case Policy.Prefer(int system) -> word + " " + entity.branches().get(system).system();
            case Policy.LastWriterWins _,
                    Policy.Counter _,
                    Policy.Min _,
                    Policy.Max _,
                    Policy.SetMerge _,
                    Policy.ListMerge _,
                    Policy.TextMerge _,
                    Policy.Ask _ ->
                    word;
        };
    }
}
